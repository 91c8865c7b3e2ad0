import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { liftFreezes } from '../../../src/node/freeze/freezeStore.ts';
import { verifyBundle } from '../../../src/node/incident/verifyBundle.ts';
import type { Stage } from '../../support/approvedRun.ts';
import { buildBundles, dist, start, type Ended } from '../../support/hookProcess.ts';
import { replitReplay, type Replay } from '../../support/replitReplay.ts';
import { shellEvent } from '../../support/shellEvents.ts';

describe('the replay of the Replit incident', function () {
  this.timeout(120_000);
  let root = '';
  let replay: Replay;
  before(async () => {
    buildBundles();
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-test-')));
    replay = await replitReplay(root);
  });
  afterEach(() => fs.rmSync(bundle(), { recursive: true, force: true }));
  after(async () => {
    await replay.stage.close();
    fs.rmSync(root, { recursive: true, force: true });
  });

  const tagout = ({ shop, env }: Stage, state: string, ...words: readonly string[]): Promise<Ended> => start(process.execPath, [path.join(dist, 'tagout.cjs'), '--state', state, ...words], '', env, shop).ended;
  const bundle = (): string => path.join(root, 'bundle');
  const make = (...seed: readonly string[]): Promise<Ended> => tagout(replay.stage, replay.stage.state, 'incident', ...(seed.length === 0 ? ['--at', new Date().toISOString()] : seed), '--out', bundle());
  const textOf = (name: string): string => fs.readFileSync(path.join(bundle(), name), 'utf8');

  it('tells a stranger in its first lines what was lost, who let it, what was said, and what would have stopped it', async () => {
    const { stderr, end } = await make();
    assert.deepEqual([end, stderr], [0, '']);
    const [head = '', rest = ''] = textOf('incident.md').split('\n\n## ', 1);
    for (const told of [
      /^# Incident `inc-\d{8}-[0-9a-f]{8}`: `npm run db:push`\n/, /What was lost:\*\* `makes the database fit the schema.*production\.sqlite changed`/, /Who did it:\*\* Claude Code with the model `large-model-1`, in the account/,
      /asked for:\*\* `.*change nothing without my permission/, /agent said:\*\* .*I panicked.*\(not verified\)/, /Approved by `dana` \(in the panel\) after looking at it for 1\.2 s, shown as `Writes the schema of the production database anew/,
      /said then:\*\* `The database is empty now\. A rollback is impossible.*\(not verified\)/, /undone:\*\* With some work, from history or backups; Tagout kept nothing/, /stopped it:\*\* Another answer, a rule that refuses `orm\.push`.*a code freeze in Tagout and not only in the prompt/,
    ]) assert.match(head, told);
    assert.equal(rest, '');
    assert.match(textOf('incident.md'), /freeze +dana declared a freeze \(deny\): no change before the rows are back\n.*REFUSED +npm run db:push/);
    assert.match(textOf('incident.md'), /```mermaid\nflowchart TD\n/);
  });

  it('is whole on another machine, where there is no trace', async () => {
    await make('--file', 'data/production.sqlite');
    const { shop, state } = replay.stage;
    const origin = await tagout(replay.stage, state, 'trace', 'verify', bundle(), '--workspace', shop);
    assert.deepEqual([origin.end, /holds this event \d+: the bundle was taken from it/.test(origin.stderr)], [0, true], origin.stderr);
    const other = await tagout(replay.stage, path.join(root, 'other-state'), 'trace', 'verify', bundle(), '--workspace', shop);
    assert.deepEqual([other.end, /does not hold this event/.test(other.stderr)], [1, true], other.stderr);
    const elsewhere = path.join(root, 'elsewhere');
    fs.renameSync(bundle(), elsewhere);
    const { stdout, end } = await tagout(replay.stage, path.join(root, 'other-state'), 'trace', 'verify', elsewhere);
    assert.equal(end, 0, stdout);
    assert.match(stdout, /The bundle is whole: \d+ records.*\nincident\.md says what the records say/);
    assert.equal((await tagout(replay.stage, state, 'trace', 'verify', root)).end, 2);
  });

  it('holds nothing of another session but its hashes', async () => {
    const { state, shop, env } = replay.stage;
    await start(process.execPath, [path.join(dist, 'hook.cjs'), '--agent', 'codex', '--state', state], JSON.stringify({ ...shellEvent('codex', 'git log --grep=private-matter', shop), session_id: 'another' }), env, shop).ended;
    await replay.propose('git status', 'I look once more.');
    await make();
    const report = verifyBundle(bundle());
    assert.deepEqual([report.problems, report.records?.withheld], [[], 3]);
    for (const name of fs.readdirSync(bundle())) assert.ok(!textOf(name).includes('private-matter'), name);
    assert.match(textOf('redaction.md'), /3 events of other sessions/);
  });

  it('shows every change of its records and texts', async () => {
    await make();
    assert.deepEqual(verifyBundle(bundle()).problems, []);
    for (const name of ['records.jsonl', 'incident.md', 'redaction.md']) {
      const file = path.join(bundle(), name);
      const good = fs.readFileSync(file);
      for (let at = 0; at < good.length; at += Math.ceil(good.length / 120)) {
        const bad = Buffer.from(good);
        bad[at] = (bad[at] ?? 0) ^ 1;
        fs.writeFileSync(file, bad);
        assert.equal(verifyBundle(bundle()).ok, false, `${name} byte ${at}`);
      }
      fs.writeFileSync(file, good);
    }
    assert.equal(verifyBundle(bundle()).ok, true);
  });

  it('shows lines that were removed, doubled or put in another order, and files that are gone', async () => {
    await make();
    const file = path.join(bundle(), 'records.jsonl');
    const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
    const [first = '', second = '', third = '', ...others] = lines;
    const changed = [[first, third, second, ...others], [first, third, ...others], [first, second, second, third, ...others], lines.slice(0, -1), lines.slice(1), [], [first]];
    for (const [index, some] of changed.entries()) {
      fs.writeFileSync(file, `${some.join('\n')}\n`);
      const { stdout, end } = await tagout(replay.stage, replay.stage.state, 'trace', 'verify', bundle());
      assert.deepEqual([end, /The bundle was changed or damaged/.test(stdout)], [1, true], String(index));
    }
    fs.writeFileSync(file, `${lines.join('\n')}\n`);
    for (const name of ['incident.md', 'redaction.md', 'verification.json', 'records.jsonl']) {
      const good = textOf(name);
      fs.rmSync(path.join(bundle(), name));
      assert.equal(verifyBundle(bundle()).ok, false, name);
      fs.writeFileSync(path.join(bundle(), name), good);
    }
    assert.equal(verifyBundle(bundle()).ok, true);
  });

  it('is recorded once, refuses a directory that holds something, and says when nothing fits', async () => {
    assert.equal((await make()).end, 0);
    assert.equal((await make()).end, 2);
    fs.rmSync(bundle(), { recursive: true });
    assert.equal((await make()).end, 0);
    assert.equal(textOf('records.jsonl').split('"change":"opened"').length - 1, 1);
    fs.rmSync(bundle(), { recursive: true });
    assert.deepEqual([(await make('--file', 'readme.md')).end, (await make('--action', 'unknown')).end, (await make('--at', 'yesterday')).end, (await make('--at', '2001-01-01T00:00:00Z')).end], [1, 1, 2, 1]);
    assert.equal(fs.existsSync(bundle()), false);
  });

  it('becomes a rule that refuses the same act from then on, and leaves its neighbour alone', async () => {
    const { state, shop } = replay.stage;
    const { stdout, stderr, end } = await tagout(replay.stage, state, 'incident', '--at', new Date().toISOString(), '--rule');
    assert.equal(end, 0, stderr);
    liftFreezes(state, shop, Date.now(), 'f1');
    fs.mkdirSync(path.join(shop, '.tagout'));
    fs.writeFileSync(path.join(shop, '.tagout/policy.yaml'), stdout);
    const refused = await replay.propose('npm run db:push', 'Once more.');
    assert.deepEqual([refused.end, /it happened on \d{4}/.test(refused.stderr)], [2, true], refused.stderr);
    assert.equal((await replay.propose('git status --short', 'I look.')).end, 0);
    const tested = await tagout(replay.stage, state, 'policy', 'test', path.join(shop, '.tagout/policy.yaml'));
    assert.deepEqual([tested.end, tested.stdout], [0, '1 rules, all examples hold\n']);
    assert.match((await tagout(replay.stage, state, 'policy', 'explain')).stdout, /deny incident\.\d{8}-[0-9a-f]{8}: .*from incident inc-\d{8}-[0-9a-f]{8}\)/);
    assert.equal((await tagout(replay.stage, state, 'incident', '--action', 'unknown', '--rule')).end, 1);
  });
});
