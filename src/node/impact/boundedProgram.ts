import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isWithin } from '../ancestors.ts';
import type { Deadline } from './deadline.ts';

export interface ProgramRun {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly deadline: Deadline;
  /** Milliseconds at most, whatever the deadline says. */
  readonly limitMs?: number;
  readonly input?: string;
}

export type ProgramAnswer = { readonly ok: true; readonly output: string } | { readonly ok: false; readonly why: string };

const outputLimitBytes = 16 * 1024 * 1024;

/** Runs a program without a shell, bounded in time and output. It is killed with all that it started. Never rejects. */
export function runBounded(file: string, args: readonly string[], { cwd, env, deadline, limitMs = 4000, input }: ProgramRun): Promise<ProgramAnswer> {
  const timeoutMs = Math.min(limitMs, Math.max(100, deadline.left()));
  return new Promise((resolve) => {
    const child = spawn(file, [...args], { cwd, env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true, detached: process.platform !== 'win32' });
    const output: Buffer[] = [];
    let [bytes, errors] = [0, ''];
    let stopped: string | undefined;
    const stop = (why: string): void => {
      stopped ??= why;
      if (child.pid === undefined) return;
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
      } catch {
        // It ended by itself in the meantime.
        child.kill('SIGKILL');
      }
    };
    const name = path.basename(file);
    const timer = setTimeout(() => stop(`${name} took longer than ${Math.round(timeoutMs)} ms`), timeoutMs);
    child.stdout.on('data', (data: Buffer) => {
      bytes += data.length;
      if (bytes > outputLimitBytes) stop(`${name} said too much`);
      else output.push(data);
    });
    child.stderr.on('data', (data: Buffer) => (errors = (errors + data.toString('utf8')).slice(0, 2000)));
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ ok: false, why: `${name} could not be started: ${error.message}` });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (stopped === undefined && code === 0) resolve({ ok: true, output: Buffer.concat(output).toString('utf8') });
      else resolve({ ok: false, why: stopped ?? `${name}: ${errors.trim().split('\n').at(-1) ?? `ended with ${code ?? 'a signal'}`}` });
    });
    // A program that ends before it read everything says so by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/**
 * The directories of `PATH` that a program may be started from. SECURITY: places that are not absolute, and those in the workspace,
 * are left out; what lies there may be the agent's.
 */
export function pathOutside(root: string, env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter((directory) => path.isAbsolute(directory) && !isWithin(root, directory));
}

/** The absolute path of a program in {@link pathOutside}; undefined where there is none, or where it leads into the workspace. */
export function programOutside(name: string, root: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const ending = process.platform === 'win32' ? '.exe' : '';
  return pathOutside(root, env).map((directory) => path.join(directory, name + ending)).find((file) => {
    const real = realFile(file);
    return real !== undefined && !isWithin(root, real);
  });
}

function realFile(file: string): string | undefined {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    const real = fs.realpathSync(file);
    return fs.statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}
