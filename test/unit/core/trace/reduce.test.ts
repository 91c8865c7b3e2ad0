import assert from 'node:assert/strict';
import { questionWithdrawn, type TraceBody, type TraceEvent } from '../../../../src/core/trace/event.ts';
import { reduceTrace } from '../../../../src/core/trace/reduce.ts';
import { renderTrace } from '../../../../src/cli/traceText.ts';
import { assertGolden } from '../../../support/golden.ts';
import { allowed, approvedBehindCheckpoint, freezeStory, told } from '../../../support/traceStories.ts';

describe('reduce', () => {
  it('tells an approved deletion: reasoning, finding, question, approver, checkpoint, outcome, restore', () => assertGolden('trace/approved', reduceTrace(approvedBehindCheckpoint)));
  it('tells a refusal under a freeze and what the agent said then', () => assertGolden('trace/frozen', reduceTrace(freezeStory)));
  it('reads well in a terminal', () => assertGolden('trace/terminal', renderTrace(reduceTrace([...allowed, ...approvedBehindCheckpoint, ...freezeStory])).split('\n')));

  it('does not depend on the order in which the processes were read', () => {
    const all = [...allowed, ...approvedBehindCheckpoint, ...freezeStory];
    assert.deepEqual(reduceTrace([...all].reverse()), reduceTrace(all));
  });

  const status = (title: string, bodies: readonly TraceBody[], expected: string): void => {
    it(`${title} → ${expected}`, () => {
      const [action] = reduceTrace(told('s', bodies)).sessions[0]?.turns[0]?.actions ?? [];
      assert.equal(action?.status, expected);
    });
  };
  const proposal: TraceBody = { kind: 'proposal', tool: 'Bash', input: {}, actions: [{ kind: 'shell', command: 'x', dialect: 'posix' }], reasoning: { source: 'none' } };
  const verdict: TraceBody = { kind: 'verdict', verdict: { decision: 'ask', reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false, findings: [], frozen: false }, policyRevision: '1', freezes: [] };
  const ask: TraceBody = { kind: 'ask', window: 'w', deadline: '2026-03-01T00:01:00.000Z' };
  status('proposal alone', [proposal], 'undecided');
  status('asked', [proposal, verdict, ask], 'waiting');
  status('asked, hook killed', [proposal, verdict, ask, { kind: 'failure', stage: questionWithdrawn, message: 'the agent no longer waits' }], 'undecided');
  status('asked, nothing kept yet', [proposal, verdict, ask, { kind: 'failure', stage: 'checkpoint', message: 'disk full' }], 'waiting');
  status('answered, hook killed', [proposal, verdict, ask, { kind: 'answer', outcome: 'approved', by: 'dana', method: 'panel' }], 'approved');
  status('allowed by policy', [proposal, { kind: 'decision', decision: 'allow', by: 'policy', reason: '' }], 'allowed');
  status('allowed by a person', [proposal, { kind: 'decision', decision: 'allow', by: 'person', reason: '' }], 'approved');
  status('denied', [proposal, { kind: 'decision', decision: 'deny', by: 'deadline', reason: '' }], 'denied');
  status('ran although denied', [proposal, { kind: 'decision', decision: 'deny', by: 'policy', reason: '' }, { kind: 'outcome', ok: true }], 'gap');
  status('ran without a decision', [{ kind: 'outcome', ok: true }], 'gap');

  it('joins an outcome by the call id of the agent, else to the last act that has none', () => {
    const base = { v: 1, workspace: '/w', agent: 'codex', session: 's' } as const;
    const events: TraceEvent[] = ['p1', 'p2'].flatMap((id, index): TraceEvent[] => [
      { ...base, id: `${id}a`, at: `2026-03-01T00:00:0${index}.000Z`, proposal: id, callId: `call-${id}`, body: proposal },
      { ...base, id: `${id}b`, at: `2026-03-01T00:00:0${index}.100Z`, proposal: id, callId: `call-${id}`, body: { kind: 'decision', decision: 'allow', by: 'policy', reason: '' } },
    ]);
    const outcomes: TraceEvent[] = [
      { ...base, id: 'o1', at: '2026-03-01T00:00:05.000Z', callId: 'call-p1', body: { kind: 'outcome', exitCode: 1 } },
      { ...base, id: 'o2', at: '2026-03-01T00:00:06.000Z', body: { kind: 'outcome', exitCode: 2 } },
    ];
    assert.deepEqual(reduceTrace([...events, ...outcomes]).sessions[0]?.turns[0]?.actions.map(({ id, outcome }) => [id, outcome?.exitCode]), [['p1', 1], ['p2', 2]]);
  });

  it('takes a prompt that names no turn for the beginning of the turn that follows', () => {
    const base = { v: 1, workspace: '/w', agent: 'codex', session: 's' } as const;
    const events: TraceEvent[] = [
      { ...base, id: '1', at: '2026-03-01T00:00:00.000Z', body: { kind: 'prompt', text: 'tidy up' } },
      { ...base, id: '2', at: '2026-03-01T00:00:01.000Z', turn: 't1', proposal: 'p1', body: { ...proposal, reasoning: { source: 'transcript', prompt: 'tidy up' } } },
      { ...base, id: '3', at: '2026-03-01T00:00:02.000Z', turn: 't2', proposal: 'p2', body: { ...proposal, reasoning: { source: 'transcript', prompt: 'go on' } } },
    ];
    assert.deepEqual(reduceTrace(events).sessions[0]?.turns.map(({ prompt, actions }) => [prompt, actions.length]), [['tidy up', 1], ['go on', 1]]);
  });

  it('keeps sessions of different agents apart and puts the newest first', () => {
    const said = (agent: 'codex' | 'qwen-code', at: string): TraceEvent => ({ v: 1, id: at, at, workspace: '/w', agent, session: 'same', body: { kind: 'said', text: 'x' } });
    assert.deepEqual(reduceTrace([said('codex', '2026-03-01T00:00:00.000Z'), said('qwen-code', '2026-03-02T00:00:00.000Z')]).sessions.map(({ agent }) => agent), ['qwen-code', 'codex']);
  });

  it('shows control characters instead of sending them to the terminal', () => {
    assert.match(renderTrace(reduceTrace(told('s', [{ kind: 'proposal', tool: '\u001b[2J', input: {}, actions: [], reasoning: { source: 'none' } }]))), /␣U\+001B\[2J/);
  });
});
