import * as os from 'node:os';
import * as path from 'node:path';
import { defaultStateDirectory } from '../stateDirectory.ts';
import { hookLauncherPath } from './launcher.ts';

/** The facts about this machine that set-up works with; tests describe their own. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Tagout's state directory. */
  readonly state: string;
  /** Absolute path that the agents' configurations name. */
  readonly launcher: string;
}

/** The machine that this process runs on. */
export function thisMachine(state: string = defaultStateDirectory()): Machine {
  return { platform: process.platform, env: process.env, home: os.homedir(), state, launcher: hookLauncherPath(state, process.platform) };
}

/** Directory that an agent lets people move by a variable, else its usual place under the home directory. */
export function movable(machine: Machine, variable: string, usual: string): string {
  const value = machine.env[variable];
  return value !== undefined && path.isAbsolute(value) ? value : path.join(machine.home, usual);
}
