import { spawn } from 'node:child_process';
import type { AgentId } from '../../core/action.ts';
import type { Machine } from '../install/machine.ts';
import type { HookOutcome } from './denial.ts';

/** A program with its arguments, as the agent starts its hook. */
export interface HookStart {
  readonly program: string;
  readonly args: readonly string[];
}

/** More than any hook may print; the rest is dropped. */
const outputLimit = 256 * 1024;

/**
 * How the agent starts a command line: which shell, with which switches. Codex takes the person's own login shell; Gemini
 * CLI, Qwen Code and Copilot CLI take bash; Claude Code and VS Code take sh. On Windows as the agents' documentation says.
 */
export function hookStart(agent: AgentId, line: string, args: readonly string[] | undefined, { platform, env }: Machine): HookStart {
  if (args !== undefined) return { program: line, args };
  if (platform === 'win32') {
    return agent === 'codex' ? { program: 'cmd.exe', args: ['/C', line] } : { program: 'powershell.exe', args: ['-NoProfile', '-NoLogo', '-ExecutionPolicy', 'Bypass', '-Command', line] };
  }
  switch (agent) {
    case 'codex':
      return { program: env['SHELL'] ?? '/bin/sh', args: ['-lc', line] };
    case 'gemini-cli':
    case 'qwen-code':
    case 'copilot-cli':
      return { program: 'bash', args: ['-c', line] };
    case 'vscode':
    case 'claude-code':
    case 'opencode':
    case 'cursor':
      return { program: '/bin/sh', args: ['-c', line] };
  }
}

/**
 * Runs a hook to its end, at most `limitMs` milliseconds (then its whole process group is killed). Never throws: what
 * cannot be started ends with status 127 and the reason on stderr.
 */
export function runHook({ program, args }: HookStart, options: { readonly input: string; readonly env: Readonly<Record<string, string | undefined>>; readonly cwd: string; readonly limitMs: number }): Promise<HookOutcome> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { cwd: options.cwd, env: options.env, stdio: ['pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32', windowsHide: true });
    let [stdout, stderr, timedOut] = ['', '', false];
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup(child.pid);
      child.stdout.destroy();
      child.stderr.destroy();
    }, options.limitMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout = (stdout + text).slice(0, outputLimit)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(0, outputLimit)));
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ status: 127, signal: null, stdout, stderr: stderr + error.message, timedOut });
    });
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      resolve({ status, signal, stdout, stderr, timedOut });
    });
    child.stdin.end(options.input);
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}
