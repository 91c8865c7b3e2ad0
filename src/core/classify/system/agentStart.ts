import type { Handler } from '../handler.ts';

/** Variables by which an agent finds its settings, and with them its hooks. */
const places = ['HOME', 'USERPROFILE', 'XDG_CONFIG_HOME', 'CODEX_HOME', 'CLAUDE_CONFIG_DIR', 'COPILOT_HOME', 'GEMINI_CLI_HOME', 'GEMINI_CLI_SYSTEM_SETTINGS_PATH', 'QWEN_HOME', 'OPENCODE_CONFIG', 'OPENCODE_CONFIG_DIR', 'OPENCODE_CONFIG_CONTENT'];

/** An agent that is started with another home would not find the hooks that hold it. */
export const agentStart: Handler = (invocation, scope) => {
  const moved = places.find((name) => scope.isSet(name) && scope.variable(name) !== (name === 'HOME' ? (scope.world.env('HOME') ?? scope.world.home) : scope.world.env(name)));
  if (moved === undefined) return [];
  return [scope.effect({ kind: 'guard', reversibility: 'reversible', blastRadius: 'machine', posture: 'deny', rule: 'guard.agent-elsewhere', reason: `\`${moved}\` makes the agent read other settings than those that hold the guard` }, invocation.span)];
};
