import { deepEqual } from 'node:assert/strict';
import { statusView, type GuardStatus } from '../../../src/host/statusView.ts';
import type { Pause, StoredPause } from '../../../src/node/pauseStore.ts';
import type { Freeze } from '../../../src/core/freeze/freeze.ts';

const translate = (message: string, ...values: string[]): string => message.replace(/\{(\d)\}/g, (_place, index: string) => values[Number(index)] ?? '');
const freeze = (changes: Partial<Freeze> = {}): Freeze => ({ id: 'f', mode: 'deny', reason: 'release', by: 'ann', since: 'day one', ...changes });

const pause = (changes: Partial<Pause> = {}): StoredPause => ({ kind: 'pause', pause: { workspace: '/srv', agent: 'codex', cause: 'person', by: 'ann', reason: 'lunch', since: 'day one', ...changes } });

describe('status bar', () => {
  const cases: readonly (readonly [string, GuardStatus, string, 'normal' | 'error', readonly string[]])[] = [
    ['quiet', { freezes: { kind: 'off' }, waiting: 0, paused: [] }, '$(shield) Tagout', 'normal', ['No code freeze']],
    ['waiting', { freezes: { kind: 'off' }, waiting: 2, paused: [] }, '$(shield) 2 waiting', 'normal', ['No code freeze', '2 waiting for your decision']],
    ['frozen', { freezes: { kind: 'on', freezes: [freeze()] }, waiting: 0, paused: [] }, '$(lock) Frozen', 'normal', ['Changes are refused: release · by ann since day one · until somebody lifts it · for the whole workspace']],
    ['frozen, asks', { freezes: { kind: 'on', freezes: [freeze({ mode: 'ask', reason: '', until: 'day two', scope: { branches: ['main', 'release/*'], paths: [] } })] }, waiting: 1, paused: [] }, '$(lock) Frozen: asks · 1 waiting', 'normal', ['Each change is asked about: no reason given · by ann since day one · until day two · for branches main, release/*', '1 waiting for your decision']],
    ['the strictest of two', { freezes: { kind: 'on', freezes: [freeze({ mode: 'ask' }), freeze({ id: 'g' })] }, waiting: 0, paused: [] }, '$(lock) Frozen', 'normal', ['Each change is asked about: release · by ann since day one · until somebody lifts it · for the whole workspace', 'Changes are refused: release · by ann since day one · until somebody lifts it · for the whole workspace']],
    ['unreadable', { freezes: { kind: 'unknown', why: 'damaged' }, waiting: 0, paused: [] }, '$(lock) Frozen (state unreadable)', 'error', ['The freeze state cannot be read, so everything counts as frozen: damaged']],
    ['off', { freezes: { kind: 'off' }, waiting: 0, paused: [], trouble: 'EACCES' }, '$(shield) Tagout off', 'error', ['Agents are not guarded: EACCES', 'No code freeze']],
    ['paused', { freezes: { kind: 'off' }, waiting: 1, paused: [pause(), pause({ agent: 'claude-code', cause: 'questions', by: 'tagout', reason: 'asked too often' })] }, '$(debug-pause) Codex paused · Claude Code asks too often · 1 waiting', 'normal', ['No code freeze', 'Codex is paused and changes nothing · by ann since day one · lunch', 'Claude Code asked too often: its questions wait for you together · by tagout since day one · asked too often', '1 waiting for your decision']],
    ['paused and frozen', { freezes: { kind: 'on', freezes: [freeze()] }, waiting: 0, paused: [{ kind: 'unreadable', file: '/x' }] }, '$(lock) Frozen · All agents paused', 'normal', ['Changes are refused: release · by ann since day one · until somebody lifts it · for the whole workspace', 'It cannot be read which agents are paused, so all are: /x']],
    ['a reason with hidden characters', { freezes: { kind: 'on', freezes: [freeze({ reason: 'a\u202eb\n' })] }, waiting: 0, paused: [] }, '$(lock) Frozen', 'normal', ['Changes are refused: a␣U+202Eb⏎ · by ann since day one · until somebody lifts it · for the whole workspace']],
  ];
  for (const [title, status, text, severity, lines] of cases) it(title, () => deepEqual(statusView(status, translate), { text, severity, lines }));
});
