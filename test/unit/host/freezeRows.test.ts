import { deepEqual } from 'node:assert/strict';
import { reduceTrace } from '../../../src/core/trace/reduce.ts';
import type { SourceReport } from '../../../src/core/freeze/source.ts';
import type { TraceBody, TraceEvent } from '../../../src/core/trace/event.ts';
import { freezeRows, type FreezeRow } from '../../../src/host/freeze/freezeRows.ts';
import { book, freeze, now, standing, translate } from './freezeFixture.ts';
import { askFixture } from './askFixture.ts';

const empty = reduceTrace([]);
const fileOf = ({ kind, name }: SourceReport): string | undefined => (kind === 'person' ? undefined : name);
const lines = (rows: readonly FreezeRow[], indent = ''): readonly string[] => rows.flatMap((row) => [`${indent}${row.icon} ${row.label}${row.description === undefined || row.description === '' ? '' : ` | ${row.description}`}${row.offers.length === 0 ? '' : ` [${row.offers.join(' ')}]`}`, ...(row.icon === 'lock' && row.id !== 'now' ? [] : lines(row.rows, `${indent}  `))]);
const drawn = (given: Parameters<typeof freezeRows>[0]['standing'], trace = empty): readonly string[] => lines(freezeRows({ standing: given, ended: [], trace, now, fileOf }, translate));

/** An act that a freeze refused, so often before. */
const refusal = (proposal: string, refusals: number): readonly TraceEvent[] => {
  const event = (body: TraceBody): TraceEvent => ({ v: 1, id: `${proposal} ${body.kind}`, at: `2026-11-23T09:0${refusals}:00Z`, workspace: '/srv', agent: 'codex', actor: { agent: 'codex' }, session: 's', proposal, body });
  return [
    event({ kind: 'proposal', tool: 'shell', input: {}, actions: [{ kind: 'shell', command: 'npm run db:push', dialect: 'posix' }], reasoning: { source: 'none' } }),
    event({ kind: 'verdict', verdict: { ...askFixture().verdict, decision: 'deny', frozen: true }, policyRevision: 'r', freezes: [freeze()] }),
    event({ kind: 'decision', decision: 'deny', by: 'policy', reason: 'code freeze' }),
    ...(refusals === 0 ? [] : [event({ kind: 'retry', refusals, frozen: true, evasion: refusals >= 3 })]),
  ];
};

describe('freeze view', () => {
  it('is empty without a freeze, so that it says how to begin', () => deepEqual(drawn(standing()), []));

  it('shows what holds, what was broken, what is planned, and every source', () => {
    const planned = freeze({ id: 'y', title: 'Year-end', source: 'freeze.yaml', windows: [{ from: '2026-11-25T11:00:00Z' }] });
    const glass = { id: 'g', freezes: ['f'], by: 'ben', reason: 'hotfix', since: '2026-11-23T10:00:00Z', until: '2026-11-23T10:10:00Z', maxActions: 5, used: [] };
    const given = book({ sources: [{ name: 'here', kind: 'person', from: 'user', freezes: [freeze(), freeze({ id: 'a', mode: 'ask', reason: 'careful' })] }, { name: 'freeze.yaml', kind: 'file', from: 'workspace', freezes: [planned] }], glasses: [glass] });
    deepEqual(drawn(given), [
      'lock In force | 2', '  lock release | Until somebody lifts it [liftable]', '  lock careful | Until somebody lifts it · asks [liftable]',
      'flame Break-glass | 1', '  flame 10:00 · 5 left | ben [mendable]',
      'calendar Planned | 1', '  calendar Year-end | in 2 days [openable]', ...lines(freezeRows({ standing: given, ended: [], trace: empty, now, fileOf }, translate)[2]?.rows[0]?.rows ?? [], '    '),
      'database Sources | 2', '  pass here | on this machine', '  pass freeze.yaml | on this machine [openable]',
    ]);
  });

  it('names a file as the editor does: its name, then where it lies', () => {
    const named = (name: string): readonly string[] => drawn(book({ sources: [{ name, kind: 'file', from: 'workspace', freezes: [] }] })).slice(1);
    deepEqual(named('/home/ann/work/shop/.tagout/freeze.yaml'), ['  pass freeze.yaml | …/shop/.tagout · on this machine [openable]']);
    deepEqual(named('/etc/tagout/freeze.yaml'), ['  pass freeze.yaml | /etc/tagout · on this machine [openable]']);
    deepEqual(named('C:\\ProgramData\\Tagout\\freeze.yaml'), ['  pass freeze.yaml | …/ProgramData/Tagout · on this machine [openable]']);
  });

  it('offers only what can be done', () => {
    const offers = (...freezes: readonly Parameters<typeof freeze>[0][]): readonly (readonly string[])[] => freezeRows({ standing: standing(...freezes.map((one, index) => freeze({ id: String(index), ...one }))), ended: [], trace: empty, now, fileOf }, translate)[0]?.rows.map((row) => row.offers) ?? [];
    deepEqual(offers({}, { until: '2026-11-23T12:00:00Z' }, { source: 'freeze.yaml' }, { source: 'freeze.yaml', breakGlass: {} }, { mode: 'observe' }), [['breakable', 'liftable'], ['breakable', 'liftable', 'extendable'], [], ['breakable'], ['liftable']]);
  });

  it('says what cannot be read, and lets a person put it right', () => deepEqual(drawn(book({ sources: [], damage: 'damaged' })), ['lock In force | 1', '  error Everything: the state cannot be read | damaged [liftable]']));

  it('counts what a freeze refused, and names who goes on trying', () => {
    const row = (count: number): readonly string[] => lines((freezeRows({ standing: standing(freeze()), ended: [], trace: reduceTrace(Array.from({ length: count }, (_none, at) => refusal(`p${at}`, at)).flat()), now, fileOf }, translate)[0]?.rows[0]?.rows ?? []).filter(({ id }) => id.endsWith('refused')));
    deepEqual(row(1), ['circle-slash Acts refused: 1', '  circle-slash npm run db:push | Codex']);
    deepEqual(row(4), ['warning Acts refused: 4; Codex tries to get round it', '  warning npm run db:push | Codex · tried again after 3 refusals', '  circle-slash npm run db:push | Codex · tried again after 2 refusals', '  circle-slash npm run db:push | Codex · tried again after 1 refusals', '  circle-slash npm run db:push | Codex']);
  });

  it('keeps the history of what was declared and lifted', () => {
    const trace = reduceTrace([{ v: 1, id: 'e', at: '2026-11-22T10:00:00Z', workspace: '/srv', body: { kind: 'freeze', change: 'lifted', freeze: freeze(), by: 'ann', reason: 'released' } }]);
    deepEqual(drawn(standing(), trace).map((line) => line.split(' | ')[0]), ['history History', '  history ann lifted the freeze: released']);
  });
});
