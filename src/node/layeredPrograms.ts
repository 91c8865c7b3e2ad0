import * as fs from 'node:fs';
import type { ProgramLookup, ProgramTable } from '../core/classify/programTable.ts';
import { below } from './ancestors.ts';
import { knowledgeFiles } from './knowledgeFiles.ts';
import { workspaceStateDirectory } from './stateDirectory.ts';

/** Compiled tables: the user's own, and those of a workspace. Written by {@link compileTables} alone. */
export const userPrograms = (state: string): string => below(state, 'programs');
export const workspacePrograms = (state: string, root: string): string => below(workspaceStateDirectory(state, root), 'programs');

/**
 * The built-in tables with those that a person and a workspace added. A table of the user's stands in place of a built-in
 * one; a workspace's only adds effects, also to a program that stays unknown.
 */
export function layeredPrograms(own: ProgramLookup, state: string, root: string): ProgramLookup {
  const user = tablesIn(userPrograms(state));
  const workspace = tablesIn(workspacePrograms(state, root));
  if (user === undefined && workspace === undefined) return own;
  return (name) => withStricter(user?.(name) ?? own(name), workspace?.(name));
}

/** The same for tables that are not compiled yet. */
export function withStricter(table: ProgramTable | undefined, stricter: ProgramTable | undefined): ProgramTable | undefined {
  if (stricter === undefined) return table;
  return table === undefined ? { names: stricter.names, family: stricter.family, unknown: true, stricter, examples: [] } : { ...table, stricter };
}

const tablesIn = (directory: string): ProgramLookup | undefined => (fs.existsSync(directory) ? knowledgeFiles(directory) : undefined);
