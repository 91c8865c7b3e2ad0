import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from '../../../src/cli/checkpoint.ts';
import { UsageError } from '../../../src/cli/commandIo.ts';
import { takeCheckpoint } from '../../../src/node/checkpoint/checkpointStore.ts';
import { checkpointStoreOf } from '../../../src/node/stateDirectory.ts';
import { registerWorkspace } from '../../../src/node/channel/workspaceRegistry.ts';
import { recordedBodies } from '../../support/approvedRun.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

describe('tagout checkpoint', () => {
  const place = temporaryDirectory();
  let [state, shop] = ['', ''];
  const at = (name: string): string => path.join(shop, name);

  beforeEach(async () => {
    [state, shop] = [path.join(place.path, 'state'), path.join(place.path, 'shop')];
    fs.mkdirSync(at('drafts'), { recursive: true });
    registerWorkspace(state, shop);
    fs.writeFileSync(at('drafts/a.md'), 'one\ntwo\n');
    fs.writeFileSync(at('drafts/b.md'), 'b\n');
    const taken = await takeCheckpoint({ plan: { paths: [{ path: at('drafts') }], repositories: [], beyond: ['a table on a server'] }, store: checkpointStoreOf(state, shop), id: 'cp-1', at: new Date(), root: shop, cwd: shop, before: { proposal: 'p', session: 's', instead: true } });
    assert.equal(taken.kind, 'taken');
  });

  /** Exit code, standard output and standard error. */
  async function say(...words: readonly string[]): Promise<readonly [number, string, string]> {
    let [out, err] = ['', ''];
    const code = await run(words, {
      write: (text) => (out += text), complain: (text) => (err += text), readInput: () => '', env: {}, platform: process.platform, cwd: shop, home: place.path, tempDirectory: place.path, state, bundle: place.path, now: Date.now, colour: false,
    });
    return [code, out, err];
  }

  it('lists what is kept, and says when nothing is', async () => {
    const [code, out] = await say('list');
    assert.equal(code, 0);
    assert.match(out, /^cp-1 +2 files +10 bytes +instead of a question\n$/);
    fs.rmSync(checkpointStoreOf(state, shop), { recursive: true });
    assert.deepEqual(await say('list'), [0, `Nothing is kept of ${shop}.\n`, '']);
  });

  it('shows what one holds, and what not', async () => {
    const [, out] = await say('show', 'cp-1');
    assert.match(out, /^cp-1: 2 files \(10 bytes\) of \S+shop, instead of a question\n/);
    assert.deepEqual(['drafts/a.md', 'drafts/b.md', 'not covered: a table on a server'].filter((text) => !out.includes(text)), []);
  });

  it('shows what restoring would change, of all or of some', async () => {
    fs.writeFileSync(at('drafts/a.md'), 'one\nthree\n');
    fs.rmSync(at('drafts/b.md'));
    const [code, out] = await say('diff', 'cp-1');
    assert.equal(code, 0);
    assert.match(out, /--- now\/drafts\/a\.md\n\+\+\+ kept\/drafts\/a\.md\n@@[^\n]*\n one\n-three\n\+two\n/);
    assert.match(out, /--- now\/drafts\/b\.md\n\+\+\+ kept\/drafts\/b\.md\n@@[^\n]*\n\+b\n/);
    const [, some] = await say('diff', 'cp-1', 'drafts/b.md');
    assert.deepEqual([some.includes('a.md'), some.includes('b.md')], [false, true]);
  });

  it('says where what is kept is no text', async () => {
    const bytes = Buffer.from([0, 255, 0, 1]);
    fs.writeFileSync(at('drafts/c.bin'), bytes);
    await takeCheckpoint({ plan: { paths: [{ path: at('drafts/c.bin') }], repositories: [], beyond: [] }, store: checkpointStoreOf(state, shop), id: 'cp-2', at: new Date(), root: shop, cwd: shop });
    fs.writeFileSync(at('drafts/c.bin'), Buffer.from([0, 1]));
    assert.deepEqual(await say('diff', 'cp-2'), [0, 'drafts/c.bin: differs, and is no text\n', '']);
  });

  it('brings back all or some, records it, and can be taken back', async () => {
    fs.rmSync(at('drafts'), { recursive: true });
    const [code, out] = await say('restore', 'cp-1', 'drafts/a.md');
    assert.deepEqual([code, fs.readdirSync(at('drafts'))], [0, ['a.md']]);
    assert.match(out, /^Restored 2 files and folders; 0 were unchanged\.\nWhat was replaced is kept as (\S+)\.\n$/);
    assert.equal((await say('restore', 'cp-1'))[0], 0);
    assert.deepEqual(fs.readdirSync(at('drafts')).sort(), ['a.md', 'b.md']);
    assert.deepEqual(recordedBodies(state, shop).map((body) => [body['kind'], body['checkpoint']]), [['restore', 'cp-1'], ['restore', 'cp-1']]);
    const first = /kept as (\S+)\./.exec(out)?.[1] ?? '';
    assert.equal((await say('restore', first, '--newer', 'overwrite'))[0], 0);
    assert.equal(fs.existsSync(at('drafts/a.md')), false);
  });

  it('leaves newer work alone until it is told', async () => {
    fs.writeFileSync(at('drafts/a.md'), 'newer');
    const [code, out, err] = await say('restore', 'cp-1');
    assert.deepEqual([code, out, err], [10, '', `newer: ${at('drafts/a.md')}\nNothing was changed. Say --newer skip, overwrite or keep-both.\n`]);
    assert.equal((await say('restore', 'cp-1', '--newer', 'overwrite'))[0], 0);
    assert.equal(fs.readFileSync(at('drafts/a.md'), 'utf8'), 'one\ntwo\n');
  });

  it('says what is wrong', async () => {
    await assert.rejects(say('restore'), UsageError);
    await assert.rejects(say('restore', 'cp-1', '--newer', 'maybe'), UsageError);
    await assert.rejects(say('undo'), UsageError);
    await assert.rejects(say('show', 'cp-9'), /there is no checkpoint/);
    const manifest = path.join(checkpointStoreOf(state, shop), 'cp-1/manifest');
    const [header = '', body = ''] = fs.readFileSync(manifest, 'utf8').split('\n');
    const write = (text: string): void => fs.writeFileSync(manifest, `${text}${createHash('sha256').update(text).digest('hex')}\n`);
    write(`${header.replace('"v":2', '"v":3')}\n${body}\n`);
    await assert.rejects(say('restore', 'cp-1'), /form 3, which this version of Tagout does not read/);
    fs.writeFileSync(manifest, `${header}\n${body.replace('a.md', 'b.md')}\n`);
    await assert.rejects(say('restore', 'cp-1'), /is damaged/);
  });
});
