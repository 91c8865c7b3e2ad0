import { deepEqual } from 'node:assert/strict';
import { askView, confirmationFor } from '../../../src/host/approval/askView.ts';
import { commandPieces, commandText } from '../../../src/host/approval/commandView.ts';
import type { Effect } from '../../../src/core/verdict.ts';
import type { WayBack } from '../../../src/protocol/panel.ts';
import { askFixture, effect } from './askFixture.ts';

const translate = (message: string, ...values: string[]): string => message.replace(/\{(\d)\}/g, (_place, index: string) => values[Number(index)] ?? '');

describe('view of a waiting act', () => {
  it('shows the loss, the rules, who asks, and the command with its dangerous part', () => {
    deepEqual(askView({ ask: askFixture(), nonce: 'n', freezes: [], translate, final: true, impact: { loss: 'Deletes 2 files.', targets: [{ name: 'a\u202eb', status: 'untracked', bytes: 3 }], moreTargets: 1, facts: [{ label: 'Registry', value: 'a\u202eb', grave: true }], uncounted: ['rows of b'], wayBack: { kind: 'checkpoint', text: 'kept' } } }), {
      id: 'ask-1', nonce: 'n', loss: 'Deletes 2 files.', reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false,
      reversibilityText: 'Cannot be undone · this workspace', wayBack: { kind: 'checkpoint', text: 'kept' },
      targets: [{ name: 'a␣U+202Eb', status: 'untracked', bytes: 3 }], moreTargets: 1, facts: [{ label: 'Registry', value: 'a␣U+202Eb', grave: true }], uncounted: ['rows of b'],
      rules: [{ rule: 'delete.untracked', source: 'default', decision: 'ask', reason: 'deletes drafts, which git does not know' }], moreRules: 0, freezes: [],
      who: [{ label: 'Agent', value: 'Codex' }, { label: 'Model', value: 'model-1' }, { label: 'Session', value: 's-1' }, { label: 'Tool', value: 'shell' }, { label: 'Directory', value: '/srv' }],
      commandLabel: 'Command', command: [{ text: 'ls &&', kind: 'plain' }, { text: ' rm -rf draft', kind: 'plain', danger: 0 }, { text: 's', kind: 'plain' }],
      alternatives: [], recent: [], inputs: [], explanation: 'tidy up', canPause: false, canShowDiff: false, deadline: '1970-01-01T00:01:00.000Z', measured: true,
    });
  });

  it('asks for the first thing that was measured where the effect names none', () => {
    const { verdict } = askFixture({}, [effect({ target: undefined })]);
    deepEqual(confirmationFor(verdict, { wayBack: { kind: 'none', text: '' }, targets: [{ name: 'pgdata', status: 'unknown' }] }, translate)?.name, 'pgdata');
  });

  it('says where a person’s rule stands', () => {
    const ask = askFixture();
    const rules = (source: 'default' | 'user'): unknown => askView({ ask: { ...ask, verdict: { ...ask.verdict, findings: ask.verdict.findings.map((finding) => ({ ...finding, source })) } }, nonce: 'n', freezes: [], translate, final: true, context: { recent: [], inputs: [], facts: [], ruleOrigins: new Map([['delete.untracked', '.tagout/policy.yaml:12']]) } }).rules.map(({ place }) => place);
    deepEqual([rules('user'), rules('default')], [['.tagout/policy.yaml:12'], [undefined]]);
  });

  it('is not measured before the measuring has ended', () => {
    const impact = { loss: 'Deletes 1 file.', targets: [], moreTargets: 0, wayBack: { kind: 'checkpoint', text: '' } } as const;
    const measured = (final: boolean, known: boolean): boolean => askView({ ask: askFixture(), nonce: 'n', freezes: [], translate, final, ...(known ? { impact } : {}) }).measured;
    deepEqual([measured(true, true), measured(false, true), measured(true, false)], [true, false, false]);
  });

  const database: Effect = effect({ kind: 'schema', blastRadius: 'production', target: { kind: 'database', connection: 'shop', table: 'orders' } });
  const cases: readonly (readonly [string, readonly Effect[], Pick<Effect, 'reversibility' | 'blastRadius'>, string | undefined, WayBack['kind']?])[] = [
    ['local loss: the gesture is enough', [effect()], { reversibility: 'irreversible', blastRadius: 'workspace' }, undefined],
    ['production: the name of what is hit', [effect(), database], { reversibility: 'irreversible', blastRadius: 'production' }, 'orders'],
    ['production that can be undone', [effect({ reversibility: 'reversible', blastRadius: 'production', target: { kind: 'environment', name: 'shop-eu', evidence: '' } })], { reversibility: 'reversible', blastRadius: 'production' }, 'shop-eu'],
    ['shared and lost: the branch', [effect({ blastRadius: 'shared', target: { kind: 'remote', name: 'origin', branch: 'main' } })], { reversibility: 'irreversible', blastRadius: 'shared' }, 'main'],
    ['shared but recoverable', [effect({ reversibility: 'recoverable', blastRadius: 'shared' })], { reversibility: 'recoverable', blastRadius: 'shared' }, undefined],
    ['local loss that no checkpoint keeps: its name', [effect()], { reversibility: 'irreversible', blastRadius: 'workspace' }, 'drafts', 'none'],
    ['local loss that a checkpoint keeps in part: its name', [effect()], { reversibility: 'irreversible', blastRadius: 'machine' }, 'drafts', 'partial'],
    ['local, no checkpoint, but it comes back', [effect()], { reversibility: 'recoverable', blastRadius: 'machine' }, undefined, 'none'],
    ['no name known: the word itself', [], { reversibility: 'irreversible', blastRadius: 'production' }, 'production'],
  ];
  for (const [title, effects, axes, expected, kind = 'checkpoint'] of cases) it(`typed confirmation, ${title}`, () => deepEqual(confirmationFor(askFixture({}, effects, axes).verdict, { wayBack: { kind, text: '' }, targets: [] }, translate)?.name, expected));
});

describe('command of a waiting act', () => {
  const finding = (start: number, end: number, decision: 'allow' | 'ask' | 'deny' = 'ask') => ({ decision, rule: 'r', source: 'default', reason: '', span: { start, end } }) as const;
  const cases: readonly (readonly [string, string, Parameters<typeof commandPieces>[1], readonly string[]])[] = [
    ['no findings', 'ls', [], ['ls']],
    ['one part', 'a && rm b', [finding(5, 9)], ['a && ', '[0:rm b]']],
    ['what is allowed is not marked', 'a && rm b', [finding(0, 1, 'allow')], ['a && rm b']],
    ['overlapping parts belong to the stricter one', 'abcdef', [finding(2, 4, 'deny'), finding(1, 6)], ['a', '[1:b]', '[0:cd]', '[1:ef]']],
    ['what spans everything gives way to what points out a part', 'a && rm b', [finding(0, 9, 'deny'), finding(5, 9)], ['a && ', '[1:rm b]']],
    ['what spans everything is marked where nothing else is', 'rm b', [finding(0, 4)], ['[0:rm b]']],
    ['spans outside the text mark nothing', 'abc', [finding(9, 12), finding(-5, 0)], ['abc']],
    ['hidden characters are named inside a marked part', 'r\u200bm', [finding(0, 3)], ['[0:r]', '[0:␣U+200B]', '[0:m]']],
  ];
  for (const [title, text, findings, expected] of cases) {
    it(title, () => deepEqual(commandPieces(text, findings).map((piece) => (piece.danger === undefined ? piece.text : `[${piece.danger}:${piece.text}]`)), expected));
  }

  it('takes no more than its length for a long command full of findings', () => {
    const command = 'rm -rf a; '.repeat(20_000);
    const findings = Array.from({ length: 20_000 }, (_, index) => finding(index * 10, index * 10 + 8));
    const pieces = commandPieces(command, findings);
    deepEqual([pieces.length, pieces.map(({ text }) => text).join('') === command, pieces[0]?.danger, pieces.at(-2)?.danger], [40_000, true, 0, 19_999]);
    const { ask, ...input } = { ask: askFixture({}, Array.from({ length: 20_000 }, (_, index) => effect({ span: { start: index * 10, end: index * 10 + 8 }, reason: `deletes file ${index % 70}` }))), nonce: 'n', freezes: [], translate, final: true };
    const { rules, moreRules } = askView({ ...input, ask: { ...ask, proposal: { ...ask.proposal, actions: [{ kind: 'shell', command, dialect: 'posix' }] } } });
    deepEqual([rules.length, moreRules], [50, 20]);
  });

  it('names files as they lie in the workspace', () => {
    const { proposal } = askFixture();
    const text = (path: string, to?: string): string => commandText({ ...proposal, actions: [{ kind: 'file', change: { operation: to === undefined ? 'modify' : 'move', path, ...(to === undefined ? {} : { to }) } }] }, '/srv').text;
    deepEqual([text('/srv/src/a.ts'), text('/etc/hosts'), text('/srv/a', '/workshop/a')], ['edit src/a.ts', 'edit /etc/hosts', 'move a → /workshop/a']);
  });

  it('never shortens the text', () => {
    const command = `${'echo ok; '.repeat(5000)}rm -rf ~`;
    const { proposal } = askFixture();
    deepEqual(commandText({ ...proposal, actions: [{ kind: 'shell', command, dialect: 'posix' }] }), { label: 'Command', text: command });
  });
});
