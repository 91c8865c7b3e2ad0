import type { TraceBody, TraceEvent } from '../../src/core/trace/event.ts';
import type { Freeze } from '../../src/core/freeze/freeze.ts';
import type { Verdict } from '../../src/core/verdict.ts';

/** Events of one proposal in one session, a second apart from `from` on. */
export function told(session: string, bodies: readonly TraceBody[], from = '2026-03-01T10:00:00.000Z', proposal = `${session}-1`): TraceEvent[] {
  return bodies.map((body, index) => {
    const own = !['session', 'prompt', 'said', 'freeze'].includes(body.kind);
    return {
      v: 1, id: `${proposal}-${index}`, at: new Date(Date.parse(from) + index * 1000).toISOString(), workspace: '/home/dana/shop', agent: 'claude-code',
      actor: { agent: 'claude-code', model: 'large' }, session, ...(own ? { proposal, callId: `call-${proposal}` } : {}), body,
    };
  });
}

const verdict = (decision: Verdict['decision'], reason: string, rule: string, more: Partial<Verdict> = {}): Verdict => ({
  decision, reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false, frozen: false,
  findings: [{ decision, rule, source: more.frozen === true ? 'freeze' : 'default', reason, span: { start: 0, end: 5 } }], ...more,
});

/** A test run that nobody is asked about. */
export const allowed = told('s-allowed', [
  { kind: 'session', phase: 'start' },
  { kind: 'prompt', text: 'Run the tests.' },
  { kind: 'proposal', tool: 'Bash', input: { command: 'npm test' }, actions: [{ kind: 'shell', command: 'npm test', dialect: 'posix' }], reasoning: { source: 'none' } },
  { kind: 'verdict', verdict: { decision: 'allow', reversibility: 'reversible', blastRadius: 'workspace', uninspectable: false, findings: [], frozen: false }, policyRevision: 'default-1', freezes: [] },
  { kind: 'decision', decision: 'allow', by: 'policy', reason: 'everyday work' },
  { kind: 'outcome', ok: true, exitCode: 0, output: '12 passing', durationMs: 900 },
  { kind: 'said', text: 'All tests pass.' },
  { kind: 'session', phase: 'end' },
], '2026-03-01T09:00:00.000Z');

/** A deletion of untracked work that a person approves behind a checkpoint and later takes back. */
export const approvedBehindCheckpoint = told('s-approved', [
  { kind: 'prompt', text: 'Make some room.' },
  {
    kind: 'proposal', tool: 'Bash', input: { command: 'rm -rf data' }, actions: [{ kind: 'shell', command: 'rm -rf data', dialect: 'posix' }], statedIntent: 'Remove temporary data',
    reasoning: { source: 'transcript', thinking: 'data/ looks generated, so I can remove it.', prompt: 'Make some room.', model: 'large', reference: { path: '/home/dana/.claude/t.jsonl', line: 12 } },
  },
  { kind: 'verdict', verdict: verdict('ask', 'deletes 3 untracked files', 'delete.untracked'), policyRevision: 'default-1', freezes: [] },
  { kind: 'ask', window: 'w1', deadline: '2026-03-01T10:04:00.000Z' },
  { kind: 'answer', outcome: 'approved', by: 'dana', method: 'panel', dwellMs: 2400, displayed: 'Deletes 3 files (12 KB) that were never committed.' },
  { kind: 'checkpoint', checkpoint: { id: 'cp-1', kind: 'files', root: '/home/dana/shop', files: 3, bytes: 12_000, verified: true } },
  { kind: 'decision', decision: 'allow', by: 'person', reason: 'approved by dana behind checkpoint cp-1' },
  { kind: 'outcome', ok: true, exitCode: 0, durationMs: 12 },
  { kind: 'said', text: 'Removed data/.' },
  { kind: 'restore', checkpoint: 'cp-1', files: 3, by: 'dana' },
]);

const freeze: Freeze = { id: 'f1', mode: 'deny', reason: 'release weekend', by: 'dana', since: '2026-03-01T10:59:00.000Z' };

/** A schema push against production while everything is frozen, and the words of the agent after it. */
export const freezeStory: readonly TraceEvent[] = [
  { v: 1, id: 'f', at: '2026-03-01T10:59:00.000Z', workspace: '/home/dana/shop', body: { kind: 'freeze', change: 'declared', freeze, by: 'dana' } },
  ...told('s-frozen', [
    { kind: 'prompt', text: 'Fix the empty query.' },
    {
      kind: 'proposal', tool: 'Bash', input: { command: 'npm run db:push' }, actions: [{ kind: 'shell', command: 'npm run db:push', dialect: 'posix' }],
      reasoning: { source: 'transcript', text: 'The table looks empty, I will push the schema.', prompt: 'Fix the empty query.' },
    },
    { kind: 'verdict', verdict: verdict('deny', 'changes the schema of a production database', 'freeze.declared', { frozen: true, blastRadius: 'production' }), policyRevision: 'default-1', freezes: [freeze] },
    { kind: 'decision', decision: 'deny', by: 'freeze', reason: 'frozen by dana: release weekend' },
    { kind: 'said', text: 'The workspace is frozen, so I stop here and propose a plan.' },
    { kind: 'prompt', text: 'Good. Show me the plan.' },
    { kind: 'said', text: 'First I would …' },
  ], '2026-03-01T11:00:00.000Z'),
];
