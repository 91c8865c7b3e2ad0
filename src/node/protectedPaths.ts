import * as path from 'node:path';
import { managedDirectory } from './policy/policyPlace.ts';

/**
 * Files in which agents keep hooks, permissions, trust and MCP servers, below the user's home and below a workspace: who
 * writes there can switch the guard off or start programs. From the agents' documentation and shipped builds.
 */
const userFiles = [
  '.claude/settings.json', '.claude/settings.local.json', '.claude.json', '.claude/plugins', '.claude/hooks',
  '.codex/config.toml', '.codex/hooks.json', '.codex/hooks', '.codex/rules', '.codex/requirements.toml',
  '.gemini/settings.json', '.gemini/trustedFolders.json', '.gemini/trusted_hooks.json', '.gemini/extensions', '.gemini/policies', '.gemini/hooks',
  '.qwen/settings.json', '.qwen/trustedFolders.json', '.qwen/extensions', '.qwen/hooks',
  '.copilot/hooks', '.copilot/settings.json', '.copilot/config.json', '.copilot/mcp-config.json', '.copilot/plugins',
  '.config/opencode/opencode.json', '.config/opencode/opencode.jsonc', '.config/opencode/config.json', '.config/opencode/plugin', '.config/opencode/plugins',
  '.config/kilo/plugin', '.config/kilo/kilo.json', '.cursor/hooks.json', '.cursor/mcp.json', '.cursor/cli-config.json', '.cursor/permissions.json', '.config/devin',
  '.codeium/windsurf/hooks.json', '.codeium/windsurf/mcp_config.json', '.kiro/hooks', '.kiro/settings', '.kiro/agents', '.aws/amazonq/cli-agents',
  '.augment/settings.json', '.cline/hooks', 'Documents/Cline/Hooks', '.agents/plugins', '.agents/hooks.json', '.factory/hooks.json', '.factory/settings.json',
  '.junie/config.json', '.grok/hooks', '.continue/permissions.yaml', '.continue/settings.json',
];
const workspaceFiles = [
  '.claude/settings.json', '.claude/settings.local.json', '.claude/hooks', '.mcp.json', '.codex/config.toml', '.codex/hooks.json', '.codex/rules',
  '.gemini/settings.json', '.gemini/extensions', '.gemini/hooks', '.qwen/settings.json', '.qwen/hooks', '.github/hooks', '.github/copilot/settings.json', '.github/copilot/settings.local.json',
  'opencode.json', 'opencode.jsonc', '.opencode/opencode.json', '.opencode/opencode.jsonc', '.opencode/plugin', '.opencode/plugins', 'kilo.json', 'kilo.jsonc', '.kilo/plugin',
  '.vscode/mcp.json', '.cursor/hooks.json', '.cursor/mcp.json', '.cursor/cli.json', '.cursor/permissions.json', '.devin', '.windsurf/hooks.json', '.kiro/hooks', '.kiro/settings', '.kiro/agents', '.amazonq/cli-agents',
  '.augment/settings.json', '.augment/settings.local.json', '.clinerules/hooks', '.cline/hooks', '.agents/plugins', '.agents/hooks.json', '.factory/hooks.json', '.factory/settings.json', '.grok/hooks', '.continue/settings.json',
  '.tagout', '.tagout/policy.yaml', '.tagout/freeze.yaml', '.tagout/programs',
];
/** Where an organisation manages agents for the whole machine. */
const machineFiles = process.platform === 'win32' ? ['C:/Program Files/ClaudeCode', 'C:/ProgramData/GitHub/Copilot', 'C:/ProgramData/augment', 'C:/ProgramData/Cursor', 'C:/ProgramData/Windsurf'] : [
  '/etc/claude-code', '/etc/github-copilot', '/etc/gemini-cli', '/etc/qwen-code', '/etc/codex', '/etc/augment', '/etc/cursor', '/etc/windsurf',
  '/Library/Application Support/ClaudeCode', '/Library/Application Support/GeminiCli', '/Library/Application Support/Cursor', '/Library/Application Support/Windsurf',
];
/** The lists by which editors know their extensions: without its line there the guard does not start. The extension itself is known by its name. */
const editors = ['.vscode', '.vscode-server', '.vscode-insiders', '.vscode-oss', '.vscode-remote', '.cursor', '.cursor-server', '.windsurf', '.windsurf-server', '.local/share/code-server', '.openvscode-server'];
const editorFiles = editors.map((editor) => `${editor}/extensions/extensions.json`);

/** Where agents move their own directory by a variable. */
const homeVariables: Readonly<Record<string, string>> = { CLAUDE_CONFIG_DIR: '.claude/', CODEX_HOME: '.codex/', COPILOT_HOME: '.copilot/', OPENCODE_CONFIG_DIR: '.config/opencode/', XDG_CONFIG_HOME: '.config/' };

/** Absolute paths (files, or directories with all below) that no agent may change through any door. */
export function protectedPaths(state: string, home: string, root: string, env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const moved = Object.entries(homeVariables).flatMap(([name, prefix]) => {
    const directory = env[name];
    if (directory === undefined || !path.isAbsolute(directory)) return [];
    return userFiles.filter((file) => file.startsWith(prefix)).map((file) => path.join(directory, file.slice(prefix.length)));
  });
  return [state, managedDirectory(process.platform), ...[...userFiles, ...editorFiles].map((file) => `${home}${path.sep}${file}`), ...moved, ...workspaceFiles.map((file) => `${root === path.sep ? '' : root}${path.sep}${file}`), ...machineFiles];
}
