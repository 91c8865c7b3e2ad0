import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Machine } from './machine.ts';

/** A program that was found without starting it. `version`: from the package that it belongs to, where there is one. */
export interface FoundProgram {
  readonly path: string;
  readonly version?: string;
}

/** Places where agents are installed; an editor that was started from a desktop does not see the shell's PATH. */
function places({ env, home, platform }: Machine): readonly string[] {
  const onPath = (env['PATH'] ?? env['Path'] ?? '').split(platform === 'win32' ? ';' : ':').filter((entry) => path.isAbsolute(entry));
  const nvm = path.join(home, '.nvm', 'versions', 'node');
  const versions = fs.existsSync(nvm) ? fs.readdirSync(nvm).map((name) => path.join(nvm, name, 'bin')) : [];
  const usual = ['.local/bin', '.npm-global/bin', '.bun/bin', '.volta/bin', '.opencode/bin', '.claude/local', 'bin'].map((name) => path.join(home, ...name.split('/')));
  const system = platform === 'win32' ? [path.join(env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'npm')] : ['/usr/local/bin', '/opt/homebrew/bin', '/usr/bin', '/snap/bin'];
  return [...onPath, ...usual, ...versions, ...system];
}

function isProgram(file: string, platform: NodeJS.Platform): boolean {
  try {
    if (!fs.statSync(file).isFile()) return false;
    fs.accessSync(file, platform === 'win32' ? fs.constants.F_OK : fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Version of the nearest package above a file, up to four directories away. */
function packageVersion(file: string): string | undefined {
  let directory = path.dirname(file);
  for (let step = 0; step < 4; step++) {
    try {
      const description: unknown = JSON.parse(fs.readFileSync(path.join(directory, 'package.json'), 'utf8'));
      if (typeof description === 'object' && description !== null && 'version' in description && typeof description.version === 'string') return description.version;
    } catch {
      // No package here: look one directory up.
    }
    directory = path.dirname(directory);
  }
  return undefined;
}

/** The first program of that name on PATH or in a usual place. Never starts it; undefined where there is none. */
export function findProgram(name: string, machine: Machine): FoundProgram | undefined {
  const names = machine.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`, `${name}.ps1`] : [name];
  for (const directory of places(machine)) {
    const file = names.map((candidate) => path.join(directory, candidate)).find((candidate) => isProgram(candidate, machine.platform));
    if (file === undefined) continue;
    const version = packageVersion(fs.realpathSync(file));
    return { path: file, ...(version === undefined ? {} : { version }) };
  }
  return undefined;
}
