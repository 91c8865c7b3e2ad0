import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AgentId } from '../../core/action.ts';
import type { Machine } from '../install/machine.ts';
import { canaryEnvironment, canaryEvent } from './canaryEvent.ts';
import { denialProblem, silenceProblem } from './denial.ts';
import { pluginStart } from './pluginCanary.ts';
import type { Check } from './report.ts';
import { hookStart, type HookStart, runHook } from './runHook.ts';

/** A canary that is not answered by then is not protected. Milliseconds. */
const limitMs = 30_000;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The handler inside a group, or the bare handler of Copilot's files. */
function handlerOf(entry: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(entry)) return {};
  const handlers = Array.isArray(entry['hooks']) ? entry['hooks'].map((value): unknown => value) : [entry];
  const ours = handlers.find((handler) => isObject(handler) && JSON.stringify(handler).includes('tagout-hook'));
  return isObject(ours) ? ours : {};
}

/** The command line that the agent takes out of an entry on this platform, by its own order of keys. */
function commandOf(entry: unknown, platform: NodeJS.Platform): { readonly line: string; readonly args?: readonly string[] } | undefined {
  const handler = handlerOf(entry);
  const keys = platform === 'win32' ? ['windows', 'powershell', 'command'] : [platform === 'darwin' ? 'osx' : 'linux', 'bash', 'command'];
  const line = keys.map((key) => handler[key]).find((value) => typeof value === 'string');
  if (typeof line !== 'string') return undefined;
  const args = Array.isArray(handler['args']) ? handler['args'].map(String) : undefined;
  return args === undefined ? { line } : { line, args };
}

/** What the agent would start: the registered command line, or for opencode its plugin in a process of its own. */
export function startOf(agent: AgentId, found: { readonly entry: unknown } | { readonly plugin: string }, machine: Machine, runtime: string): HookStart | undefined {
  if ('plugin' in found) return pluginStart(found.plugin, runtime);
  const command = commandOf(found.entry, machine.platform);
  return command === undefined ? undefined : hookStart(agent, command.line, command.args, machine);
}

/** The agent's environment, reduced to what an editor started from a desktop has: a hook must not need more. */
function environment(agent: AgentId, machine: Machine, cwd: string, hookDirectory: string): Readonly<Record<string, string | undefined>> {
  const kept = ['HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'TMPDIR', 'SystemRoot', 'ComSpec', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'TEMP', 'CLAUDE_CONFIG_DIR', 'CODEX_HOME', 'COPILOT_HOME', 'GEMINI_CLI_HOME', 'QWEN_HOME', 'XDG_CONFIG_HOME'];
  const base = Object.fromEntries(kept.map((name) => [name, machine.env[name]]));
  const searchPath = machine.platform === 'win32' ? machine.env['Path'] ?? machine.env['PATH'] : '/usr/bin:/bin';
  return { ...base, HOME: machine.home, PATH: searchPath, ...canaryEnvironment(agent, cwd, hookDirectory) };
}

/**
 * Proposes a deletion of Tagout's own state, and a command that only reads, through the very command line that the agent
 * would start, in its shell, with its event on stdin. Nothing is executed: the hook only judges. Both are recorded in the
 * trace of the directory `<state>/doctor`, under a session of their own.
 */
export async function runCanary(agent: AgentId, start: HookStart, machine: Machine, hookDirectory: string, now: number): Promise<readonly Check[]> {
  const cwd = path.join(machine.state, 'doctor');
  fs.mkdirSync(cwd, { recursive: true, mode: 0o700 });
  const env = environment(agent, machine, cwd, hookDirectory);
  const propose = (command: string) => runHook(start, { input: JSON.stringify(canaryEvent(agent, { command, cwd, session: `tagout-doctor-${now}`, at: now })), env, cwd, limitMs });
  const destructive = machine.platform === 'win32' && agent !== 'claude-code' ? `Remove-Item -Recurse -Force '${machine.state}'` : `rm -rf '${machine.state}'`;
  const denied = denialProblem(agent, await propose(destructive));
  const passed = silenceProblem(await propose(machine.platform === 'win32' ? 'Get-Location' : 'pwd'));
  const fix = 'run `tagout install` again; if it stays red, the trace of the canary says why';
  return [
    denied === undefined ? { id: 'denies', ok: true, says: 'a destructive command was refused through its hook, in its own words' } : { id: 'denies', ok: false, says: `a destructive command was not refused: ${denied}`, fix },
    passed === undefined ? { id: 'passes', ok: true, says: 'a command that only reads went through in silence' } : { id: 'passes', ok: false, says: passed, fix },
  ];
}
