import type { AgentId } from '../../src/core/action.ts';

/** One shell call as each agent's hook tells it before the call. The fields are those of the recorded events in test/fixtures/agents. */
export function shellEvent(agent: AgentId, command: string, cwd: string, callId = 'call_1'): object {
  const common = { session_id: 'session-1', cwd };
  switch (agent) {
    case 'vscode':
      return { timestamp: '2030-01-01T00:00:00.000Z', hook_event_name: 'PreToolUse', ...common, tool_name: 'run_in_terminal', tool_input: { command, explanation: 'tidy up', goal: 'tidy up', mode: 'sync' }, tool_use_id: `${callId}__vscode-1` };
    case 'claude-code':
      return { ...common, transcript_path: '/nowhere/transcript.jsonl', permission_mode: 'default', hook_event_name: 'PreToolUse', tool_name: 'Bash', tool_input: { command, description: 'tidy up' }, tool_use_id: callId };
    case 'codex':
      return { ...common, turn_id: 'turn-1', transcript_path: null, hook_event_name: 'PreToolUse', model: 'model-1', permission_mode: 'default', tool_name: 'Bash', tool_input: { command }, tool_use_id: callId };
    case 'gemini-cli':
      return { ...common, transcript_path: '/nowhere/transcript.jsonl', hook_event_name: 'BeforeTool', timestamp: '2030-01-01T00:00:00.000Z', tool_name: 'run_shell_command', tool_input: { command, description: 'tidy up' } };
    case 'copilot-cli':
      return { sessionId: 'session-1', timestamp: 1893456000000, cwd, toolName: 'bash', toolArgs: { command, description: 'tidy up' } };
    case 'qwen-code':
      return { ...common, transcript_path: '/nowhere/transcript.jsonl', hook_event_name: 'PreToolUse', timestamp: '2030-01-01T00:00:00.000Z', permission_mode: 'default', tool_name: 'run_shell_command', tool_input: { command, is_background: false }, tool_use_id: callId };
    case 'cursor':
      return { conversation_id: 'session-1', session_id: 'session-1', generation_id: 'turn-1', model: 'model-1', hook_event_name: 'preToolUse', cursor_version: '3.9.16', workspace_roots: [cwd], transcript_path: null, tool_name: 'Shell', tool_input: { command, cwd: '', timeout: 30_000 }, tool_use_id: callId, cwd: '' };
    case 'opencode':
      return { hook: 'tool.execute.before', input: { tool: 'bash', sessionID: 'session-1', callID: callId }, output: { args: { command, description: 'tidy up' } }, plugin: { directory: cwd, worktree: cwd } };
  }
}
