import type { AgentId } from '../../core/action.ts';

/**
 * Seconds after which the agent gives up on the hook, as set-up writes it. A person needs minutes, the agents' defaults are
 * 30 to 60 s, and every agent runs the tool when the time is over: the hook's own deadline (`Capabilities.deadlineMs`) and
 * the launcher's watchdog must both be shorter. Qwen Code reads 1000 and more as milliseconds, so its largest is 999.
 */
export const hookTimeoutSeconds: Readonly<Record<AgentId, number>> = {
  'vscode': 3600,
  'claude-code': 3600,
  'codex': 3600,
  'gemini-cli': 3600,
  'copilot-cli': 3600,
  'qwen-code': 900,
  'opencode': 3600,
};

/** Seconds for events that only record (prompt, outcome, end of a turn). Nobody is asked there. */
export const observerTimeoutSeconds = 30;

/** The launcher ends a hook that has not answered this many seconds before the agent would run the tool. */
export const watchdogMarginSeconds = 5;
