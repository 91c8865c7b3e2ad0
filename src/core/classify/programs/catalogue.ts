import type { ProgramLookup, ProgramTable } from '../programTable.ts';
import { files } from './files.ts';
import { git } from './git.ts';
import { sudo } from './sudo.ts';

/** Every table. The build writes each as `dist/knowledge/<name>.json`; the hook never imports this file. */
export const catalogue: readonly ProgramTable[] = [...files, ...git, ...sudo];

const byName = new Map(catalogue.flatMap((table) => table.names.map((name) => [name, table] as const)));

/** Lookup over the whole catalogue, for tests and `check`. */
export const lookupInCatalogue: ProgramLookup = (name) => byName.get(name);
