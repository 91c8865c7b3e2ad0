import assert from 'node:assert/strict';
import { captured } from '../../../../src/core/trace/capture/captured.ts';
import { captureLevels, leastCapture, withheld } from '../../../../src/core/trace/capture/level.ts';
import type { TraceBody, TraceEvent } from '../../../../src/core/trace/event.ts';
import { reduceTrace } from '../../../../src/core/trace/reduce.ts';
import type { Effect, Verdict } from '../../../../src/core/verdict.ts';
import { readTraceEvent } from '../../../../src/protocol/readTraceEvent.ts';

/** Words of the three levels: each stands in every place of its level, so that one search finds whatever slips through. */
const [name, command, words] = ['Bash', 'COMMAND', 'WORDS'];

const effect: Effect = { kind: 'delete', reversibility: 'irreversible', blastRadius: 'file', target: { kind: 'path', path: command, recursive: false }, span: { start: 0, end: 2 }, uninspectable: false, rule: 'delete.untracked', reason: command, alternative: command, instead: command, trust: { program: command, verb: command, scopes: ['verb'] } };
const verdict: Verdict = { decision: 'ask', reversibility: 'irreversible', blastRadius: 'file', uninspectable: false, frozen: false, findings: [{ decision: 'ask', rule: 'delete.untracked', source: 'default', reason: command, span: { start: 0, end: 2 }, effect, alternative: command }] };
const freeze = { id: 'f', mode: 'deny', reason: command, by: 'dana', since: '2026-03-01T10:00:00.000Z', title: command, scope: { paths: [command] } } as const;
const scope = { rule: 'r', kind: 'delete', reversibility: 'recoverable', blastRadius: 'file', place: { kind: 'directory', path: command, deep: true } } as const;
const fullBodies: readonly TraceBody[] = [
  { kind: 'session', phase: 'start', detail: command },
  { kind: 'prompt', text: words },
  {
    kind: 'proposal', tool: name, input: { [words]: [words] }, statedIntent: words, reasoning: { source: 'transcript', verified: false, thinking: words, text: words, prompt: words, model: 'large', reference: { path: command, line: 1 } },
    actions: [
      { kind: 'shell', command, dialect: 'posix', cwd: command }, { kind: 'shell-input', text: command }, { kind: 'file', change: { operation: 'move', path: command, to: command, before: words, after: words } },
      { kind: 'mcp', server: 'db', tool: 'query', input: { sql: words } }, { kind: 'sql', text: command, connection: command }, { kind: 'task', label: command, definition: { command }, folder: command }, { kind: 'harmless', tool: 'Read' }, { kind: 'tool', tool: 'Other', input: words },
    ],
    place: { cwd: command, user: 'dana', host: 'desk', branch: command, head: 'c0ffee' }, inputs: [{ source: 'web', from: command, trust: 'untrusted' }],
  },
  { kind: 'verdict', verdict, policyRevision: 'p-1', freezes: [freeze] },
  { kind: 'bound', digest: 'sha256:abc', facts: [{ kind: 'directory', name: command, state: command }] },
  { kind: 'answer', outcome: 'denied', by: 'dana', method: 'panel', reason: words, dwellMs: 2000, displayed: command, shown: { digest: 'sha256:def', view: words } },
  { kind: 'edit', by: 'dana', actions: [{ kind: 'shell', command, dialect: 'posix' }], verdict },
  { kind: 'decision', decision: 'deny', by: 'person', reason: command },
  { kind: 'checkpoint', checkpoint: { id: 'cp', kind: 'files', root: command, files: 1, bytes: 2, verified: true } },
  { kind: 'run', step: 'ended', digest: 'sha256:abc', exitCode: 0, observed: [command], why: command },
  { kind: 'outcome', ok: true, exitCode: 0, output: words },
  { kind: 'said', text: words },
  { kind: 'freeze', change: 'declared', freeze, by: 'dana', reason: command },
  { kind: 'grant', change: 'given', grant: { id: 'g', length: 'session', scopes: [scope], example: command, uses: 0 }, by: 'dana' },
  { kind: 'observed', by: 'targets', changes: [{ path: command, change: 'deleted' }], unpredicted: [command], unseen: [command] },
  { kind: 'gap', source: 'terminal', certainty: 'possible', what: command, path: command, why: command },
  { kind: 'review', outcome: 'good', by: 'dana', note: words },
  { kind: 'failure', stage: 'judging', message: command },
];
const events = fullBodies.map((body, index): TraceEvent => ({ v: 2, id: `e${index}`, at: '2026-03-01T10:00:00.000Z', workspace: '/srv', agent: 'claude-code', session: 's', proposal: 'p', callId: 'c', body }));
const text = (event: TraceEvent): string => JSON.stringify(event.body);

describe('capture levels', () => {
  it('keeps everything in full', () => {
    for (const event of events) assert.deepEqual(captured(event, 'full'), event);
  });

  for (const event of events) {
    it(`keeps of a ${event.body.kind} what its level holds, and stays readable`, () => {
      const commands = captured(event, 'commands');
      const none = captured(event, 'none');
      assert.doesNotMatch(text(commands), /WORDS/);
      assert.doesNotMatch(text(none), /WORDS|COMMAND/);
      assert.equal(text(commands).includes(command), text(event).includes(command), 'commands stay on their own level');
      for (const reduced of [commands, none]) assert.deepEqual(readTraceEvent(JSON.parse(JSON.stringify(reduced))), reduced);
    });
  }

  it('takes nothing more away the second time, and brings nothing back', () => {
    for (const event of events) for (const level of captureLevels) assert.deepEqual(captured(captured(event, 'none'), level), captured(event, 'none'));
  });

  it('still tells who, when, by which rule and how it was decided', () => {
    const [act] = reduceTrace(events.map((event) => captured(event, 'none'))).sessions.flatMap(({ turns }) => turns).flatMap(({ actions }) => actions);
    assert.deepEqual([act?.tool, act?.verdict?.findings[0]?.rule, act?.decision?.decision, act?.answer?.by, act?.place?.head], [name, 'delete.untracked', 'deny', 'dana', 'c0ffee']);
    assert.match(JSON.stringify(act), new RegExp(withheld));
  });

  it('takes the lesser of two levels', () => {
    assert.deepEqual([leastCapture('full', 'commands'), leastCapture('none', 'full'), leastCapture('commands', 'commands')], ['commands', 'none', 'commands']);
  });

  it('holds nothing of a kind or a member that it does not know', () => {
    const alien = (body: object): TraceEvent => Object.assign({}, events[0], { body });
    for (const event of [alien({ kind: 'unheard-of', text: words }), alien({ kind: 'prompt', text: '', more: words })]) assert.doesNotMatch(text(captured(event, 'commands')), /WORDS/);
  });
});
