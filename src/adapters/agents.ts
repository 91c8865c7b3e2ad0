import type { AgentId } from '../core/action.ts';
import { agentIds } from '../core/action.ts';
import type { Adapter, AgentEvent } from './adapter.ts';
import { claudeCode } from './claudeCode.ts';
import { codex } from './codex.ts';
import { copilotCli } from './copilotCli.ts';
import { geminiCli } from './geminiCli.ts';
import { objectOf, textOf } from './jsonFields.ts';
import { opencode } from './opencode.ts';
import { qwenCode } from './qwenCode.ts';
import { vscode } from './vscode.ts';

const own: Readonly<Record<AgentId, Adapter>> = {
  vscode,
  'claude-code': claudeCode,
  codex,
  'gemini-cli': geminiCli,
  'copilot-cli': copilotCli,
  'qwen-code': qwenCode,
  opencode,
};

/** Agents that read each other's hook files: an event registered for one of them may come from another. */
const shareFiles: readonly AgentId[] = ['vscode', 'claude-code', 'copilot-cli'];

/**
 * Which agent speaks, told by the shape of the event: `~/.copilot/hooks` is run by VS Code and by Copilot CLI,
 * `.claude/settings.json` by Claude Code, by Copilot CLI and, where switched on, by VS Code. Copilot CLI sends neither a call
 * id nor a transcript path on a tool call; VS Code marks its call ids and keeps its transcripts under its own extension's name.
 */
function speaker(registered: AgentId, value: unknown): AgentId {
  const event = objectOf(value);
  if (event === undefined || !shareFiles.includes(registered)) return registered;
  const transcript = textOf(event['transcript_path']) ?? '';
  if (/__vscode-\d+$/.test(textOf(event['tool_use_id']) ?? '') || /[\\/]GitHub\.copilot-chat[\\/]/.test(transcript)) return 'vscode';
  if (event['sessionId'] !== undefined || event['toolName'] !== undefined) return 'copilot-cli';
  if (event['timestamp'] !== undefined && event['tool_name'] !== undefined && event['tool_use_id'] === undefined && transcript === '') return 'copilot-cli';
  if (event['timestamp'] === undefined && transcript !== '') return 'claude-code';
  return registered;
}

/** Reads and answers in the dialect of the agent that really speaks. */
const shared = (registered: AgentId): Adapter => ({
  ...own[registered],
  parse: (event) => own[speaker(registered, event)].parse(event),
  render: (answer, event) => own[actorOf(event) ?? registered].render(answer, event),
});

const actorOf = (event: AgentEvent): AgentId | undefined => (event.kind === 'proposal' ? event.proposal.actor.agent : undefined);

/**
 * The adapter of each agent, by the name in the hook's command line. Events of another agent that run the same hook file are
 * recognised: `proposal.actor.agent` names the agent that spoke, and its reasoning is read by that agent's adapter.
 */
export const adapters: Readonly<Record<AgentId, Adapter>> = { ...own, vscode: shared('vscode'), 'claude-code': shared('claude-code'), 'copilot-cli': shared('copilot-cli') };

/** The adapter for a name from outside; undefined for a name that is no agent. */
export const adapterFor = (name: string | undefined): Adapter | undefined => {
  const id = agentIds.find((agent) => agent === name);
  return id === undefined ? undefined : adapters[id];
};
