import type { AgentId } from '../core/action.ts';
import type { Adapter, AgentEvent } from './adapter.ts';
import { objectOf, textOf } from './jsonFields.ts';

/** Agents that read each other's hook files: an event registered for one of them may come from another. */
const shareFiles: readonly AgentId[] = ['vscode', 'claude-code', 'copilot-cli'];

/**
 * Which agent speaks, told by the shape of the event: `~/.copilot/hooks` is run by VS Code and by Copilot CLI,
 * `.claude/settings.json` by Claude Code, by Copilot CLI and, where switched on, by VS Code. Copilot CLI sends neither a call
 * id nor a transcript path on a tool call; Cursor, which reads Claude Code's files, tells its version; VS Code marks its call ids and keeps its transcripts under its own extension's name.
 */
function speaker(registered: AgentId, value: unknown): AgentId {
  const event = objectOf(value);
  if (event === undefined || !shareFiles.includes(registered)) return registered;
  const transcript = textOf(event['transcript_path']) ?? '';
  if (event['cursor_version'] !== undefined) return 'cursor';
  if (/__vscode-\d+$/.test(textOf(event['tool_use_id']) ?? '') || /[\\/]GitHub\.copilot-chat[\\/]/.test(transcript)) return 'vscode';
  if (event['sessionId'] !== undefined || event['toolName'] !== undefined) return 'copilot-cli';
  if (event['timestamp'] !== undefined && event['tool_name'] !== undefined && event['tool_use_id'] === undefined && transcript === '') return 'copilot-cli';
  if (event['timestamp'] === undefined && transcript !== '') return 'claude-code';
  return registered;
}

/**
 * The adapter for events that were registered for one agent: it reads and answers in the dialect of the agent that really
 * speaks. `own` gives an agent's own adapter and is asked only for those that speak.
 */
export function speakingAdapter(registered: AgentId, own: (agent: AgentId) => Adapter): Adapter {
  if (!shareFiles.includes(registered)) return own(registered);
  return {
    id: registered,
    get capabilities() { return own(registered).capabilities; },
    parse: (event) => own(speaker(registered, event)).parse(event),
    render: (answer, event) => own(actorOf(event) ?? registered).render(answer, event),
    reasoning: (lines, callId) => own(registered).reasoning(lines, callId),
    calls: (lines) => own(registered).calls(lines),
  };
}

const actorOf = (event: AgentEvent): AgentId | undefined => (event.kind === 'proposal' ? event.proposal.actor.agent : undefined);
