import type { AgentId } from '../../core/action.ts';

/** What a hook process did, as its agent sees it. */
export interface HookOutcome {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const filled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

/**
 * Reads an answer by the agent's rules, not by ours: it knows nothing of the adapters, so a wrong dialect shows. Undefined
 * when the agent would block the tool and say why; else what is missing. Facts: the agents' shipped builds as driven.
 */
export function denialProblem(agent: AgentId, outcome: HookOutcome): string | undefined {
  if (outcome.timedOut) return 'it gave no answer in time, and the agent would have run the command';
  if (outcome.signal !== null) return `it was ended by ${outcome.signal}, and the agent would have run the command`;
  if (outcome.status === 0 && outcome.stdout.trim() === '') return 'it let the destructive command pass';
  if (outcome.status !== 2) return `it ended with status ${outcome.status}, which most agents take for "go on"`;
  if (!filled(outcome.stderr)) return 'it ended with status 2 but no reason on stderr, which some agents take for "go on"';
  let answer: unknown;
  try {
    answer = JSON.parse(outcome.stdout);
  } catch {
    return outcome.stdout.trim() === '' ? `it refused without the agent's own answer: ${outcome.stderr.trim()}` : 'its answer is not one JSON object';
  }
  return isObject(answer) ? dialectProblem(agent, answer) : 'its answer is not a JSON object';
}

function dialectProblem(agent: AgentId, answer: Readonly<Record<string, unknown>>): string | undefined {
  switch (agent) {
    case 'vscode':
    case 'claude-code':
    case 'codex':
    case 'qwen-code': {
      const nested = answer['hookSpecificOutput'];
      if (!isObject(nested) || nested['hookEventName'] !== 'PreToolUse') return 'its answer lacks hookSpecificOutput for PreToolUse';
      if (agent === 'codex' && Object.keys(answer).length > 1) return 'its answer has members that Codex rejects';
      return nested['permissionDecision'] === 'deny' && filled(nested['permissionDecisionReason']) ? undefined : 'its answer is no denial with a reason';
    }
    case 'copilot-cli':
      return answer['permissionDecision'] === 'deny' && filled(answer['permissionDecisionReason']) ? undefined : 'its answer is no denial with a reason';
    case 'cursor':
      return answer['permission'] === 'deny' && filled(answer['user_message']) ? undefined : 'its answer is no denial with a reason';
    case 'gemini-cli':
    case 'opencode':
      return answer['decision'] === 'deny' && filled(answer['reason']) ? undefined : 'its answer is no denial with a reason';
  }
}

/** Undefined when the agent goes on by its own rules without having been told anything. */
export function silenceProblem(outcome: HookOutcome): string | undefined {
  if (outcome.timedOut) return 'it gave no answer in time to a command that only reads';
  if (outcome.status === 0 && outcome.stdout.trim() === '') return undefined;
  return `it did not let a command pass that only reads: ${(outcome.stderr.trim() || outcome.stdout.trim()).slice(0, 300)}`;
}
