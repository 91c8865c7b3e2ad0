import { adapters } from '../../adapters/agents.ts';
import type { AgentId } from '../../core/action.ts';

/**
 * Seconds after which the agent gives up on the hook, as set-up writes it: the adapter knows the figure. A person needs
 * minutes, the agents' defaults are 30 to 60 s, and every agent runs the tool when the time is over, so the hook's own
 * deadline and the launcher's watchdog are both shorter.
 */
export const hookTimeoutSeconds = (agent: AgentId): number => adapters[agent].capabilities.timeoutMs / 1000;

/** Seconds for events that only record (prompt, outcome, end of a turn). Nobody is asked there. */
export const observerTimeoutSeconds = 30;

/** The launcher ends a hook that has not answered this many seconds before the agent would run the tool. */
export const watchdogMarginSeconds = 5;
