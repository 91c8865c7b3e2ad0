import { deepEqual } from 'node:assert/strict';
import { statusHover } from '../../../src/host/status/statusHover.ts';
import { statusView, type GuardStatus } from '../../../src/host/status/statusView.ts';
import { book, freeze, now, pause, standing, translate } from './freezeFixture.ts';

const status = (changes: Partial<GuardStatus> = {}): GuardStatus => ({ standing: standing(), waiting: 0, paused: [], now, ...changes });
const soon = freeze({ id: 's', title: 'Year-end', windows: [{ from: '2026-11-23T13:30:00Z', until: '2026-11-24T12:00:00Z' }] });
const glass = { id: 'g', freezes: ['f'], by: 'ben', reason: 'hotfix', ticket: 'OPS-1', since: '2026-11-23T10:00:00Z', until: '2026-11-23T10:24:13Z', maxActions: 5, used: ['p', 'q'] };

describe('status bar', () => {
  const cases: readonly (readonly [string, GuardStatus, string, string, 'normal' | 'warning' | 'error'])[] = [
    ['quiet', status(), 'shield', 'Tagout', 'normal'],
    ['waiting', status({ waiting: 2 }), 'shield', '2 waiting', 'normal'],
    ['planned in hours', status({ standing: standing(soon) }), 'calendar', 'Freeze in 3 h', 'normal'],
    ['planned in weeks: not yet said', status({ standing: standing(freeze({ windows: [{ from: '2026-12-18T17:00:00Z' }] })) }), 'shield', 'Tagout', 'normal'],
    ['frozen', status({ standing: standing(freeze()) }), 'lock', 'FROZEN', 'warning'],
    ['frozen in part', status({ standing: standing(freeze({ scope: { branches: ['main'] } })) }), 'lock', 'FROZEN (main)', 'warning'],
    ['frozen in several parts', status({ standing: standing(freeze({ scope: { branches: ['main', 'release/*'] } })) }), 'lock', 'FROZEN (in part)', 'warning'],
    ['frozen, waiting', status({ standing: standing(freeze({ mode: 'ask' })), waiting: 1 }), 'lock', 'Freeze: asks · 1 waiting', 'normal'],
    ['the strictest of two', status({ standing: standing(freeze({ mode: 'ask' }), freeze({ id: 'g' })) }), 'lock', 'FROZEN', 'warning'],
    ['only observed', status({ standing: standing(freeze({ mode: 'observe' })) }), 'eye', 'Freeze: observes', 'normal'],
    ['a source of which nothing is known', status({ standing: standing(freeze({ source: 'gitlab', unknown: 'never read' })) }), 'question', 'Freeze unknown', 'warning'],
    ['unreadable', status({ standing: book({ sources: [], damage: 'damaged' }) }), 'lock', 'FROZEN: state unreadable', 'error'],
    ['broken', status({ standing: book({ sources: [{ name: 'here', kind: 'person', from: 'user', freezes: [freeze()] }], glasses: [glass] }) }), 'flame', 'Freeze broken: 24:13 · 3 left', 'warning'],
    ['off', status({ standing: standing(freeze()), trouble: 'EACCES' }), 'error', 'Tagout OFF', 'error'],
    ['paused', status({ waiting: 1, paused: [pause(), pause({ agent: 'claude-code', cause: 'questions' })] }), 'debug-pause', 'Codex paused · Claude Code asks too often · 1 waiting', 'normal'],
    ['paused by a person after it asked too often', status({ paused: [pause(), pause({ cause: 'questions' })] }), 'debug-pause', 'Codex paused', 'normal'],
    ['asks too often while nobody can tell who is paused', status({ paused: [pause({ cause: 'questions' }), { kind: 'unreadable', file: '/x' }] }), 'debug-pause', 'All agents paused', 'normal'],
    ['paused and frozen', status({ standing: standing(freeze()), paused: [{ kind: 'unreadable', file: '/x' }] }), 'lock', 'FROZEN · All agents paused', 'warning'],
  ];
  for (const [title, given, icon, text, severity] of cases) it(title, () => deepEqual(statusView(given, translate), { icon, text, severity }));
  it('says until when a freeze holds', () => deepEqual(/^FROZEN until .+/.test(statusView(status({ standing: standing(freeze({ until: '2026-11-23T12:00:00Z' })) }), translate).text), true));
});

describe('hover of the status bar', () => {
  const titles = (given: GuardStatus): readonly string[] => statusHover(given, translate).map(({ icon, title }) => `${icon} ${title}`);
  const cases: readonly (readonly [string, GuardStatus, readonly string[]])[] = [
    ['quiet', status(), ['shield No code freeze', 'database Sources']],
    ['off', status({ trouble: 'EACCES' }), ['error Tagout is OFF: agents are not guarded', 'shield No code freeze', 'database Sources']],
    ['frozen and planned', status({ standing: standing(freeze(), soon) }), ['lock FROZEN: release', 'calendar Next: Year-end in 3 h', 'database Sources']],
    ['four at once', status({ standing: standing(...['1', '2', '3', '4'].map((id) => freeze({ id, reason: id }))) }), ['lock FROZEN: 1', 'lock FROZEN: 2', 'lock FROZEN: 3', 'ellipsis 1 more freezes', 'database Sources']],
    ['unknown', status({ standing: standing(freeze({ source: 'gitlab', unknown: 'never read', reason: '' })) }), ['question Not known whether frozen, so it is: Code freeze', 'database Sources']],
    ['broken', status({ standing: book({ sources: [{ name: 'here', kind: 'person', from: 'user', freezes: [freeze()] }], glasses: [glass] }) }), ['flame ben broke the freeze: 24:13 left, acts left: 3', 'lock FROZEN: release', 'database Sources']],
    ['waiting, paused', status({ waiting: 1, paused: [pause()] }), ['inbox 1 waiting for your decision', 'shield No code freeze', 'database Sources', 'debug-pause Codex is paused and changes nothing']],
  ];
  for (const [title, given, expected] of cases) it(title, () => deepEqual(titles(given), expected));

  it('says why, who, until when in both zones, what, what goes on, and how it ends', () => {
    const given = status({ standing: standing(freeze({ title: 'Year-end', owner: 'release managers', until: '2026-11-23T12:00:00Z', zone: 'Pacific/Kiritimati', scope: { branches: ['main'], agents: ['codex'] }, allow: ['branch-push'], breakGlass: { ticket: true, second: true } })) });
    const facts = statusHover(given, translate)[0]?.facts.map(({ text }) => text) ?? [];
    const [why, who, until, what, goesOn, ends] = facts;
    deepEqual([why, what, goesOn, ends], ['release', 'Only on branch main, by Codex', 'Goes on: reading, editing, building, testing, pushing a feature branch, local commits', 'Lifted here, with a reason · can be broken in an emergency with a ticket, a second person']);
    deepEqual([/^Declared by ann on .* · owner release managers$/.test(who ?? ''), /^Until .* here, .* in Pacific\/Kiritimati$/.test(until ?? '')], [true, true]);
  });

  it('says nothing twice', () => {
    const lines = (changes: Parameters<typeof freeze>[0]): readonly (readonly string[])[] => [statusHover(status({ standing: standing(freeze(changes)) }), translate)[0]?.facts.map(({ icon, text }) => (icon === 'account' ? text.replace(/ on [^·]*/, '') : icon)).slice(0, 2) ?? []];
    deepEqual(lines({ reason: 'release', owner: 'ann' }), [['Declared by ann', 'clock']]);
    deepEqual(lines({ reason: '', title: '' }), [['comment', 'Declared by ann']]);
    deepEqual(lines({ by: '/home/ann/work/shop/.tagout/freeze.yaml' }), [['Declared by …/shop/.tagout/freeze.yaml', 'clock']]);
  });

  it('shows hidden characters of what people wrote', () => deepEqual(statusHover(status({ standing: standing(freeze({ reason: 'a\u202eb\n' })) }), translate)[0]?.title, 'FROZEN: a␣U+202Eb'));

  it('shows the age of every source', () => {
    const sources = [
      { name: 'here', kind: 'person', from: 'user', freezes: [] },
      { name: 'gitlab', kind: 'gitlab', from: 'user', freezes: [], readAt: '2026-11-23T09:58:00Z', maxStaleMs: 900_000 },
      { name: 'flags', kind: 'openfeature', from: 'user', freezes: [], readAt: '2026-11-23T09:55:00Z', maxStaleMs: 900_000, problem: 'ECONNREFUSED' },
      { name: 'calendar', kind: 'ical', from: 'workspace', freezes: [], maxStaleMs: 900_000, problem: 'ENOTFOUND' },
    ] as const;
    deepEqual(statusHover(status({ standing: book({ sources }) }), translate).at(-1)?.facts, [
      { icon: 'pass', text: 'here · on this machine' }, { icon: 'pass', text: 'gitlab · 2 min ago' }, { icon: 'warning', text: 'flags · 5 min ago · ECONNREFUSED' }, { icon: 'question', text: 'calendar · unknown, counts as frozen · never read · ENOTFOUND' },
    ]);
  });
});
