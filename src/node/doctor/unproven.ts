import type { AgentId } from '../../core/action.ts';
import type { Detection } from '../install/agents/agentSetup.ts';

/** First version of Claude Code that also blocks a tool when its hook runs out of time. */
const claudeWithOnFailure = [2, 1, 295];

function olderThan(version: string, wanted: readonly number[]): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  const differing = wanted.findIndex((part, index) => (parts[index] ?? 0) !== part);
  return differing !== -1 && (parts[differing] ?? 0) < (wanted[differing] ?? 0);
}

/** The way in which each agent can still go round its hook, which no check from outside can rule out. */
const ways: Readonly<Record<AgentId, readonly string[]>> = {
  'vscode': [
    'that the window in which you work is trusted and uses its own agent: run any tool there once and look for it in the trace',
    'that no policy of your organisation switches hooks off, and that no other extension calls tools by itself',
  ],
  'claude-code': ['sessions started with --bare, --safe-mode or --setting-sources: they leave your own settings out'],
  'codex': ['sessions started with --disable hooks, --ignore-user-config or another CODEX_HOME', 'text that Codex types into a shell that it left open (write_stdin): Codex asks no hook about it'],
  'gemini-cli': ['sessions started with another GEMINI_CLI_HOME'],
  'copilot-cli': ['sessions started with another COPILOT_HOME'],
  'qwen-code': ['sessions started with --bare or --safe-mode'],
  'cursor': ['that Cursor behaves as its documentation of hooks says: Tagout was never run with a real one', 'that a repository’s own settings do not keep Cursor from running the hook'],
  'opencode': ['sessions started with --pure, which loads no plugins', 'that the plugin behaves under Bun, with which opencode runs it, as it does under Node'],
};

/** What a green result does not say, in words; always at least that the agent itself was not started. */
export function unprovenOf(agent: AgentId, detection: Detection): readonly string[] {
  const version =
    agent !== 'claude-code' ? [] : detection.version === undefined ? ['its version: before 2.1.295 Claude Code runs a tool when a hook runs out of time'] : olderThan(detection.version, claudeWithOnFailure) ? [`that a hook which runs out of time blocks the tool: version ${detection.version} is older than 2.1.295, update it`] : [];
  return ['that the agent itself reads the file: it was not started', ...version, ...ways[agent]];
}
