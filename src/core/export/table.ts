import { attributesOf, type AttributeValue } from './attributes.ts';
import type { ExportRecord } from './exportRecord.ts';
import { lineOf } from './otlpLogs.ts';

/** One record as a line of JSON: its place in the chain, and the event as it was recorded. */
export const jsonLineOf = ({ seq, hash, prev, chain, host, user, event }: ExportRecord): string => JSON.stringify({ seq, hash, prev, chain, ...(host === undefined ? {} : { host }), ...(user === undefined ? {} : { user }), event });

type Cell = AttributeValue | undefined;
type Look = (record: ExportRecord, of: (name: string) => Cell) => Cell;

/** Columns of the table, in their order: a new one comes at the end. */
const columns: Readonly<Record<string, Look>> = {
  seq: ({ seq }) => seq,
  at: ({ event }) => event.at,
  kind: ({ event }) => event.body.kind,
  agent: ({ event }) => event.agent,
  session: ({ event }) => event.session,
  turn: ({ event }) => event.turn,
  proposal: ({ event }) => event.proposal,
  tool: (_record, of) => of('gen_ai.tool.name'),
  text: ({ event }) => lineOf(event),
  decision: (_record, of) => of('tagout.decision') ?? of('tagout.verdict') ?? of('tagout.answer.outcome'),
  by: (_record, of) => of('tagout.decision.by') ?? of('tagout.answer.by') ?? of('tagout.by'),
  rule: (_record, of) => of('tagout.verdict.rule'),
  reversibility: (_record, of) => of('tagout.verdict.reversibility'),
  blast_radius: (_record, of) => of('tagout.verdict.blast_radius'),
  frozen: (_record, of) => of('tagout.verdict.frozen'),
  ok: (_record, of) => of('tagout.outcome.ok'),
  exit_code: (_record, of) => of('process.exit.code'),
  workspace: ({ event }) => event.workspace,
  host: ({ host }) => host,
  user: ({ user }) => user,
  hash: ({ hash }) => hash,
};

/** The first line of the table. */
export const csvHeader = `${Object.keys(columns).join(',')}\r\n`;

/** One record as a line of the table (RFC 4180). */
export function csvLineOf(record: ExportRecord): string {
  const attributes = attributesOf(record.event);
  return `${Object.values(columns).map((look) => cell(look(record, (name) => attributes[name]))).join(',')}\r\n`;
}

/** SECURITY: what begins like a formula is marked as text: an agent's words must not calculate in the reader's spreadsheet. */
function cell(value: Cell): string {
  if (value === undefined) return '';
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  const safe = typeof value !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
