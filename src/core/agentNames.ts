import type { AgentId } from './action.ts';

/** Agents as people know them. */
const names: Readonly<Record<AgentId, string>> = {
  vscode: 'VS Code agent',
  'claude-code': 'Claude Code',
  codex: 'Codex',
  'gemini-cli': 'Gemini CLI',
  'copilot-cli': 'Copilot CLI',
  'qwen-code': 'Qwen Code',
  opencode: 'opencode',
  cursor: 'Cursor',
};

/** The name that a person knows an agent by. */
export const agentName = (agent: AgentId): string => names[agent];
