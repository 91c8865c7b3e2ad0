import * as fs from 'node:fs';
import * as path from 'node:path';
import { checkTable } from '../core/classify/checkTable.ts';
import type { ProgramLookup, ProgramTable, TableExample } from '../core/classify/programTable.ts';
import { decide } from '../core/decide.ts';
import { judge } from '../core/judge.ts';
import { defaultPolicy } from '../core/policy/policy.ts';
import { describedWorld } from '../core/resolve/describedWorld.ts';
import { readSmallFile, replaceFile } from './durableFile.ts';
import { withStricter } from './layeredPrograms.ts';
import { firstOfEachLine, readYaml, type LineProblem } from './yamlText.ts';

const limitBytes = 512 * 1024;
/** More files in one directory are told, not read. */
const limitFiles = 200;

/** Where tables are written by hand: the user's beside all other state, out of every agent's reach; a workspace's in the repository. */
export const userTables = (state: string): string => path.join(state, 'tables');
export const workspaceTables = (root: string): string => path.join(root, '.tagout', 'programs');

export interface TableFileProblem extends LineProblem {
  readonly file: string;
}

export type ReadTable = { readonly ok: true; readonly table: ProgramTable } | { readonly ok: false; readonly problems: readonly LineProblem[] };

/**
 * Reads one table and runs its examples. `tightens`: it is a workspace's and only adds to what is known; `programs` is what
 * is known without it.
 */
export function readTable(text: string, programs: ProgramLookup, tightens: boolean): ReadTable {
  const read = readYaml(text);
  if (!read.ok) return read;
  const checked = checkTable(read.value);
  if (!checked.ok) return { ok: false, problems: firstOfEachLine(checked.problems.map(({ path: at, message }) => ({ line: read.lineAt(at), message: at.length === 0 ? message : `\`${at.join('.')}\`: ${message}` }))) };
  const { table } = checked;
  const lookup: ProgramLookup = (name) => (table.names.includes(name) ? (tightens ? withStricter(programs(name), table) : table) : programs(name));
  const failed = table.examples.flatMap((example, index) => {
    const why = exampleProblem(example, lookup);
    return why === undefined ? [] : [{ line: read.lineAt(['examples', index]), message: why }];
  });
  return failed.length === 0 ? { ok: true, table } : { ok: false, problems: failed };
}

/** Why an example is not judged as it says; undefined = it is. */
function exampleProblem({ command, decision, reversibility, blastRadius, facts, files }: TableExample, programs: ProgramLookup): string | undefined {
  const world = describedWorld({ ...(facts === undefined ? {} : { facts }), ...(files === undefined ? {} : { files }) });
  const verdict = decide(judge({ kind: 'shell', command, dialect: 'posix' }, { world, policy: defaultPolicy, programs }), { policy: defaultPolicy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root: world.root });
  const wanted = [decision, reversibility, blastRadius].filter((word) => word !== undefined).join(', ');
  const given = [verdict.decision, ...(reversibility === undefined ? [] : [verdict.reversibility]), ...(blastRadius === undefined ? [] : [verdict.blastRadius])].join(', ');
  const [first] = verdict.findings;
  return wanted === given ? undefined : `the example \`${command}\` gives ${given} instead of ${wanted}${first === undefined ? '' : ` (${first.rule}: ${first.reason})`}`;
}

/** What a directory of tables gives: good tables, and what is wrong with the others. */
export interface TableDirectory {
  readonly tables: readonly { readonly file: string; readonly table: ProgramTable }[];
  readonly problems: readonly TableFileProblem[];
}

/** Reads all tables (`*.yaml`, `*.yml`, `*.json`) of a directory; one that is not there holds none. */
export function readTables(directory: string, programs: ProgramLookup, tightens: boolean): TableDirectory {
  const names = fs.existsSync(directory) ? fs.readdirSync(directory).filter((name) => /\.(?:ya?ml|json)$/.test(name)).sort() : [];
  const tables: { readonly file: string; readonly table: ProgramTable }[] = [];
  const problems: TableFileProblem[] = [];
  if (names.length > limitFiles) problems.push({ file: directory, line: 1, message: `there are more than ${limitFiles} files; the rest is not read` });
  const taken = new Map<string, string>();
  for (const name of names.slice(0, limitFiles)) {
    const file = path.join(directory, name);
    const text = readSmallFile(file, limitBytes);
    const read: ReadTable = text.kind === 'text' ? readTable(text.text, programs, tightens) : { ok: false, problems: [{ line: 1, message: `it cannot be read (${text.kind === 'unreadable' ? text.why : 'it is gone'})` }] };
    if (!read.ok) {
      problems.push(...read.problems.map((problem) => ({ file, ...problem })));
      continue;
    }
    const twice = read.table.names.find((one) => taken.has(one.toLowerCase()));
    if (twice !== undefined) {
      problems.push({ file, line: 1, message: `\`${twice}\` has a table already, in ${taken.get(twice.toLowerCase()) ?? ''}` });
      continue;
    }
    for (const one of read.table.names) taken.set(one.toLowerCase(), name);
    tables.push({ file, table: read.table });
  }
  return { tables, problems };
}

/**
 * Reads the tables of a directory and puts what is good into the place where the hook reads it. A user's table that is no
 * longer good is taken away: its program is unknown and asks. A workspace's stays as it last was, for it only tightens.
 * Throws when the disk refuses.
 */
export function compileTables(source: string, target: string, programs: ProgramLookup, tightens: boolean): TableDirectory {
  const read = readTables(source, programs, tightens);
  const wanted = new Map<string, string>(read.tables.flatMap(({ table }) => table.names.map((name) => [`${name}.json`, `${JSON.stringify({ ...table, examples: [] })}\n`] as const)));
  const present = fs.existsSync(target) ? fs.readdirSync(target).filter((name) => name.endsWith('.json')) : [];
  const keeps = tightens && read.problems.length > 0;
  for (const name of present) if (!wanted.has(name) && !keeps) fs.rmSync(path.join(target, name), { force: true });
  for (const [name, text] of wanted) replaceFile(path.join(target, name), text);
  return read;
}
