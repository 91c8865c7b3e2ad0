import type { ProgramLookup, ProgramTable } from '../programTable.ts';
import { agents } from './agents.ts';
import { applications } from './applications/catalogue.ts';
import { archives } from './archives.ts';
import { buildTools } from './buildTools.ts';
import { clouds } from './clouds.ts';
import { containers } from './containers.ts';
import { databases } from './databases.ts';
import { deploys } from './deploys.ts';
import { desktop } from './desktop.ts';
import { developerTools } from './developer/catalogue.ts';
import { files } from './files.ts';
import { git } from './git.ts';
import { infrastructure } from './infrastructure.ts';
import { javascriptPackages } from './javascriptPackages.ts';
import { kubernetes } from './kubernetes.ts';
import { machine } from './machine/machine.ts';
import { migrations } from './migrations.ts';
import { network } from './network.ts';
import { appPlatforms } from './packages/appPlatforms.ts';
import { buildSystems } from './packages/buildSystems.ts';
import { cargoAndGo } from './packages/cargoAndGo.ts';
import { scriptedLanguages } from './packages/scriptedLanguages.ts';
import { pythonPackages } from './pythonPackages.ts';
import { readTools } from './readTools.ts';
import { shells } from './shells.ts';
import { secrets } from './secrets.ts';
import { sudo } from './sudo.ts';
import { system } from './system.ts';
import { systemPackages } from './systemPackages.ts';
import { taskRunners } from './taskRunners.ts';
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
  ...cargoAndGo,
  ...scriptedLanguages,
  ...appPlatforms,
  ...buildSystems,
  ...systemPackages,
  ...buildTools,
  ...taskRunners,
  ...databases,
  ...migrations,
  ...containers,
  ...kubernetes,
  ...infrastructure,
  ...shells,
  ...clouds,
  ...deploys,
  ...desktop,
  ...applications,
  ...developerTools,
  ...network,
  ...system,
  ...machine,
  ...secrets,
  ...agents,
  ...sudo,
];

const byName = new Map(catalogue.flatMap((table) => table.names.map((name) => [name, table] as const)));

/** Lookup over the whole catalogue, for tests and `check`. */
export const lookupInCatalogue: ProgramLookup = (name) => byName.get(name);
