import * as path from 'node:path';
import type { ProgramLookup, ProgramTable } from '../core/classify/programTable.ts';
import { readSmallFile } from './durableFile.ts';

const limitBytes = 1024 * 1024;
/** What a program may be called to be looked up: nothing that could leave the directory. */
const safeName = /^[A-Za-z0-9_[.][A-Za-z0-9._+[-]{0,63}$/;

/**
 * Reads a program's table from `<directory>/<name>.json` when it is asked for, each file once. A name that is not safe as
 * a file name, a missing file and a damaged one are all an unknown program, which asks.
 */
export function knowledgeFiles(directory: string): ProgramLookup {
  const known = new Map<string, ProgramTable | undefined>();
  return (name) => {
    if (!safeName.test(name)) return undefined;
    if (!known.has(name)) known.set(name, readTable(path.join(directory, `${name}.json`)));
    return known.get(name);
  };
}

function readTable(file: string): ProgramTable | undefined {
  const read = readSmallFile(file, limitBytes);
  if (read.kind !== 'text') return undefined;
  try {
    return asTable(JSON.parse(read.text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The files are built with the bundle from typed tables and lie in a directory no agent may write; only their outline is checked. */
function asTable(value: unknown): ProgramTable | undefined {
  const isTable = typeof value === 'object' && value !== null && 'names' in value && Array.isArray(value.names);
  return isTable ? (value as ProgramTable) : undefined;
}
