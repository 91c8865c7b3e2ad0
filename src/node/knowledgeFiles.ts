import { aliasShard } from '../core/classify/aliasShard.ts';
import type { ProgramLookup, ProgramTable } from '../core/classify/programTable.ts';
import { below } from './ancestors.ts';
import { readJsonFile } from './jsonFile.ts';

const limitBytes = 1024 * 1024;
/** What a program may be called to be looked up: nothing that could leave the directory. */
const safeName = /^[A-Za-z0-9_[.][A-Za-z0-9._+[-]{0,63}$/;

/**
 * Reads a program's table from `<directory>/<name>.json` when it is asked for, each file once; a table's further names are
 * told by `<directory>/names`. A name that is not safe as a file name, a missing file and a damaged one are all an unknown
 * program, which asks.
 */
export function knowledgeFiles(directory: string): ProgramLookup {
  const known = new Map<string, ProgramTable | undefined>();
  return (name) => {
    if (!safeName.test(name)) return undefined;
    if (!known.has(name)) known.set(name, tableNamed(directory, name) ?? aliasedTable(directory, name));
    return known.get(name);
  };
}

function tableNamed(directory: string, name: string): ProgramTable | undefined {
  const value = readJsonFile(below(directory, `${name}.json`), limitBytes);
  // Built with the bundle from typed tables, in a directory no agent may write: only the outline is checked.
  const isTable = typeof value === 'object' && value !== null && 'names' in value && Array.isArray(value.names) && value.names.includes(name);
  return isTable ? (value as ProgramTable) : undefined;
}

function aliasedTable(directory: string, name: string): ProgramTable | undefined {
  const value = readJsonFile(below(directory, 'names', aliasShard(name)), limitBytes);
  const [, first] = typeof value === 'object' && value !== null ? Object.entries(value).find(([alias]) => alias === name) ?? [] : [];
  return typeof first === 'string' && safeName.test(first) ? tableNamed(directory, first) : undefined;
}
