import { deepEqual } from 'node:assert/strict';
import { reduceTrace } from '../../../../src/core/trace/reduce.ts';
import { sessionStory } from '../../../../src/core/trace/sessionStory.ts';
import type { Action } from '../../../../src/core/action.ts';
import type { TraceBody, TraceEvent } from '../../../../src/core/trace/event.ts';

let made = 0;
const event = (at: number, body: TraceBody, changes: Partial<TraceEvent> = {}): TraceEvent => ({ v: 1, id: `e${++made}`, at: new Date(at * 1000).toISOString(), workspace: '/srv', agent: 'codex', session: 's-1', body, ...changes });
const act = (at: number, id: string, action: Action, decision: 'allow' | 'deny' = 'allow'): readonly TraceEvent[] => [
  event(at, { kind: 'proposal', tool: 'tool', input: {}, actions: [action], reasoning: { source: 'none' } }, { proposal: id }),
  event(at, { kind: 'decision', decision, by: 'policy', reason: '' }, { proposal: id }),
];
const shell = (command: string): Action => ({ kind: 'shell', command, dialect: 'posix' });
const story = (events: readonly TraceEvent[], proposal: string): unknown => {
  const { earlier, inputs } = sessionStory(reduceTrace(events), { agent: 'codex', session: 's-1', proposal });
  return { earlier: earlier.map(({ title, status }) => `${title} ${status}`), inputs };
};

describe('what led to a proposal', () => {
  it('names at most five acts before it, the latest first, and nothing after it', () => {
    const events = [...[1, 2, 3, 4, 5, 6].flatMap((at) => act(at, `p${at}`, shell(`echo ${at}`), at === 5 ? 'deny' : 'allow')), ...act(7, 'own', shell('rm a')), ...act(8, 'later', shell('ls'))];
    deepEqual(story(events, 'own'), { earlier: ['echo 6 allowed', 'echo 5 denied', 'echo 4 allowed', 'echo 3 allowed', 'echo 2 allowed'], inputs: [] });
  });
  it('names what came in from outside since the last prompt, each once, but not what was refused', () => {
    const events = [
      event(0, { kind: 'prompt', text: 'first' }), ...act(1, 'old', { kind: 'harmless', tool: 'WebFetch' }), event(2, { kind: 'prompt', text: 'second' }),
      ...act(3, 'a', { kind: 'mcp', server: 'tracker', tool: 'get_issue', input: {} }), ...act(4, 'b', { kind: 'harmless', tool: 'web_search' }), ...act(5, 'c', { kind: 'harmless', tool: 'web_search' }),
      ...act(6, 'd', { kind: 'harmless', tool: 'glob' }), ...act(7, 'e', { kind: 'harmless', tool: 'fetch_webpage' }, 'deny'), ...act(8, 'own', shell('rm a')),
    ];
    deepEqual(story(events, 'own'), { earlier: ['fetch_webpage denied', 'glob allowed', 'web_search allowed', 'web_search allowed', 'tracker · get_issue allowed'], inputs: ['web_search', 'tracker · get_issue'] });
  });
  it('is empty for a session that nothing is known of', () => deepEqual(story([], 'own'), { earlier: [], inputs: [] }));
});
