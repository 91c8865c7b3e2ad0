import type { AgentId } from '../core/action.ts';
import { agentIds } from '../core/action.ts';
import type { Adapter } from './adapter.ts';
import { claudeCode } from './claudeCode.ts';
import { codex } from './codex.ts';
import { copilotCli } from './copilotCli.ts';
import { cursor } from './cursor.ts';
import { geminiCli } from './geminiCli.ts';
import { opencode } from './opencode.ts';
import { qwenCode } from './qwenCode.ts';
import { speakingAdapter } from './speaker.ts';
import { vscode } from './vscode.ts';

const own: Readonly<Record<AgentId, Adapter>> = {
  vscode,
  'claude-code': claudeCode,
  codex,
  'gemini-cli': geminiCli,
  'copilot-cli': copilotCli,
  'qwen-code': qwenCode,
  opencode,
  cursor,
};

const speaking = (registered: AgentId): Adapter => speakingAdapter(registered, (agent) => own[agent]);

/**
 * The adapter of each agent, by the name in the hook's command line. Events of another agent that run the same hook file are
 * recognised: `proposal.actor.agent` names the agent that spoke, and its reasoning is read by that agent's adapter.
 */
export const adapters: Readonly<Record<AgentId, Adapter>> = { ...own, vscode: speaking('vscode'), 'claude-code': speaking('claude-code'), 'copilot-cli': speaking('copilot-cli') };

/** The adapter for a name from outside; undefined for a name that is no agent. */
export const adapterFor = (name: string | undefined): Adapter | undefined => {
  const id = agentIds.find((agent) => agent === name);
  return id === undefined ? undefined : adapters[id];
};
