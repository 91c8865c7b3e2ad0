import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildBundles, dist, start, type Ended } from '../../support/hookProcess.ts';
import { shellEvent } from '../../support/shellEvents.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const rule = (decision: string, examples: string): string => `version: 1\nrules:\n  - id: team.drafts\n    when: { effect: delete, path: "drafts/**" }\n    decision: ${decision}\n    reason: drafts are cheap\n    match: [${examples}]\n`;

describe('tagout policy', function () {
  this.timeout(60_000);
  const place = temporaryDirectory();
  const shop = (): string => path.join(place.path, 'shop');
  const state = (): string => path.join(place.path, 'state');
  const env = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: place.path });
  const tagout = (...args: readonly string[]): Promise<Ended> => start(process.execPath, [path.join(dist, 'tagout.cjs'), '--state', state(), ...args], '', env(), shop()).ended;
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };

  before(buildBundles);
  beforeEach(() => {
    write(path.join(shop(), '.git', 'HEAD'), 'ref: refs/heads/main\n');
    write(path.join(shop(), 'drafts', 'novel.md'), 'chapter one');
  });

  it('tests the examples of a file, and says which line fails', async () => {
    write(path.join(shop(), 'p.yaml'), rule('allow', 'rm drafts/novel.md'));
    assert.deepEqual(await tagout('policy', 'test', 'p.yaml'), { stdout: '1 rules, all examples hold\n', stderr: '', end: 0 });
    write(path.join(shop(), 'p.yaml'), rule('allow', 'git status'));
    const { stderr, end } = await tagout('policy', 'test', 'p.yaml');
    assert.deepEqual([end, stderr], [1, `${path.join(shop(), 'p.yaml')}:7: the rule does not match its example \`git status\`; until it does, \`team.drafts\` only tightens\n`]);
  });

  it('explains what is in force and from where', async () => {
    write(path.join(shop(), '.tagout', 'policy.yaml'), `${rule('deny', 'rm drafts/novel.md')}matrix: { recoverable: { file: deny } }\n`);
    const { stdout, end } = await tagout('policy', 'explain');
    assert.equal(end, 0);
    for (const line of [`  workspace    ${path.join(shop(), '.tagout', 'policy.yaml')}`, '  recoverable × file: deny instead of ask (workspace)', `  deny team.drafts: drafts are cheap (${path.join(shop(), '.tagout', 'policy.yaml')}:3)`]) assert.ok(stdout.includes(line), `${line}\n${stdout}`);
    assert.equal((await tagout('policy', 'explain', 'team.nothing')).end, 1);
  });

  it('explains who answers for an agent and what may last', async () => {
    write(path.join(state(), 'policy.yaml'), 'version: 1\nowners: { codex: ann@acme.example }\nlimits: { questionsInTenMinutes: 2 }\ngrants: { lengths: [], idleMinutes: 5 }\n');
    assert.match((await tagout('policy', 'explain')).stdout, / {2}ann@acme\.example answers for codex\n {2}questions at most: 2 in 10 minutes\n {2}grants: none is offered, 5 idle minutes at most\n/);
  });

  it('says what another policy would have decided about recorded acts', async () => {
    write(path.join(shop(), 'p.yaml'), rule('allow', 'rm drafts/novel.md'));
    assert.match((await tagout('policy', 'diff', 'p.yaml')).stdout, /no act is recorded yet/);
    await start(process.execPath, [path.join(dist, 'hook.cjs'), '--agent', 'codex', '--state', state()], JSON.stringify(shellEvent('codex', 'rm drafts/novel.md', shop())), env()).ended;
    assert.deepEqual(await tagout('policy', 'diff', 'p.yaml'), { stdout: 'of 1 recorded acts it would have allowed 1 more, denied 0 fewer, asked about 0 more and denied 0 more\n  ask → allow  rm drafts/novel.md\n', stderr: '', end: 1 });
  });

  it('ends with codes that a pipeline or a git hook can use', async () => {
    write(path.join(shop(), 'good.yaml'), rule('deny', 'rm drafts/novel.md'));
    write(path.join(shop(), 'belied.yaml'), rule('allow', 'git status'));
    write(path.join(shop(), 'broken.yaml'), 'version: [');
    const codes: Readonly<Record<string, number>> = { 'test good.yaml': 0, 'test belied.yaml': 1, 'test broken.yaml': 1, 'test gone.yaml': 2, 'diff good.yaml': 0, 'diff broken.yaml': 2, 'diff gone.yaml': 2, explain: 0, 'explain gone': 1, fetch: 2, accept: 2 };
    const found = await Promise.all(Object.keys(codes).map(async (words) => [words, (await tagout('policy', ...words.split(' '))).end] as const));
    assert.deepEqual(Object.fromEntries(found), codes);
    write(path.join(shop(), '.git', 'hooks', 'pre-commit'), `#!/bin/sh\nexec "${process.execPath}" "${path.join(dist, 'tagout.cjs')}" --state "${state()}" policy test .tagout/policy.yaml\n`);
    fs.chmodSync(path.join(shop(), '.git', 'hooks', 'pre-commit'), 0o755);
    execFileSync('git', ['init', '-q'], { cwd: shop() });
    const commit = (text: string): number | null => {
      write(path.join(shop(), '.tagout', 'policy.yaml'), text);
      execFileSync('git', ['add', '.tagout'], { cwd: shop() });
      return spawnSync('git', ['-c', 'user.name=dev', '-c', 'user.email=dev@acme.example', 'commit', '-qm', 'policy'], { cwd: shop(), env: env() }).status;
    };
    assert.deepEqual([commit(rule('allow', 'git status')), commit(rule('allow', 'rm drafts/novel.md'))], [1, 0]);
  });

  it('prints a JSON Schema that names every member', async () => {
    const { stdout } = await tagout('policy', 'schema');
    const schema: unknown = JSON.parse(stdout);
    assert.ok(typeof schema === 'object' && schema !== null && 'properties' in schema && typeof schema.properties === 'object' && schema.properties !== null);
    assert.deepEqual(Object.keys(schema.properties), ['version', 'environments', 'protected', 'matrix', 'rules', 'checkpoints', 'owners', 'limits', 'grants', 'trace', 'productionMarks', 'readOnlyConnections']);
  });
});
