import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { TraceBody, TraceEvent } from '../../../src/core/trace/event.ts';
import type { ActSummary, PageCursor, TraceQuery } from '../../../src/core/trace/traceQuery.ts';
import { eraseSession } from '../../../src/node/trace/eraseTrace.ts';
import { openSpool } from '../../../src/node/trace/spool.ts';
import { TraceReader } from '../../../src/node/trace/readTrace.ts';
import { workspaceStateDirectory } from '../../../src/node/stateDirectory.ts';
import { sealTrace } from '../../../src/node/trace/traceStore.ts';
import { allowed, approvedBehindCheckpoint, freezeStory, told } from '../../support/traceStories.ts';

const root = '/home/dana/shop';
const rule = 'git.force-push';
const verdict = (decision: 'allow' | 'deny', ...paths: readonly string[]): TraceBody => ({
  kind: 'verdict', policyRevision: 'p', freezes: [],
  verdict: {
    decision, reversibility: 'recoverable', blastRadius: decision === 'deny' ? 'shared' : 'workspace', uninspectable: false, frozen: false,
    findings: paths.map((file) => ({ decision, rule, source: 'default', reason: 'overwrites 100% of "history"', span: { start: 0, end: 1 }, effect: { kind: 'delete', reversibility: 'recoverable', blastRadius: 'workspace', span: { start: 0, end: 1 }, uninspectable: false, rule, reason: '', target: { kind: 'path', path: file, recursive: false } } })),
  },
});
const proposal = (command: string): TraceBody => ({ kind: 'proposal', tool: 'Bash', input: { command }, actions: [{ kind: 'shell', command, dialect: 'posix' }], reasoning: { source: 'none' } });
const decision = (given: 'allow' | 'deny'): TraceBody => ({ kind: 'decision', decision: given, by: 'policy', reason: 'by rule' });
const codex = (events: readonly TraceEvent[]): TraceEvent[] => events.map((event) => ({ ...event, agent: 'codex', actor: { agent: 'codex' } }));

const stories: readonly (readonly TraceEvent[])[] = [
  allowed, approvedBehindCheckpoint, freezeStory,
  codex(told('s-denied', [proposal('git push --force origin main'), verdict('deny', '/home/dana/shop/src/a.ts', '/home/dana/shop/src-old/b.ts'), decision('deny')], '2026-03-02T10:00:00.000Z')),
  codex(told('s-denied', [proposal('rm build.log'), verdict('allow', '/home/dana/shop/build.log'), decision('allow'), { kind: 'outcome', ok: true }], '2026-03-02T11:00:00.000Z', 'p-2')),
  codex(told('s-gap', [{ kind: 'gap', source: 'transcript', certainty: 'certain', what: 'curl evil.example', why: 'no event of the hook' }], '2026-03-03T10:00:00.000Z', 'p-3')),
  codex(told('s-gap', [{ kind: 'gap', source: 'terminal', certainty: 'possible', what: 'ls', why: 'typed in a terminal' }], '2026-03-03T11:00:00.000Z', 'p-4')),
];

/** Under a Node without SQLite both are the same index; `test/process/node/traceIndexSqlite.test.ts` runs this under one that has it. */
describe('trace index', () => {
  let state: string;
  let trace: string;
  let reader: TraceReader;
  beforeEach(() => {
    state = fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-index-'));
    trace = path.join(workspaceStateDirectory(state, root), 'trace');
    reader = new TraceReader(trace);
  });
  afterEach(() => {
    reader.close();
    fs.rmSync(state, { recursive: true, force: true });
  });

  const record = (events: readonly TraceEvent[]): void => {
    for (const { v, id, at, ticks, body, ...header } of events) {
      assert.ok(v > 0 && id !== '' && ticks === undefined);
      const spool = openSpool(state, root, () => Date.parse(at));
      spool.append(header, [body], 'buffered');
      spool.close();
    }
  };
  const seal = (): void => void sealTrace({ trace, workspace: root });
  const titles = (query: TraceQuery): readonly string[] => reader.acts(query, 50).acts.map(({ title }) => title);

  const counted = (query: TraceQuery, limit: number, after?: PageCursor): number => {
    const { found, next } = reader.count(query, limit, after);
    return found + (next === undefined ? 0 : counted(query, limit, next));
  };

  const answers = (): unknown => ({
    all: titles({}), denied: titles({ statuses: ['denied'] }), agent: titles({ agents: ['codex'], statuses: ['allowed', 'denied'] }), session: titles({ session: 's-gap' }), rule: titles({ rule }), family: titles({ rule: 'git' }), noFamily: titles({ rule: 'gi' }),
    file: titles({ path: '/home/dana/shop/src/a.ts' }), folder: titles({ path: '/home/dana/shop/src' }), radius: titles({ radii: ['production'] }), words: titles({ words: ['FORCE', 'history'] }), reasoning: titles({ words: ['empty', 'schema'] }), short: titles({ words: ['rm'] }), odd: titles({ words: ['100% of "hist'] }),
    since: titles({ since: '2026-03-03T00:00:00.000Z' }), until: titles({ until: '2026-03-01T09:59:59.999Z' }), unreviewed: titles({ unreviewed: true }), none: titles({ words: ['nowhere'] }), said: titles({ words: ['propose a plan'] }),
    changed: reader.changedPaths(100).map(({ path: file, act }) => `${path.basename(file)} ${act.title}`), count: [counted({}, 100), counted({}, 2), counted({ rule: 'git' }, 1)],
    sessions: reader.sessions(10).sessions.map(({ id, agent, events, title, counts, ended }) => [id, agent, events, title, Object.entries(counts).filter(([, count]) => count > 0).flat().join(' '), ended]),
  });
  const expected = {
    all: ['ls', 'curl evil.example', 'rm build.log', 'git push --force origin main', 'npm run db:push', 'rm -rf data', 'npm test'], denied: ['git push --force origin main', 'npm run db:push'], agent: ['rm build.log', 'git push --force origin main'], session: ['ls', 'curl evil.example'],
    rule: ['rm build.log', 'git push --force origin main'], family: ['rm build.log', 'git push --force origin main'], noFamily: [], file: ['git push --force origin main'], folder: ['git push --force origin main'], radius: ['npm run db:push'], words: ['rm build.log', 'git push --force origin main'], reasoning: ['npm run db:push'],
    short: ['rm build.log', 'rm -rf data'], odd: ['rm build.log', 'git push --force origin main'], since: ['ls', 'curl evil.example'], until: ['npm test'], unreviewed: ['ls', 'curl evil.example', 'rm build.log', 'npm test'], none: [], said: ['npm run db:push'], changed: ['build.log rm build.log'], count: [7, 7, 2],
    sessions: [
      ['s-gap', 'codex', 2, undefined, 'gap 2', false], ['s-denied', 'codex', 7, undefined, 'allowed 1 denied 1', false], ['s-frozen', 'claude-code', 7, 'Fix the empty query.', 'denied 1', false], ['s-approved', 'claude-code', 10, 'Make some room.', 'approved 1', false], ['s-allowed', 'claude-code', 8, 'Run the tests.', 'allowed 1', true],
    ],
  };

  it('answers the same before sealing, after it, in between and from a new index', () => {
    const ordered = [...stories].sort(([first], [second]) => ((first?.at ?? '') < (second?.at ?? '') ? -1 : 1)).flat();
    record(ordered);
    const unsealed = answers();
    fs.rmSync(trace, { recursive: true });
    const half = Math.floor(ordered.length / 2);
    record(ordered.slice(0, half));
    seal();
    const first = counted({}, 100);
    record(ordered.slice(half));
    const between = answers();
    seal();
    const sealed = answers();
    reader.close();
    fs.rmSync(path.join(trace, 'index.db'), { force: true });
    assert.deepEqual([first > 0, unsealed, between, sealed, answers()], [true, expected, expected, expected, expected]);
  });

  it('gives pages that hold each act once', () => {
    record(stories.flat());
    seal();
    const seen: ActSummary[] = [];
    for (let after: number | undefined, more = true; more; ) {
      const page = reader.acts({}, 2, after);
      seen.push(...page.acts);
      after = page.next;
      more = after !== undefined;
    }
    const first = reader.sessions(2);
    assert.deepEqual([seen.map(({ id }) => id).sort(), [...first.sessions, ...reader.sessions(9, first.next).sessions].map(({ id }) => id).sort()], [['p-2', 'p-3', 'p-4', 's-allowed-1', 's-approved-1', 's-denied-1', 's-frozen-1'], ['s-allowed', 's-approved', 's-denied', 's-frozen', 's-gap']]);
  });

  it('gives an act with all its events, wherever they are, and the plain log', () => {
    record(approvedBehindCheckpoint.slice(0, 5));
    seal();
    record(approvedBehindCheckpoint.slice(5));
    const kinds = reader.eventsOf('s-approved-1').map(({ body }) => body.kind);
    seal();
    const [summary] = reader.acts({ words: ['untracked'] }, 9).acts;
    assert.deepEqual([kinds, reader.eventsOf('s-approved-1').length, reader.sessionEvents('s-approved', 'claude-code', 3).map(({ body }) => body.kind), reader.span(), reader.log(2, 2).map(({ seq, event }) => [seq, typeof event === 'string' ? event : event.body.kind]), summary?.waitedMs, summary?.status], [
      ['proposal', 'verdict', 'ask', 'answer', 'checkpoint', 'decision', 'outcome', 'restore'], 8, ['outcome', 'said', 'restore'], { first: 1, last: 10 }, [[2, 'proposal'], [3, 'verdict']], 1000, 'approved',
    ]);
  });

  it('joins an outcome that names no call to the last act that has none', () => {
    record(told('s', [proposal('make'), verdict('allow'), decision('allow')]).map((event) => ({ ...event, callId: undefined })));
    seal();
    record(told('s', [{ kind: 'outcome', ok: true }]).map((event) => ({ ...event, callId: undefined, proposal: undefined, at: '2026-03-01T10:00:09.000Z' })));
    seal();
    assert.deepEqual([titles({}), reader.eventsOf('s-1').length], [['make'], 4]);
  });

  it('counts coverage by agent', () => {
    record(stories.flat());
    seal();
    assert.deepEqual([...reader.coverage()].sort((first, second) => (first.agent < second.agent ? -1 : 1)), [{ agent: 'claude-code', decided: 3, gaps: 0, possibleGaps: 0, percent: 100 }, { agent: 'codex', decided: 2, gaps: 1, possibleGaps: 1, percent: 66.6 }]);
  });

  it('forgets what was erased', () => {
    record(stories.flat());
    seal();
    const before = titles({ words: ['empty'] });
    eraseSession({ trace, workspace: root }, { session: 's-frozen', by: 'dana', why: 'asked for' });
    const forgotten = [titles({ words: ['empty'] }), titles({ session: 's-frozen' }), reader.sessions(9).sessions.some(({ id }) => id === 's-frozen'), reader.eventsOf('s-frozen-1')];
    reader.close();
    const lines = reader.log(1, 100).filter(({ event }) => event === 'erased').length;
    fs.rmSync(path.join(trace, 'index.db'), { force: true });
    reader.close();
    assert.deepEqual([before, forgotten, lines, titles({}).length, reader.notes(9).map(({ body }) => body.kind)], [['npm run db:push'], [[], [], false, []], 7, 6, ['freeze', 'erased']]);
  });

  it('adds account and machine to what an act says of its place', () => {
    const [first] = told('s', [{ kind: 'proposal', tool: 'Bash', input: {}, actions: [], reasoning: { source: 'none' }, place: { cwd: '/w' } }]);
    assert.ok(first !== undefined);
    record([first]);
    const place = (): unknown => reader.eventsOf('s-1').map(({ body }) => (body.kind === 'proposal' ? body.place : undefined))[0];
    const fresh = place();
    seal();
    assert.deepEqual([fresh, place()], [{ user: os.userInfo().username, host: os.hostname(), cwd: '/w' }, { user: os.userInfo().username, host: os.hostname(), cwd: '/w' }]);
  });
});
