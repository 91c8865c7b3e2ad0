import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const project = path.join(import.meta.dirname, '../..');

/** Directory of the built bundles. */
export const dist = path.join(project, 'dist');

/** Held while one of several workers builds; the others wait for it. */
const building = path.join(dist, 'building');
const longestBuildMs = 120_000;

/**
 * Builds the bundles as they are shipped, unless they are newer than all they are built from. Workers that ask at once get
 * one build, and none of them goes on while it is under way. Throws with what the build said.
 */
export function buildBundles(): void {
  while (!taken()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  try {
    if (upToDate()) return;
    const built = spawnSync(process.execPath, ['esbuild.js'], { cwd: project, encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`the build failed: ${built.stderr}`);
  } finally {
    fs.rmdirSync(building);
  }
}

/** Making a directory succeeds for one. One that was left behind by an ended worker is older than any build. */
function taken(): boolean {
  fs.mkdirSync(dist, { recursive: true });
  try {
    fs.mkdirSync(building);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const since = fs.statSync(building, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > longestBuildMs) fs.rmSync(building, { recursive: true, force: true });
    return false;
  }
}

function upToDate(): boolean {
  const oldest = Math.min(...['hook.cjs', 'run.cjs', 'engine.cjs', 'tagout.cjs'].map((name) => fs.statSync(path.join(dist, name), { throwIfNoEntry: false })?.mtimeMs ?? 0));
  const sources = [path.join(project, 'esbuild.js'), ...fs.readdirSync(path.join(project, 'src'), { recursive: true, encoding: 'utf8' }).map((name) => path.join(project, 'src', name))];
  return sources.every((file) => fs.statSync(file).mtimeMs < oldest);
}

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code, or the signal that ended it. */
  readonly end: number | string;
}

export interface Started {
  readonly pid: number;
  readonly ended: Promise<Ended>;
}

/** Starts a program with this text on standard input, in a session of its own: no terminal, as under a headless agent. */
export function start(program: string, args: readonly string[], input: string | Buffer, env: NodeJS.ProcessEnv = process.env, cwd: string = project): Started {
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  // A hook that refuses a giant event does not read it to its end.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ stdout, stderr, end: code ?? signal ?? 'nothing' }));
  });
  return { pid: child.pid ?? 0, ended };
}
