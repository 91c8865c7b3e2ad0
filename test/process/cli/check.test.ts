import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { explain } from '../../../src/cli/explain.ts';
import type { Effect, Finding, Verdict } from '../../../src/core/verdict.ts';
import { grantTrust } from '../../../src/node/trustStore.ts';
import { buildBundles, dist, start, type Ended } from '../../support/hookProcess.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const effect: Effect = {
  kind: 'delete', reversibility: 'irreversible', blastRadius: 'workspace', span: { start: 10, end: 16 }, uninspectable: false, rule: 'files.rm', reason: 'deletes drafts', alternative: 'commit it first',
};
const finding = (more: Partial<Finding> = {}): Finding => ({ decision: 'ask', rule: 'files.rm', source: 'default', reason: 'deletes drafts', span: effect.span, effect, ...more });
const verdict = (findings: readonly Finding[], more: Partial<Verdict> = {}): Verdict => ({ decision: 'ask', reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false, frozen: false, findings, ...more });

describe('explanation of a verdict', () => {
  it('shows each reason under the words that cause it', () => {
    assert.equal(
      explain('ls; rm -r drafts', verdict([finding({ decision: 'ask' }), finding({ decision: 'allow', reason: 'lists', span: { start: 0, end: 2 } })]), { colour: false }),
      'ASK  waits for a person   irreversible · workspace\n\n  ls; rm -r drafts\n            ~~~~~~\n      ask: deletes drafts  [files.rm]\n      instead: commit it first\n',
    );
  });

  it('quotes the right line of several, cuts long ones and shows hidden characters', () => {
    const at = (text: string, word: string): string => explain(text, verdict([finding({ span: { start: text.indexOf(word), end: text.indexOf(word) + word.length } })]), { colour: false }).split('\n').slice(2, 4).join('|');
    assert.deepEqual(
      [at('cd x\nrm drafts\nls', 'drafts'), at(`echo ${'y'.repeat(200)} drafts`, 'drafts').replace(/y+/, 'y'), at('rm \u202edrafts', 'drafts')],
      ['  rm drafts|     ~~~~~~', `  … y drafts|${' '.repeat(54)}~~~~~~`, '  rm \ufffddrafts|      ~~~~~~'],
    );
  });

  it('says so when nothing is changed', () => {
    assert.equal(explain('true', verdict([], { decision: 'allow', reversibility: 'read-only', blastRadius: 'file' }), { colour: false }), 'ALLOW  runs without a question   read-only · file\n\n  true\n      changes nothing\n');
  });
});

describe('command line', function () {
  this.timeout(60_000);
  const place = temporaryDirectory();
  const tagout = (args: readonly string[], input = ''): Promise<Ended> => {
    fs.mkdirSync(path.join(place.path, 'shop/drafts'), { recursive: true });
    const env = { PATH: process.env['PATH'], HOME: place.path };
    return start(process.execPath, [path.join(dist, 'tagout.cjs'), '--state', path.join(place.path, 'state'), ...args], input, env, path.join(place.path, 'shop')).ended;
  };
  const write = (name: string, text: string): string => {
    fs.writeFileSync(path.join(place.path, name), text);
    return path.join(place.path, name);
  };

  before(buildBundles);

  it('check ends with 0, 10 and 20', async () => {
    const ends = await Promise.all(['git status', 'git reset --hard', 'sudo rm -rf /'].map(async (command) => (await tagout(['check', '--', command])).end));
    assert.deepEqual(ends, [0, 10, 20]);
  });

  it('check takes a policy, a freeze and another directory', async () => {
    const policy = write('policy.yaml', 'version: 1\nrules:\n  - id: mine.no-status\n    when: { rule: git.* }\n    decision: deny\n    reason: not today\n');
    const ended = await Promise.all([tagout(['check', '--policy', policy, '--', 'git reset --hard']), tagout(['check', '--freeze', 'deny', '--', 'git push origin topic']), tagout(['check', '--cwd', '/', '--shell', 'sh', '--', 'git status'])]);
    assert.deepEqual(ended.map(({ end }) => end), [20, 20, 0]);
    assert.match(ended[0].stdout, /not today {2}\[mine\.no-status, user\]/);
  });

  it('check tells what is wrong in a policy with its line', async () => {
    const policy = write('policy.yaml', 'version: 1\nmatrix:\n  irreversible:\n    workspace: maybe\nrules:\n  - id: a\n    when: {}\n    decision: deny\n    reason: r\n  - id: b\n    when: { programme: rm }\n    decision: deny\n    reason: r\n');
    const { end, stderr, stdout } = await tagout(['check', '--policy', policy, '--', 'ls']);
    assert.deepEqual([end, stdout, stderr.trim().split('\n').map((line) => line.slice(policy.length).split(':')[1])], [2, '', ['4', '7', '11']]);
  });

  it('check --jsonl judges each case on its own facts alone', async () => {
    const cases = [
      { id: 'a', command: 'git status', shell: 'bash', cwd: '/home/dev/acme-shop', facts: { root: '/home/dev/acme-shop', home: '/home/dev' } },
      { id: 'b', command: 'DROP TABLE users', shell: 'sql', facts: { connection: 'postgres://db.prod.example/shop' } },
      { id: 'c', command: '{"server":"files","tool":"delete_file","arguments":{"path":"/home/dev/x"}}', shell: 'mcp' },
      { id: 'd', command: 'not json', shell: 'mcp' },
      { id: 'e', command: 'rm -rf notes', shell: 'bash', cwd: '/home/dev/acme-shop', facts: { root: '/home/dev/acme-shop', home: '/home/dev' } },
    ];
    const { stdout, end } = await tagout(['check', '--jsonl'], `${cases.map((one) => JSON.stringify(one)).join('\n')}\n`);
    const lines = stdout.trim().split('\n').map((line) => JSON.parse(line) as { id: string; verdict: string; micros: number; findings: readonly object[]; checkpoint?: boolean });
    assert.deepEqual([end, lines.map(({ id, verdict: given }) => [id, given === 'allow'])], [0, [['a', true], ['b', false], ['c', false], ['d', false], ['e', false]]]);
    assert.deepEqual(lines.map(({ checkpoint }) => checkpoint), [undefined, undefined, undefined, undefined, true]);
    assert.deepEqual(lines.filter(({ micros }) => !(micros >= 0)), []);
    assert.deepEqual(Object.keys(lines[1]?.findings[0] ?? {}), ['rule', 'source', 'reason', 'span']);
  });

  it('check --jsonl tells lines that are no case', async () => {
    const { stdout, stderr, end } = await tagout(['check', '--jsonl'], '{"id":"a","command":"git status"}\nnonsense\n');
    assert.deepEqual([end, stdout.split('\n').length, stderr], [2, 2, 'line 2 is not a case: {id, command, shell?, cwd?, facts?, files?}\n']);
  });

  it('freeze is declared and shown, never lifted', async () => {
    const step = async (...args: readonly string[]): Promise<readonly [number | string, string]> => {
      const { end, stdout, stderr } = await tagout(['freeze', ...args]);
      return [end, (stdout + stderr).split('\n')[0] ?? ''];
    };
    assert.deepEqual(
      [
        await step('status'), await step('declare', '--mode', 'ask', '--reason', 'quarter end', '--until', '2001-01-01'), await step('declare', '--mode', 'ask', '--reason', ' '),
        await step('declare', '--mode', 'ask', '--reason', 'quarter end'), await step('status'), await step('declare', '--mode', 'deny', '--reason', 'release'), await step('status'), await step('lift'), await step('lift', '--reason', 'x'),
      ].map(([end]) => end),
      [0, 2, 2, 0, 10, 0, 20, 2, 2],
    );
    assert.match((await tagout(['freeze', 'status'])).stdout, /release[\s\S]*quarter end/);
  });

  it('trust is shown and taken back, never granted', async () => {
    const state = path.join(place.path, 'state');
    const shop = path.join(place.path, 'shop');
    const answer = { program: 'acmectl', scope: 'verb', verb: 'orders sync', by: 'dana', at: '2030-01-01T00:00:00Z' } as const;
    const step = async (...args: readonly string[]): Promise<readonly [number | string, string]> => {
      const { end, stdout, stderr } = await tagout(['trust', ...args]);
      return [end, (stdout + stderr).split('\n')[0] ?? ''];
    };
    assert.deepEqual((await step('list'))[0], 0);
    grantTrust(state, fs.realpathSync(shop), [answer]);
    assert.deepEqual(
      [await step('list'), await step('grant', 'acmectl'), await step('revoke', 'acmectl', 'orders', 'purge'), await step('revoke', 'acmectl', 'orders', 'sync'), await step('revoke', 'acmectl')].map(([end, line]) => `${end} ${line.replace(shop, '…')}`),
      [
        '0 acmectl orders sync  (by dana, 2030-01-01T00:00:00Z)', '2 tagout trust: trust is granted by a person in the approval panel, never from the command line',
        '1 `acmectl orders purge` is not trusted in …; see `tagout trust list`.', '0 No longer trusted: acmectl orders sync', '1 `acmectl` is not trusted in …; see `tagout trust list`.',
      ],
    );
  });

  it('programs of a person’s own are checked, put into force, and count', async () => {
    const table = 'names: [acmectl]\ncommands:\n  list: {}\nexamples:\n  - { command: acmectl list, decision: allow }\n';
    const file = write('acmectl.yaml', table);
    assert.deepEqual([(await tagout(['programs', 'check', file])).end, (await tagout(['programs', 'check', write('bad.yaml', 'names: []')])).end, (await tagout(['check', '--', 'acmectl list'])).end], [0, 1, 10]);
    fs.mkdirSync(path.join(place.path, 'state/tables'), { recursive: true });
    fs.writeFileSync(path.join(place.path, 'state/tables/acmectl.yaml'), table);
    assert.deepEqual([(await tagout(['programs', 'apply'])).end, (await tagout(['check', '--', 'acmectl list'])).end, (await tagout(['check', '--', 'acmectl purge'])).end], [0, 0, 10]);
  });

  it('an unknown word is a failure with help, and help is not', async () => {
    const [unknown, help] = await Promise.all([tagout(['approve']), tagout(['help'])]);
    assert.deepEqual([unknown.end, unknown.stdout, help.end, help.stderr], [2, '', 0, '']);
    assert.match(help.stdout, /check[\s\S]*freeze[\s\S]*hook/);
  });

  it('hook answers like the hook bundle', async () => {
    const { end, stderr } = await tagout(['hook', '--agent', 'codex'], 'nonsense');
    assert.equal(end, 2);
    assert.match(stderr, /not JSON/);
  });
});
