import * as fs from 'node:fs';
import * as path from 'node:path';
import { databaseFiles } from '../../core/checkpoint.ts';
import type { LostRows } from '../../core/impact/facts.ts';
import { touchesOf } from '../../core/impact/sqlTouch.ts';
import { redactText } from '../../core/trace/redact.ts';
import { runBounded } from './boundedProgram.ts';
import type { CountedRows } from './countRows.ts';
import { targetOf, type Measurer, type Subject } from './measurer.ts';
import { schemaTables } from './schemaTables.ts';
import { serverRows } from './serverRows.ts';

/** What a database act takes, a line for each table that the statement names and for each that foreign keys reach. */
export const rowsMeasurer: Measurer = {
  kind: 'database',
  measures: (effect) => targetOf(effect, 'database') !== undefined,
  measure: async (subject) => {
    const target = targetOf(subject.effect, 'database');
    if (target === undefined) return undefined;
    const statement = target.statement ?? spokenText(subject);
    return { kind: 'database', facts: await lostRows({ ...target, statement }, subject) };
  },
};

/** The part of the command that the effect comes from. */
const spokenText = ({ actions, effect: { span } }: Subject): string => actions.map((action) => (action.kind === 'shell' ? action.command : action.kind === 'sql' ? action.text : '')).join('\n').slice(span.start, span.end);

async function lostRows({ connection, statement, table }: { readonly connection: string; readonly statement: string; readonly table?: string }, subject: Subject): Promise<readonly LostRows[]> {
  const touches = touchesOf(statement, table);
  const shown = { connection: redactText(connection), ...(statement === '' ? {} : { statement: redactText(statement.slice(0, 2000)) }) };
  const known = await count({ connection, statement, touches }, subject);
  const rows = 'why' in known ? touches.map((touch): CountedRows => ({ ...touch, rows: 'unknown', why: known.why })) : known;
  return rows.map((row) => ({ ...shown, ...row }));
}

interface Wanted {
  readonly connection: string;
  readonly statement: string;
  readonly touches: ReturnType<typeof touchesOf>;
}

async function count(wanted: Wanted, subject: Subject): Promise<readonly CountedRows[] | { readonly why: string }> {
  const { connection, touches } = wanted;
  const file = databaseFiles(connection).map((name) => path.resolve(subject.cwd, name)).find((name) => fs.existsSync(name));
  if (file !== undefined) return countInFile(file, wanted, subject);
  if (connection === 'default') return { why: 'no configuration says which database it is' };
  if (databaseFiles(connection).length > 0) return { why: 'there is no such file' };
  return serverRows(connection, touches, subject);
}

async function countInFile(file: string, { statement, touches }: Wanted, { rowCounter, cwd, deadline }: Subject): Promise<readonly CountedRows[] | { readonly why: string }> {
  if (rowCounter === undefined) return { why: 'nothing here can count rows' };
  const schema = schemaTables(cwd);
  const input = JSON.stringify({ file, statement, touches, ...(schema === undefined ? {} : { schema: [...schema] }) });
  const said = await runBounded(process.execPath, rowCounter, { cwd: path.dirname(file), env: { ELECTRON_RUN_AS_NODE: '1', NODE_NO_WARNINGS: '1' }, deadline, input });
  if (!said.ok) return { why: said.why };
  const answer: unknown = JSON.parse(said.output);
  if (typeof answer !== 'object' || answer === null) return { why: 'the count was not understood' };
  if ('rows' in answer && Array.isArray(answer.rows)) return answer.rows.filter(isCounted);
  return { why: 'why' in answer && typeof answer.why === 'string' ? answer.why : 'the count was not understood' };
}

const isCounted = (value: unknown): value is CountedRows => typeof value === 'object' && value !== null && 'act' in value && 'rows' in value && (value.rows === 'unknown' || typeof value.rows === 'number');
