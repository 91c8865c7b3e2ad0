import type { ProgramLookup, ProgramTable } from '../programTable.ts';
import { archives } from './archives.ts';
import { buildTools } from './buildTools.ts';
import { containers } from './containers.ts';
import { kubernetes } from './kubernetes.ts';
import { infrastructure } from './infrastructure.ts';
import { databases } from './databases.ts';
import { files } from './files.ts';
import { git } from './git.ts';
import { javascriptPackages } from './javascriptPackages.ts';
import { migrations } from './migrations.ts';
import { otherPackages } from './otherPackages.ts';
import { pythonPackages } from './pythonPackages.ts';
import { readTools } from './readTools.ts';
import { shells } from './shells.ts';
import { sudo } from './sudo.ts';
import { systemPackages } from './systemPackages.ts';
import { textTools } from './textTools.ts';
import { writeTools } from './writeTools.ts';

/** Every table. The build writes each as `dist/knowledge/<name>.json`; the hook never imports this file. */
export const catalogue: readonly ProgramTable[] = [
  ...files,
  ...readTools,
  ...textTools,
  ...writeTools,
  ...archives,
  ...git,
  ...javascriptPackages,
  ...pythonPackages,
  ...otherPackages,
  ...systemPackages,
  ...buildTools,
  ...databases,
  ...migrations,
  ...containers,
  ...kubernetes,
  ...infrastructure,
  ...shells,
  ...sudo,
];

const byName = new Map(catalogue.flatMap((table) => table.names.map((name) => [name, table] as const)));

/** Lookup over the whole catalogue, for tests and `check`. */
export const lookupInCatalogue: ProgramLookup = (name) => byName.get(name);
