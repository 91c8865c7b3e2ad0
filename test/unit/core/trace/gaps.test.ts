import { deepEqual } from 'node:assert/strict';
import type { Action } from '../../../../src/core/action.ts';
import { throughTicket } from '../../../../src/core/ticketCommand.ts';
import { captured } from '../../../../src/core/trace/capture/captured.ts';
import type { TraceBody, TraceEvent } from '../../../../src/core/trace/event.ts';
import { GapLedger, uncoveredCalls, type Happening } from '../../../../src/core/trace/gapLedger.ts';
import type { GapRecord } from '../../../../src/core/trace/record.ts';
import { gapsOfSession, secondLook } from '../../../../src/core/trace/sessionGaps.ts';
import { claudeCode } from '../../../../src/adapters/claudeCode.ts';
import { codex } from '../../../../src/adapters/codex.ts';
import { told } from '../../../support/traceStories.ts';

const shell = (command: string, background = false): Action => ({ kind: 'shell', command, dialect: 'posix', background });
const proposal = (action: Action): TraceBody => ({ kind: 'proposal', tool: 'Bash', input: {}, actions: [action], reasoning: { source: 'none' } });
const allow: TraceBody = { kind: 'decision', decision: 'allow', by: 'policy', reason: 'r' };
const deny: TraceBody = { kind: 'decision', decision: 'deny', by: 'policy', reason: 'r' };
const ended: TraceBody = { kind: 'outcome', ok: true };
const act = (command: string, ...rest: readonly TraceBody[]): readonly TraceEvent[] => told('s', [proposal(shell(command)), ...rest], undefined, command);
const ticket = 'c0'.repeat(24);
const gone: Happening = { kind: 'deletion', paths: ['/w/a.ts', '/w/b.ts'] };
const typed = (command: string, terminal = 't1'): Happening => ({ kind: 'terminal', command, terminal });

/** Each step is events at a time in seconds, or a happening with whether it is a gap. */
type Step = readonly [at: number, events: readonly TraceEvent[]] | readonly [at: number, happening: Happening, gap: boolean];
const cases: Readonly<Record<string, readonly Step[]>> = {
  'nothing is a gap while no agent is at work': [[0, gone, false], [0, typed('rm x'), false], [0, { kind: 'task', label: 'clean' }, false]],
  'a deletion while an act runs is covered, and for a moment after it': [[0, act('npm run build', allow)], [1, gone, false], [2, told('s', [ended], undefined, 'npm run build')], [3, gone, false], [60, gone, true]],
  'a deletion after a refusal is a gap': [[0, act('rm a.ts', deny)], [10, gone, true]],
  'what runs in the background covers until the session ends': [[0, told('s', [proposal(shell('npm run dev', true)), allow], undefined, 'bg')], [1, told('s', [ended], undefined, 'bg')], [300, gone, false], [301, told('s', [{ kind: 'session', phase: 'end' }])], [400, gone, true]],
  'an act of which no end is heard runs for ten minutes at most': [[0, act('make', allow)], [500, gone, false], [590, act('ls', allow, ended)], [650, gone, true]],
  'an agent that rests for long is not at work': [[0, act('ls', allow, ended)], [700, gone, false]],
  'a command of a person in their own terminal is none': [[0, act('ls -la', allow)], [1, typed('vim x'), false]],
  'a command in a terminal of the agent has to be proposed': [[0, act('ls  -la', allow)], [1, typed('ls -la'), false], [2, typed('rm -rf src'), true], [3, typed('rm -rf src', 't2'), false]],
  'an approved command that goes through its ticket was proposed as what it was': [
    [0, act('rm -r draft', allow)], [1, typed(throughTicket('rm -r draft', '/s/bin/tagout', ticket, 'here')), false], [2, typed(throughTicket('rm -r draft', '/s/bin/tagout', ticket, 'child')), false],
    [3, typed(throughTicket('rm -r src', '/s/bin/tagout', ticket, 'here')), true], [4, typed(`/s/bin/tagout run --here ${ticket}`), false], [5, typed(`${throughTicket('rm -r draft', '/s/bin/tagout', ticket, 'here')}; rm -r src`), true],
  ],
  'a task has to be proposed': [[0, told('s', [proposal({ kind: 'task', label: 'build' }), allow], undefined, 'p')], [1, { kind: 'task', label: 'build' }, false], [2, { kind: 'task', label: 'deploy' }, true]],
};

describe('calls without ids', () => {
  const said = (command: string, n: number): TraceEvent[] => told('g', [{ kind: 'proposal', tool: 'run_shell_command', input: { command }, actions: [shell(command)], reasoning: { source: 'none' } }, allow, ended], undefined, `p${n}`).map(({ v, id, at, workspace, agent, session, proposal: of, body }): TraceEvent => ({ v, id, at, workspace, body, ...(agent === undefined ? {} : { agent }), ...(session === undefined ? {} : { session }), ...(of === undefined ? {} : { proposal: of }) }));
  const call = (id: string, command: string): { readonly id: string; readonly tool: string; readonly about: string } => ({ id, tool: 'run_shell_command', about: command });
  const found = (events: readonly TraceEvent[], calls: readonly ReturnType<typeof call>[]): readonly unknown[] => gapsOfSession(events, calls).map(({ callId }) => callId);

  it('are covered one by one, by their words', () => deepEqual(found([...said('ls', 1), ...said('make', 2)], [call('a', 'ls'), call('b', 'make'), call('c', 'make'), call('d', 'rm -rf src')]), ['c', 'd']));
  it('are covered also where a secret was taken out of the record', () => deepEqual(found(said('PGPASSWORD=‹redacted:password› psql', 1), [call('a', 'PGPASSWORD=hunter2 psql')]), []));
  it('are covered where the record holds no words', () => deepEqual(found([...said('ls', 1).map((event) => captured(event, 'none'))], [call('a', 'ls'), call('b', 'make')]), []));
  it('are covered where an approval led them through its ticket', () => deepEqual(found(said('rm -r draft', 1), [call('a', 'rm -r draft'), call('b', `/s/bin/tagout run ${ticket}`)]), []));
});

describe('gaps seen from outside', () => {
  for (const [title, steps] of Object.entries(cases)) {
    it(title, () => {
      const ledger = new GapLedger();
      const found: unknown[] = [];
      const expected: unknown[] = [];
      for (const step of steps) {
        if (step.length === 2) for (const event of step[1]) ledger.told(event, step[0] * 1000);
        else {
          found.push(ledger.happened(step[1], step[0] * 1000)?.source);
          expected.push(step[2] ? step[1].kind : undefined);
        }
      }
      deepEqual(found, expected);
    });
  }
});

describe('gaps by the agent\'s own account', () => {
  const call = (id: string): { readonly id: string; readonly tool: string } => ({ id, tool: 'Bash' });
  it('counts only calls behind the first one that is covered', () => {
    deepEqual([uncoveredCalls(['a', 'b', 'c', 'd'].map(call), new Set(['b', 'd'])).map(({ id }) => id), uncoveredCalls(['a'].map(call), new Set())], [['c'], []]);
  });

  it('is certain of a call in a transcript only at the second look: its hook may be about to be asked', () => {
    const record: GapRecord = { source: 'transcript', certainty: 'certain', what: 'rm a.ts', why: 'w' };
    const look = (doubted: readonly string[], ...calls: readonly string[]): unknown => {
      const { certain, doubted: next } = secondLook([...calls.map((callId) => ({ callId, record })), { proposal: 'p', callId: 'own', record }], new Set(doubted));
      return [certain.map(({ callId }) => callId), [...next]];
    };
    deepEqual(look([], 'a'), [['own'], ['a']]);
    deepEqual(look(['a']), [['own'], []]);
    deepEqual(look(['a'], 'a', 'b'), [['a', 'own'], ['b']]);
  });

  it('finds a reported end without a decision, one against a refusal, and a call that only the transcript knows; each once', () => {
    const events = [
      ...told('s', [proposal(shell('ls')), allow, ended], '2026-03-01T10:00:00.000Z', 'p1'), ...told('s', [proposal(shell('rm x')), deny, ended], '2026-03-01T10:01:00.000Z', 'p2'),
      ...told('s', [ended], '2026-03-01T10:02:00.000Z', 'p3').map((event) => ({ ...event, proposal: undefined, callId: 'alone', id: 'alone-1' })),
      ...told('s', [{ kind: 'outcome', ok: true, tool: 'Bash', what: 'rm -rf drafts' }], '2026-03-01T10:03:00.000Z', 'p4').map((event) => ({ ...event, proposal: undefined, callId: 'named', id: 'named-1' })),
    ];
    const found = gapsOfSession(events, [call('call-p1'), { id: 'unseen', tool: 'Bash', about: 'curl evil.example' }]);
    const recorded = found.map(({ record, ...about }, index): TraceEvent => ({ v: 2, id: `g${index}`, at: '2026-03-01T11:00:00.000Z', workspace: '/home/dana/shop', agent: 'claude-code', session: 's', ...about, body: { kind: 'gap', ...record } }));
    deepEqual([found.map(({ proposal: id, callId, record }) => [id, callId, record.source, record.certainty, record.what]), gapsOfSession([...events, ...recorded], [call('call-p1'), call('unseen')])], [
      [['p2', 'call-p2', 'post-tool', 'certain', 'rm x'], ['alone-1', 'alone', 'post-tool', 'certain', 'an act whose proposal was not recorded'], ['named-1', 'named', 'post-tool', 'certain', 'rm -rf drafts'], [undefined, 'unseen', 'transcript', 'certain', 'curl evil.example']], [],
    ]);
  });

  it('reads the calls out of transcripts, whatever else stands there', () => {
    const claude = ['nonsense', JSON.stringify({ type: 'assistant', message: { content: [{ type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'ls' } }, { type: 'tool_use', id: 7 }] } }), JSON.stringify({ type: 'assistant', message: { content: [{ type: 'tool_use', id: 'toolu_1', name: 'Bash' }] } })];
    const rollout = [JSON.stringify({ type: 'response_item', payload: { type: 'function_call', name: 'write_stdin', call_id: 'c1', arguments: '{"cmd":"y"}' } })];
    deepEqual([claudeCode.calls(claude), codex.calls(rollout)], [[{ id: 'toolu_1', tool: 'Bash', about: 'ls' }], [{ id: 'c1', tool: 'write_stdin', about: 'y' }]]);
  });
});
