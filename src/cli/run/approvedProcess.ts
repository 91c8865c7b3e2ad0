import * as fs from 'node:fs';
import type { Adapter } from '../../adapters/adapter.ts';
import { below } from '../../node/ancestors.ts';
import { clearedVariables } from '../../node/install/runtimes.ts';
import { knowledgeFiles } from '../../node/knowledgeFiles.ts';
import { defaultStateDirectory } from '../../node/stateDirectory.ts';
import { homeDirectory, temporaryDirectory } from '../../node/userDirectories.ts';
import type { EngineModule } from '../engineModule.ts';
import type { Starter } from '../hookProcess.ts';
import { parentShell } from './parentShell.ts';
import { runTicket } from './runTicket.ts';

/** `tagout run` as it is started (bundle `approved.cjs`). */
export interface ApprovedProcess {
  /** `[--state DIR] run [--here] TICKET`. Resolves with the exit status; rejects only on errors of our own. */
  runApproved(args: readonly string[], starter: Starter): Promise<number>;
}

/** See {@link ApprovedProcess}. */
export const runApproved: ApprovedProcess['runApproved'] = (args, { bundles, load, complain }) => {
  const [option, directory, ...rest] = args;
  const named = option === '--state' && directory !== undefined;
  const words = named ? rest : args;
  const env = shellEnvironment();
  return runTicket(words[0] === 'run' ? words.slice(1) : words, {
    state: named ? directory : defaultStateDirectory(), env, home: homeDirectory(env, process.platform), tempDirectory: temporaryDirectory(env, process.platform), platform: process.platform,
    cwd: fs.realpathSync.native('.'), now: Date.now, complain, shell: parentShell(process.ppid, process.platform),
    programs: knowledgeFiles(below(bundles, 'knowledge')),
    matchesPath: (glob, file) => part('globs.cjs', load, isGlobs).matchesPath(glob, file),
    engine: part('engine.cjs', load, isEngine),
    adapter: (agent) => part(`agent-${agent}.cjs`, load, isAdapter).adapter,
  });
};

/** The environment as the agent's shell gave it: the launcher puts away what would change this program, see `commandLauncherText`. */
function shellEnvironment(): NodeJS.ProcessEnv {
  const put = 'TAGOUT_OWN_';
  const away: readonly string[] = [...clearedVariables, 'ELECTRON_RUN_AS_NODE'];
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith(put) && !away.includes(name));
  const back = away.flatMap((name): readonly [string, string][] => (process.env[put + name] === undefined ? [] : [[name, process.env[put + name] ?? '']]));
  return Object.fromEntries([...kept, ...back]);
}

const isEngine = (value: unknown): value is EngineModule => typeof value === 'object' && value !== null && 'decideAct' in value && typeof value.decideAct === 'function';
const isGlobs = (value: unknown): value is { matchesPath(glob: string, file: string): boolean } => typeof value === 'object' && value !== null && 'matchesPath' in value && typeof value.matchesPath === 'function';
const isAdapter = (value: unknown): value is { readonly adapter: Adapter } => typeof value === 'object' && value !== null && 'adapter' in value && typeof value.adapter === 'object';

function part<Part>(name: string, load: Starter['load'], is: (value: unknown) => value is Part): Part {
  const found = load(name);
  if (!is(found)) throw new Error(`${name} is not of this version`);
  return found;
}
