import type { AgentId } from '../../core/action.ts';

/** One tool call that no agent ever made, in the very form in which the agent would ask about it. */
export interface Canary {
  readonly command: string;
  /** Directory in which the call would run; absolute. */
  readonly cwd: string;
  readonly session: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The event that the agent's hook gets on stdin before it runs a shell command. Facts: events captured from the agents' shipped builds. */
export function canaryEvent(agent: AgentId, { command, cwd, session, at }: Canary): unknown {
  const time = new Date(at).toISOString();
  const claude = { session_id: session, cwd, hook_event_name: 'PreToolUse', tool_use_id: 'call_doctor' };
  switch (agent) {
    case 'vscode':
      return { timestamp: time, ...claude, tool_name: 'run_in_terminal', tool_input: { command, explanation: 'Canary of tagout doctor', goal: 'Canary', mode: 'sync' }, tool_use_id: 'call_doctor__vscode-1' };
    case 'claude-code':
      return { ...claude, transcript_path: '', permission_mode: 'default', tool_name: 'Bash', tool_input: { command, description: 'Canary of tagout doctor' } };
    case 'codex':
      return { ...claude, turn_id: 'doctor', transcript_path: null, model: 'none', permission_mode: 'default', tool_name: 'Bash', tool_input: { command } };
    case 'gemini-cli':
      return { session_id: session, transcript_path: '', cwd, hook_event_name: 'BeforeTool', timestamp: time, tool_name: 'run_shell_command', tool_input: { command, description: 'Canary of tagout doctor' } };
    case 'copilot-cli':
      return { sessionId: session, timestamp: at, cwd, toolName: 'bash', toolArgs: { command, description: 'Canary of tagout doctor', mode: 'sync', initial_wait: 10 } };
    case 'qwen-code':
      return { ...claude, transcript_path: '', timestamp: time, permission_mode: 'default', tool_name: 'run_shell_command', tool_input: { command, description: 'Canary of tagout doctor', is_background: false } };
    case 'cursor':
      return { conversation_id: session, session_id: session, generation_id: 'doctor', model: 'none', cursor_version: '3.9.16', workspace_roots: [cwd], transcript_path: null, hook_event_name: 'preToolUse', tool_name: 'Shell', tool_input: { command, cwd: '', timeout: 30_000 }, tool_use_id: 'call_doctor', cwd: '' };
    case 'opencode':
      return { input: { tool: 'bash', sessionID: session, callID: 'call_doctor' }, output: { args: { command, description: 'Canary of tagout doctor' } } };
  }
}

/** Variables that the agent gives its hooks besides its own environment. */
export function canaryEnvironment(agent: AgentId, cwd: string, hookDirectory: string): Readonly<Record<string, string>> {
  switch (agent) {
    case 'claude-code':
      return { CLAUDECODE: '1', CLAUDE_PROJECT_DIR: cwd };
    case 'gemini-cli':
      return { GEMINI_SESSION_ID: 'doctor', GEMINI_PROJECT_DIR: cwd, GEMINI_CWD: cwd, CLAUDE_PROJECT_DIR: cwd };
    case 'qwen-code':
      return { QWEN_PROJECT_DIR: cwd, GEMINI_PROJECT_DIR: cwd, CLAUDE_PROJECT_DIR: cwd };
    case 'copilot-cli':
      return { COPILOT_CLI: '1', COPILOT_HOOK_DIR: hookDirectory, COPILOT_PROJECT_DIR: cwd, CLAUDE_PROJECT_DIR: cwd };
    case 'cursor':
      return { CURSOR_PROJECT_DIR: cwd, CURSOR_VERSION: '3.9.16', CLAUDE_PROJECT_DIR: cwd };
    case 'vscode':
    case 'codex':
    case 'opencode':
      return {};
  }
}
