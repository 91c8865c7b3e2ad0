import { deepEqual } from 'node:assert/strict';
import { pausedAgents } from '../../../src/host/oversight/pausedAgents.ts';
import type { StoredPause } from '../../../src/node/pauseStore.ts';
import { pause, translate } from './freezeFixture.ts';

describe('agents that can be let go on', () => {
  const rows = (...stored: readonly StoredPause[]): readonly string[] => pausedAgents(stored, translate).map(({ name, why, stored: all }) => `${name}: ${why} (${all.length})`);
  const cases: readonly (readonly [string, readonly StoredPause[], readonly string[]])[] = [
    ['none', [], []],
    ['one that a person stopped', [pause()], ['Codex: by ann since day one · lunch (1)']],
    ['one that was stopped twice is one', [pause({ cause: 'questions', by: 'tagout', reason: 'asks too often' }), pause()], ['Codex: by tagout since day one · asks too often; by ann since day one · lunch (2)']],
    ['one that was stopped in two folders is one, and says why once', [pause(), pause({ workspace: '/other' })], ['Codex: by ann since day one · lunch (2)']],
    ['two agents are two', [pause(), pause({ agent: 'claude-code', reason: '' })], ['Codex: by ann since day one · lunch (1)', 'Claude Code: by ann since day one (1)']],
    ['what cannot be read stops every agent, and comes first', [pause(), { kind: 'unreadable', file: '/x.json' }], ['Every agent: /x.json cannot be read, so every agent counts as paused (1)', 'Codex: by ann since day one · lunch (1)']],
  ];
  for (const [title, stored, expected] of cases) it(title, () => deepEqual(rows(...stored), expected));
});
