/** Agents with an adapter of their own. */
export const agentIds = ['vscode', 'claude-code', 'codex', 'gemini-cli', 'copilot-cli', 'qwen-code', 'opencode', 'cursor'] as const;
export type AgentId = (typeof agentIds)[number];

/** Which shell will read the text. `posix` covers bash, zsh and sh. */
export type ShellDialect = 'posix' | 'powershell' | 'cmd';

/** One file of an edit: `before` and `after` where the agent sent both, so that a diff can be shown. */
export interface FileChange {
  readonly operation: 'create' | 'modify' | 'delete' | 'move' | 'read';
  readonly path: string;
  readonly to?: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * What an agent proposes, normalised over all agents. One tool call may hold several (a patch over three files).
 * `tool` is the fallback for a tool that no table knows: it is risky, never silently allowed.
 */
export type Action =
  | { readonly kind: 'shell'; readonly command: string; readonly dialect: ShellDialect; readonly cwd?: string; readonly background?: boolean }
  | { readonly kind: 'shell-input'; readonly text: string; readonly terminal?: string }
  | { readonly kind: 'file'; readonly change: FileChange }
  | { readonly kind: 'mcp'; readonly server?: string; readonly tool: string; readonly input: unknown }
  | { readonly kind: 'sql'; readonly text: string; readonly connection?: string }
  /** A VS Code task: `label` as the agent gave it (`label` or `type: label`), `folder` the workspace folder whose tasks.json holds it. */
  | { readonly kind: 'task'; readonly label: string; readonly definition?: TaskDefinition; readonly folder?: string }
  | { readonly kind: 'harmless'; readonly tool: string }
  | { readonly kind: 'tool'; readonly tool: string; readonly input: unknown };

/** A VS Code task as tasks.json or the create-and-run tool gives it. */
export interface TaskDefinition {
  readonly label?: string;
  readonly type?: string;
  readonly command?: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly script?: string;
  readonly dependsOn?: readonly string[];
}

export interface Session {
  readonly id: string;
  readonly cwd?: string;
  readonly transcriptPath?: string;
  readonly turnId?: string;
  readonly permissionMode?: string;
}

/** Who inside the agent speaks: the main loop or one of its sub-agents. */
export interface Actor {
  readonly agent: AgentId;
  readonly subagentId?: string;
  readonly subagentType?: string;
  readonly model?: string;
}

/** What the agent said it wants to do, before it does it. */
export interface Proposal {
  readonly actor: Actor;
  readonly session: Session;
  readonly callId?: string;
  readonly tool: string;
  /** Verbatim tool input, for display and rewriting; redact before storing. */
  readonly input: unknown;
  readonly actions: readonly Action[];
  /** The agent's own words about this call (description, explanation, goal). Not verified. */
  readonly statedIntent?: string;
}
