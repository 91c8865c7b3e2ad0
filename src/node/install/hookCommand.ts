import type { AgentId } from '../../core/action.ts';
import { quoteForSh } from './launcherText.ts';

/**
 * Command lines as they stand in the agents' settings. They hold no `$`, because Gemini CLI and Qwen Code replace `$NAME`
 * inside settings, and use only words that sh, bash, zsh and fish share, because Codex starts the person's own shell.
 *
 * `decides`: for the event before a tool call. It becomes the launcher (`exec`, so that a signal from the agent reaches it)
 * and refuses with a reason where the launcher is missing: 127 would let the tool run in most agents.
 * `observes`: for events that only record. Its failure never stops the agent.
 */
export type HookRole = 'decides' | 'observes';

const missing = "tagout: the launcher is missing, so this call is refused. A person can run set-up again or remove Tagout's entry from the agent's settings.";

/** For sh and its relatives. */
export function posixCommand(launcher: string, agent: AgentId, role: HookRole): string {
  const program = quoteForSh(launcher);
  if (role === 'observes') return `[ -r ${program} ] && /bin/sh ${program} --agent ${agent}; exit 0`;
  return `[ -r ${program} ] && exec /bin/sh ${program} --agent ${agent}; echo ${quoteForSh(missing)} >&2; exit 2`;
}

/** For Windows PowerShell 5 and later, as VS Code, Copilot CLI, Gemini CLI and Qwen Code start it. Not exercised on Windows yet. */
export function powershellCommand(launcher: string, agent: AgentId, role: HookRole): string {
  const call = `& '${launcher.replaceAll("'", "''")}' --agent ${agent}`;
  return role === 'observes' ? `${call}; exit 0` : `${call}; if ($LASTEXITCODE -eq 0) { exit 0 }; exit 2`;
}

/** For `cmd.exe /C`, as Codex starts it. A path without blanks stays bare, which survives every way of quoting the whole line. */
export function cmdCommand(launcher: string, agent: AgentId, role: HookRole): string {
  const program = /^[\w.:\\-]+$/.test(launcher) ? launcher : `"${launcher}"`;
  return role === 'observes' ? `${program} --agent ${agent} & exit /b 0` : `${program} --agent ${agent} || (echo tagout: this call is refused. 1>&2 & exit /b 2)`;
}
