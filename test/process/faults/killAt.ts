import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { bringBack } from '../../../src/host/undo/checkpoints.ts';
import type { FaultPoint } from '../../../src/node/faultPoint.ts';
import { installLauncher } from '../../../src/node/install/launcher.ts';
import { recordedBodies, rewritten, writeShop } from '../../support/approvedRun.ts';
import { start, type Ended } from '../../support/hookProcess.ts';
import { shellEvent } from '../../support/shellEvents.ts';

const project = path.join(import.meta.dirname, '../../..');

/** Builds the bundles with their fault points into a directory of its own; gives their place. */
export function buildWithFaults(directory: string): string {
  for (const name of ['src', 'esbuild.js', 'package.json', 'tsconfig.json']) fs.cpSync(path.join(project, name), path.join(directory, name), { recursive: true });
  fs.symlinkSync(fs.realpathSync(path.join(project, 'node_modules')), path.join(directory, 'node_modules'));
  const built = spawnSync(process.execPath, ['esbuild.js', '--faults'], { cwd: directory, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the build failed: ${built.stderr}`);
  return path.join(directory, 'dist');
}

/** What is to be seen after a process was killed at one step. */
export interface Aftermath {
  /** What was approved did run. */
  readonly ran: boolean;
  /** Kinds of what was recorded, in words. */
  readonly recorded: readonly string[];
  /** A checkpoint was promised and brings everything back; undefined where none was promised. */
  readonly restored?: boolean;
  /** What the killed process and those behind it ended with. */
  readonly ends: readonly (string | number)[];
}

/** One deletion from question to end, with a `kill -9` at this step (none: the whole way). */
export async function killAt(point: FaultPoint | undefined, dist: string): Promise<Aftermath> {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-fault-')));
  const { state, shop, home } = writeShop(root);
  const plain = { PATH: process.env['PATH'], HOME: home };
  const envOf = (who: string): NodeJS.ProcessEnv => (point?.startsWith(who) === true ? { ...plain, TAGOUT_FAULT: point } : plain);
  await installLauncher({ state, dist, version: '9.9.9', env: plain, home, ownRuntime: process.execPath, platform: process.platform });
  const window = await openWindow(state, shop, envOf('window'));
  try {
    const hook = await start(process.execPath, [path.join(dist, 'hook.cjs'), '--agent', 'claude-code', '--state', state], JSON.stringify(shellEvent('claude-code', 'rm -rf drafts', shop)), envOf('hook'), shop).ended;
    const line = hook.end === 0 ? rewritten(hook) : undefined;
    const run: Ended | undefined = line === undefined ? undefined : await start('bash', ['-c', line], '', envOf('run'), shop).ended;
    // A command that had begun goes on without us.
    if (point === 'run gone') await new Promise((resolve) => setTimeout(resolve, 300));
    const ran = !fs.existsSync(path.join(shop, 'drafts/novel.md'));
    const bodies = recordedBodies(state, shop);
    const promised = bodies.flatMap((body) => (body['kind'] === 'checkpoint' && typeof body['checkpoint'] === 'object' && body['checkpoint'] !== null && 'id' in body['checkpoint'] ? [String(body['checkpoint'].id)] : []))[0];
    return { ran, recorded: bodies.map(inWord), ends: [hook.end, ...(run === undefined ? [] : [run.end])], ...(promised === undefined ? {} : { restored: await comesBack(state, shop, promised) }) };
  } finally {
    window.kill('SIGKILL');
    fs.rmSync(root, { recursive: true, force: true });
  }
}

const inWord = (body: Readonly<Record<string, unknown>>): string => ['kind', 'decision', 'outcome', 'step'].flatMap((name) => (typeof body[name] === 'string' ? [body[name]] : [])).join(' ');

async function comesBack(state: string, shop: string, id: string): Promise<boolean> {
  fs.rmSync(path.join(shop, 'drafts'), { recursive: true, force: true });
  await bringBack(state, shop, id, { newer: 'overwrite' });
  const file = path.join(shop, 'drafts/novel.md');
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8') === 'chapter one';
}

function openWindow(state: string, shop: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'window.ts'), state, shop], { cwd: project, env, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the window ended with ${code ?? 'a signal'}`)));
    child.stdout.once('data', () => resolve(child));
  });
}

/** What must never be seen, in words; empty when all is well. */
export function violations({ ran, recorded, restored }: Aftermath): readonly string[] {
  const needed = ['proposal', 'verdict', 'ask', 'answer approved', 'checkpoint', 'decision allow', 'run started'];
  return [
    ...(ran ? needed.filter((step) => !recorded.includes(step)).map((step) => `it ran without the record of \`${step}\``) : []),
    ...(restored === false ? ['a checkpoint that was promised does not bring back what was lost'] : []),
  ];
}
