import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { noOpenSpans, type OpenSpans } from '../../../../src/core/export/openSpans.ts';
import { logRecordOf, logsRequest, lossRecordOf } from '../../../../src/core/export/otlpLogs.ts';
import { tracesRequest, type Span } from '../../../../src/core/export/otlpTraces.ts';
import { settledSpans, spansOf } from '../../../../src/core/export/spansOf.ts';
import { captured } from '../../../../src/core/trace/capture/captured.ts';
import type { TraceEvent } from '../../../../src/core/trace/event.ts';
import type { ExportRecord } from '../../../../src/core/export/exportRecord.ts';
import { exporting, sealed } from '../../../support/exportedStories.ts';
import { attributesIn, itemsIn, understood } from '../../../support/otlpProtocol.ts';
import { allowed, approvedBehindCheckpoint, freezeStory, told } from '../../../support/traceStories.ts';

const account = { host: 'work-1', user: 'dana' };

/** All spans of some records, through JSON after each, as a process that is started anew would go on. */
function spansIn(records: readonly ExportRecord[], rest: 'open' | 'ended' = 'ended'): readonly Span[] {
  let open: OpenSpans = noOpenSpans;
  const spans: Span[] = [];
  for (const record of records) {
    const step = spansOf(open, record, exporting);
    open = structuredClone(step.open);
    spans.push(...step.spans);
  }
  return rest === 'open' ? spans : [...spans, ...settledSpans(open, exporting).spans];
}

const names = (spans: readonly Span[]): readonly string[] => spans.map(({ name }) => name);

describe('OTLP', () => {
  it('makes of a session a trace: turn ▸ act ▸ decision, waiting, run', () => {
    const spans = spansIn(sealed(approvedBehindCheckpoint));
    const by = new Map(spans.map((span) => [span.name, span]));
    const [turn, act, decision, waiting, run] = ['invoke_agent Claude Code', 'execute_tool Bash', 'tagout.decision', 'tagout.waiting', 'tagout.run'].map((name) => by.get(name));
    assert.deepEqual([...names(spans)].sort(), ['execute_tool Bash', 'invoke_agent Claude Code', 'tagout.decision', 'tagout.run', 'tagout.waiting']);
    assert.equal(new Set(spans.map(({ traceId }) => traceId)).size, 1);
    assert.equal(new Set(spans.map(({ spanId }) => spanId)).size, 5);
    assert.equal(turn?.parentSpanId, undefined);
    assert.equal(act?.parentSpanId, turn?.spanId);
    assert.deepEqual([decision?.parentSpanId, waiting?.parentSpanId, run?.parentSpanId], [act?.spanId, act?.spanId, act?.spanId]);
    assert.deepEqual([waiting?.startTimeUnixNano, waiting?.endTimeUnixNano], ['1772359203000000000', '1772359204000000000']);
    const said = attributesIn({ attributes: act?.attributes });
    assert.deepEqual([said['gen_ai.operation.name'], said['gen_ai.tool.name'], said['gen_ai.tool.call.id'], said['gen_ai.conversation.id'], said['gen_ai.agent.name'], said['tagout.status'], said['tagout.verdict.rule'], said['process.exit.code']], ['execute_tool', 'Bash', 'call-s-approved-1', 's-approved', 'Claude Code', 'approved', 'delete.untracked', '0']);
  });

  it('tells a refused act as failed, and each prompt as a turn', () => {
    const spans = spansIn(sealed(freezeStory));
    const act = spans.find(({ name }) => name.startsWith('execute_tool'));
    assert.deepEqual(act?.status, { code: 2, message: 'frozen by dana: release weekend' });
    assert.equal(attributesIn({ attributes: act.attributes })['error.type'], 'denied');
    assert.equal(names(spans).filter((name) => name.startsWith('invoke_agent')).length, 2);
  });

  it('gives the same spans for the same records, whatever was sent before', () => {
    const records = sealed([...allowed, ...approvedBehindCheckpoint, ...freezeStory]);
    assert.deepEqual(spansIn(records), spansIn(records));
  });

  it('tells each span once, and an act that nobody ended as unfinished', () => {
    const story: readonly TraceEvent[] = approvedBehindCheckpoint.filter(({ body }) => body.kind !== 'outcome');
    const spans = spansIn(sealed(story));
    const act = spans.find(({ name }) => name === 'execute_tool Bash');
    assert.equal(attributesIn({ attributes: act?.attributes })['tagout.unfinished'], true);
    assert.deepEqual([spansIn(sealed(story), 'open').some(({ name }) => name === 'execute_tool Bash'), new Set(spans.map(({ spanId }) => spanId)).size], [false, spans.length]);
  });

  it('ends a turn that was idle, and does not tell it again when it goes on', () => {
    const records = sealed([...told('s', [{ kind: 'prompt', text: 'Go.' }]), ...told('s', [{ kind: 'gap', source: 'post-tool', certainty: 'certain', what: 'ls', tool: 'Bash', why: 'no hook' }], '2026-03-01T12:00:00.000Z', 's-2')]);
    const [first, second] = records;
    assert.ok(first !== undefined && second !== undefined);
    const begun = spansOf(noOpenSpans, first, exporting);
    const early = settledSpans(begun.open, exporting, '2026-03-01T10:14:00.000Z');
    const idle = settledSpans(begun.open, exporting, '2026-03-01T10:16:00.000Z');
    const later = spansOf(idle.open, second, exporting);
    assert.deepEqual([early.spans.length, names(idle.spans), names(later.spans), names(settledSpans(later.open, exporting).spans)], [0, ['invoke_agent Claude Code'], ['execute_tool Bash'], []]);
    assert.equal(later.spans[0]?.parentSpanId, idle.spans[0]?.spanId);
  });

  it('ties an outcome that names no proposal to its act', () => {
    const story = approvedBehindCheckpoint.map((event) => (event.body.kind === 'outcome' ? without(event) : event));
    assert.ok(names(spansIn(sealed(story), 'open')).includes('execute_tool Bash'));
  });

  it('is exactly what the official protocol buffers hold, spans and log records', () => {
    const records = sealed([...allowed, ...approvedBehindCheckpoint, ...freezeStory]);
    const spans = spansIn(records);
    const readSpans = itemsIn(understood('traces', JSON.stringify(tracesRequest(account, spans, exporting))), 'spans');
    const loss = lossRecordOf({ logs: 3, spans: 1, firstSeq: 4, lastSeq: 9, at: '2026-03-01T10:00:00.000Z', why: 'full' }, 'c', exporting);
    const logs = [...records.map((record) => logRecordOf(record, exporting)), loss];
    const readLogs = itemsIn(understood('logs', JSON.stringify(logsRequest(account, logs, exporting))), 'logRecords');
    assert.deepEqual([readSpans.length, readLogs.length], [spans.length, records.length + 1]);
    assert.deepEqual(readLogs.slice(0, -1).map((log) => attributesIn(log)['log.record.uid']), records.map(({ hash }) => hash));
    assert.equal(readLogs.at(-1)?.['eventName'], 'tagout.export.gap');
  });

  it('holds every form of event', () => {
    const events: readonly TraceEvent['body'][] = [
      { kind: 'failure', stage: 'x', message: 'y' }, { kind: 'clock', stepMs: -5 }, { kind: 'guard', change: 'disarmed', agents: ['codex'], files: [], why: 'w', by: 'b' }, { kind: 'retry', refusals: 2, frozen: true, evasion: true },
      { kind: 'observed', by: 'targets', changes: [], unpredicted: ['/a'], unseen: [] }, { kind: 'run', step: 'ended', digest: 'd', exitCode: 3 }, { kind: 'review', outcome: 'good', by: 'b' }, { kind: 'bound', digest: 'd', facts: [] },
      { kind: 'restore', checkpoint: 'c', files: 1, by: 'b' }, { kind: 'retired', through: 1, seq: 2, hash: 'h', bytes: 3, why: 'old' }, { kind: 'trust', change: 'granted', trusted: [], by: 'b' }, { kind: 'incident', change: 'opened', incident: 'i', title: 't', by: 'b', acts: ['p'] },
    ];
    const records = sealed(events.map((body, index) => ({ v: 2, id: `e${index}`, at: '2026-03-01T10:00:00.000Z', workspace: '/w', body })));
    const read = itemsIn(understood('logs', JSON.stringify(logsRequest(account, records.map((record) => logRecordOf(record, exporting)), exporting))), 'logRecords');
    assert.deepEqual(read.map(({ eventName }) => eventName), events.map(({ kind }) => `tagout.${kind}`));
  });

  it('lets no content out at the level that is the default', () => {
    const records = sealed(approvedBehindCheckpoint.map((event) => captured(event, 'none')));
    const text = JSON.stringify([spansIn(records), records.map((record) => logRecordOf(record, exporting))]);
    for (const secret of ['rm -rf', 'Make some room', 'looks generated', 'Removed data', 'never committed', 'untracked files', 'Remove temporary']) assert.ok(!text.includes(secret), secret);
    assert.ok(text.includes('delete.untracked') && text.includes('"Bash"'));
  });

  it('uses names of the conventions only as they stand there, and none of theirs for what is ours', () => {
    const conventions = new Set(Object.values(conventionNames()).filter((name) => typeof name === 'string'));
    const records = sealed([...allowed, ...approvedBehindCheckpoint, ...freezeStory, ...told('g', [{ kind: 'run', step: 'ended', digest: 'd', exitCode: 1 }])]);
    const used = new Set([...spansIn(records).flatMap(({ attributes }) => attributes), ...records.flatMap((record) => logRecordOf(record, exporting).attributes), ...tracesRequest(account, [], exporting).resourceSpans.flatMap(({ resource }) => resource.attributes)].map(({ key }) => key));
    assert.deepEqual([...used].filter((name) => !name.startsWith('tagout.') && !conventions.has(name)), []);
  });
});

const without = ({ v, id, at, workspace, agent, session, body }: TraceEvent): TraceEvent => ({ v, id, at, workspace, body, ...(agent === undefined ? {} : { agent }), ...(session === undefined ? {} : { session }) });

function conventionNames(): Readonly<Record<string, unknown>> {
  const names: unknown = createRequire(import.meta.url)('@opentelemetry/semantic-conventions/incubating');
  return typeof names === 'object' && names !== null ? Object.fromEntries(Object.entries(names)) : {};
}
