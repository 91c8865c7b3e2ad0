import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';

/** A program that can run the hook. `electron`: only with ELECTRON_RUN_AS_NODE=1 in its environment. */
export interface Runtime {
  readonly path: string;
  readonly version: string;
  readonly electron: boolean;
}

/** Oldest Node whose language level the bundles are built for. */
export const oldestNode = 20;

/** How many runtimes the launcher knows: the first that still exists is started. */
const keptRuntimes = 4;

/**
 * Variables that change what Node loads or prints before our first line runs. The launcher and the probe clear them: a
 * `NODE_OPTIONS=--require x` in an agent's environment would otherwise decide about the hook.
 */
export const clearedVariables = [
  'NODE_OPTIONS', 'NODE_PATH', 'NODE_COMPILE_CACHE', 'NODE_REPL_EXTERNAL_MODULE', 'NODE_V8_COVERAGE', 'NODE_DEBUG', 'NODE_DEBUG_NATIVE', 'NODE_REDIRECT_WARNINGS',
  'NODE_PENDING_DEPRECATION', 'NODE_PRESERVE_SYMLINKS', 'NODE_PRESERVE_SYMLINKS_MAIN', 'NODE_ICU_DATA', 'NODE_CHANNEL_FD', 'NODE_UNIQUE_ID',
  'NODE_TEST_CONTEXT', 'VSCODE_INSPECTOR_OPTIONS', 'LD_PRELOAD', 'LD_AUDIT', 'DYLD_INSERT_LIBRARIES',
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Where version managers and packages put Node, besides PATH. `*` stands for one directory. */
function usualPlaces(env: Environment, home: string, platform: NodeJS.Platform): readonly string[] {
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramW6432'], env['LOCALAPPDATA'] && path.join(env['LOCALAPPDATA'], 'Programs')];
    return [
      ...roots.filter((root) => root !== undefined && root !== '').map((root) => path.join(String(root), 'nodejs', 'node.exe')),
      ...(env['NVM_HOME'] === undefined ? [] : [path.join(env['NVM_HOME'], '*', 'node.exe')]),
      path.join(home, '.volta', 'tools', 'image', 'node', '*', 'node.exe'),
    ];
  }
  const data = env['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share');
  return [
    '/usr/bin/node', '/usr/local/bin/node', '/opt/homebrew/bin/node', '/usr/bin/nodejs', '/snap/node/current/bin/node',
    path.join(env['NVM_DIR'] ?? path.join(home, '.nvm'), 'versions', 'node', '*', 'bin', 'node'),
    path.join(env['VOLTA_HOME'] ?? path.join(home, '.volta'), 'tools', 'image', 'node', '*', 'bin', 'node'),
    path.join(env['FNM_DIR'] ?? path.join(data, 'fnm'), 'node-versions', '*', 'installation', 'bin', 'node'),
    path.join(env['ASDF_DATA_DIR'] ?? path.join(home, '.asdf'), 'installs', 'nodejs', '*', 'bin', 'node'),
    path.join(data, 'mise', 'installs', 'node', '*', 'bin', 'node'),
  ];
}

/** Expands the single `*` of a place; nothing where the directory is missing. */
function expand(place: string): readonly string[] {
  const [before, after] = place.split(`${path.sep}*${path.sep}`);
  if (before === undefined || after === undefined) return [place];
  try {
    return fs.readdirSync(before).map((name) => path.join(before, name, after));
  } catch {
    return [];
  }
}

/**
 * Absolute paths worth asking, PATH first. Relative PATH entries and anything inside a `node_modules` are left out: they
 * are where a repository could put a program of that name.
 */
export function runtimeCandidates(env: Environment, home: string, platform: NodeJS.Platform): readonly string[] {
  const name = platform === 'win32' ? 'node.exe' : 'node';
  const onPath = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter((entry) => path.isAbsolute(entry)).map((entry) => path.join(entry, name));
  const all = [...onPath, ...usualPlaces(env, home, platform).flatMap(expand)];
  return [...new Set(all)].filter((file) => !file.split(/[\\/]/).includes('node_modules') && fs.existsSync(file));
}

/**
 * Runs the program and believes only what it says about itself: `process.execPath` looks through the shims of version
 * managers. Undefined for anything that fails, hangs for five seconds, or is too old.
 */
export async function probeRuntime(file: string, env: Environment): Promise<Runtime | undefined> {
  const clean: Record<string, string | undefined> = { ...env, ELECTRON_RUN_AS_NODE: '1' };
  for (const name of clearedVariables) clean[name] = undefined;
  try {
    const script = 'process.stdout.write(JSON.stringify([process.execPath, process.versions.node, process.versions.electron !== undefined]))';
    const { stdout } = await promisify(execFile)(file, ['-e', script], { env: clean, timeout: 5000, killSignal: 'SIGKILL', windowsHide: true, cwd: path.dirname(file) });
    const answer: unknown = JSON.parse(stdout);
    if (!Array.isArray(answer)) return undefined;
    const [execPath, version, electron] = answer.map((part): unknown => part);
    if (typeof execPath !== 'string' || typeof version !== 'string' || !path.isAbsolute(execPath)) return undefined;
    if (Number.parseInt(version, 10) < oldestNode) return undefined;
    return { path: fs.realpathSync(execPath), version, electron: electron === true };
  } catch {
    return undefined;
  }
}

/** Newest first; plain Node before an editor's own runtime, whose path changes with every update of the editor. */
export function orderRuntimes(found: readonly Runtime[]): readonly Runtime[] {
  const parts = (version: string): readonly number[] => version.split('.').map(Number);
  const newer = (first: Runtime, second: Runtime): number => {
    const [a, b] = [parts(first.version), parts(second.version)];
    return (b[0] ?? 0) - (a[0] ?? 0) || (b[1] ?? 0) - (a[1] ?? 0) || (b[2] ?? 0) - (a[2] ?? 0);
  };
  const distinct = found.filter((runtime, index) => found.findIndex((other) => other.path === runtime.path) === index);
  return [...distinct].sort((first, second) => Number(first.electron) - Number(second.electron) || newer(first, second));
}

/**
 * The runtimes that the launcher may start, best first; empty when there is none. `own` is the program that runs this very
 * code (an editor's runtime, or the Node of the command line): it is kept as the last resort even where better ones exist.
 */
export async function findRuntimes(env: Environment, home: string, own: string, platform: NodeJS.Platform = process.platform): Promise<readonly Runtime[]> {
  const candidates = runtimeCandidates(env, home, platform);
  const found = (await Promise.all([...candidates, own].map((file) => probeRuntime(file, env)))).filter((runtime) => runtime !== undefined);
  const ordered = orderRuntimes(found);
  const last = ordered.find((runtime) => runtime.path === own || runtime.electron);
  const first = ordered.filter((runtime) => runtime !== last).slice(0, keptRuntimes - 1);
  return orderRuntimes(last === undefined ? first : [...first, last]);
}
