import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Verdict } from '../../../src/core/verdict.ts';
import { checkAnchors } from '../../../src/node/trace/checkAnchors.ts';
import { realDisk } from '../../../src/node/disk.ts';
import { headOf } from '../../../src/node/git/headOf.ts';
import { observedTargets } from '../../../src/node/observedTargets.ts';
import { openSpool } from '../../../src/node/trace/spool.ts';
import { workspaceStateDirectory } from '../../../src/node/stateDirectory.ts';
import { anchorHead, readAnchors, type TraceAnchor } from '../../../src/node/trace/traceAnchor.ts';
import { readHead } from '../../../src/node/trace/traceHead.ts';
import { sealTrace } from '../../../src/node/trace/traceStore.ts';

describe('facts for the record', () => {
  let directory: string;
  beforeEach(() => {
    directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-facts-')));
  });
  afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

  const git = (at: string, ...args: readonly string[]): string => execFileSync('git', ['-C', at, '-c', 'user.name=dana', '-c', 'user.email=dana@example.org', '-c', 'init.defaultBranch=main', ...args], { encoding: 'utf8' }).trim();

  it('reads branch and commit without starting git: loose, packed, detached, in a linked work tree, in none', () => {
    const work = path.join(directory, 'work');
    const linked = path.join(directory, 'linked');
    fs.mkdirSync(path.join(work, 'deep', 'er'), { recursive: true });
    const outside = headOf(work);
    git(work, 'init', '-q');
    const unborn = headOf(work);
    git(work, 'commit', '-q', '--allow-empty', '-m', 'first');
    const head = git(work, 'rev-parse', 'HEAD');
    const loose = headOf(path.join(work, 'deep', 'er'));
    git(work, 'worktree', 'add', '-q', '-b', 'feature/x', linked);
    const other = headOf(linked);
    git(work, 'pack-refs', '--all');
    const packed = headOf(work);
    git(work, 'checkout', '-q', '--detach');
    assert.deepEqual([outside, unborn, loose, other, packed, headOf(work)], [{}, { branch: 'main' }, { branch: 'main', head }, { branch: 'feature/x', head }, { branch: 'main', head }, { head }]);
  });

  it('holds what was predicted of files against what became of them', () => {
    const at = (name: string): string => path.join(directory, name);
    const old = new Date('2020-01-01T00:00:00.000Z');
    for (const name of ['written', 'untouched', 'stays']) fs.writeFileSync(at(name), 'x');
    fs.utimesSync(at('untouched'), old, old);
    const predicted = (kind: 'delete' | 'write' | 'read', name: string): Verdict['findings'][number] => ({ decision: 'allow', rule: 'r', source: 'default', reason: '', span: { start: 0, end: 1 }, effect: { kind, reversibility: 'reversible', blastRadius: 'workspace', span: { start: 0, end: 1 }, uninspectable: false, rule: 'r', reason: '', target: { kind: 'path', path: at(name), recursive: true } } });
    const verdict = (...findings: Verdict['findings']): Verdict => ({ decision: 'allow', reversibility: 'reversible', blastRadius: 'workspace', uninspectable: false, frozen: false, findings });
    const since = Date.now() - 100;
    assert.deepEqual(
      [observedTargets(verdict(predicted('delete', 'gone'), predicted('delete', 'stays'), predicted('write', 'written'), predicted('write', 'untouched'), predicted('read', 'x')), since, [at('gone/a'), at('other')]), observedTargets(verdict(predicted('read', 'x')), since)],
      [{ by: 'targets', changes: [{ path: at('gone'), change: 'deleted' }, { path: at('written'), change: 'created' }, { path: at('other'), change: 'deleted' }], unpredicted: [at('other')], unseen: [at('stays'), at('untouched')] }, undefined],
    );
  });

  it('finds by its anchors a trace that was replaced as a whole or cut with its head', async () => {
    const state = path.join(directory, 'state');
    const repository = path.join(directory, 'anchors');
    fs.mkdirSync(repository);
    fs.mkdirSync(state);
    git(repository, 'init', '-q');
    const anchors: readonly TraceAnchor[] = [{ kind: 'file', path: path.join(directory, 'anchor.jsonl') }, { kind: 'git', repository }];
    fs.writeFileSync(path.join(state, 'anchors.json'), JSON.stringify(anchors));
    const trace = path.join(workspaceStateDirectory(state, '/w'), 'trace');
    const record = async (text: string): Promise<void> => {
      const spool = openSpool(state, '/w');
      spool.append({ workspace: '/w', session: 's' }, [{ kind: 'said', text }], 'buffered');
      spool.close();
      sealTrace({ trace, workspace: '/w' });
      const head = readHead(realDisk, trace);
      assert.ok(head !== undefined);
      for (const anchor of readAnchors(state)) await anchorHead(anchor, '/w', head, 0);
    };
    const check = async (): Promise<unknown> => (await checkAnchors(trace, '/w', anchors)).map(({ fitting, problems }) => [fitting, problems.map((text) => text.replace(/[0-9a-f-]{36}/, 'ID'))]);
    await record('a');
    const early = path.join(directory, 'early');
    fs.cpSync(trace, early, { recursive: true });
    await record('b');
    const good = await check();
    fs.rmSync(trace, { recursive: true });
    fs.cpSync(early, trace, { recursive: true });
    const cut = await check();
    fs.rmSync(trace, { recursive: true });
    const spool = openSpool(state, '/w');
    spool.append({ workspace: '/w', session: 's' }, [{ kind: 'said', text: 'forged' }], 'buffered');
    spool.close();
    sealTrace({ trace, workspace: '/w' });
    const [, replaced] = [cut, await check()];
    const other = 'at 1970-01-01T00:00:00.000Z this workspace had another trace (ID): it was replaced';
    assert.deepEqual([good, cut, replaced], [
      [[2, []], [2, []]], [[1, ['event 2, anchored at 1970-01-01T00:00:00.000Z, is gone']], [1, ['event 2, anchored at 1970-01-01T00:00:00.000Z, is gone']]], [[0, [other, other]], [0, [other, other]]],
    ]);
  });

  it('takes no list of anchors that it does not understand', () => {
    assert.deepEqual(readAnchors(directory), []);
    fs.writeFileSync(path.join(directory, 'anchors.json'), '[{"kind":"file","path":"relative"}]');
    assert.throws(() => readAnchors(directory), /no list of anchors/);
  });
});
