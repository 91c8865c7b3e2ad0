import * as path from 'node:path';
import { managedDirectory } from './policy/policyPlace.ts';

/**
 * Files in which agents keep hooks, permissions, trust and MCP servers, below the user's home and below a workspace: who
 * writes there can switch the guard off or start programs. From the agents' documentation and shipped builds.
 */
const userFiles = [
  '.claude/settings.json', '.claude/settings.local.json', '.claude.json', '.claude/plugins',
  '.codex/config.toml', '.codex/hooks.json', '.codex/rules',
  '.gemini/settings.json', '.gemini/trustedFolders.json', '.gemini/trusted_hooks.json', '.gemini/extensions',
  '.qwen/settings.json', '.qwen/trustedFolders.json',
  '.copilot/hooks', '.copilot/settings.json', '.copilot/config.json', '.copilot/mcp-config.json',
  '.config/opencode/opencode.json', '.config/opencode/opencode.jsonc', '.config/opencode/plugin', '.config/opencode/plugins',
  '.config/kilo/plugin', '.cursor/hooks.json', '.cursor/mcp.json', '.config/devin', '.codeium/windsurf/hooks.json',
  '.kiro/hooks', '.kiro/settings', '.augment/settings.json', '.cline/hooks', 'Documents/Cline/Hooks', '.agents/plugins',
];
const workspaceFiles = [
  '.claude/settings.json', '.claude/settings.local.json', '.mcp.json', '.codex/config.toml', '.codex/hooks.json', '.codex/rules',
  '.gemini/settings.json', '.qwen/settings.json', '.github/hooks', '.github/copilot/settings.json', '.github/copilot/settings.local.json',
  'opencode.json', 'opencode.jsonc', '.opencode/opencode.json', '.opencode/plugin', '.opencode/plugins', 'kilo.json', '.kilo/plugin',
  '.vscode/mcp.json', '.cursor/hooks.json', '.cursor/mcp.json', '.devin', '.windsurf/hooks.json', '.kiro/hooks', '.kiro/settings',
  '.augment/settings.json', '.augment/settings.local.json', '.clinerules/hooks', '.cline/hooks', '.agents/plugins', '.tagout',
];
/** Where an organisation manages agents for the whole machine. */
const machineFiles = [managedDirectory(process.platform), '/etc/claude-code', '/etc/github-copilot', '/etc/gemini-cli', '/etc/codex', '/etc/augment', '/Library/Application Support/ClaudeCode'];

/** Where agents move their own directory by a variable. */
const homeVariables: Readonly<Record<string, string>> = { CLAUDE_CONFIG_DIR: '.claude/', CODEX_HOME: '.codex/', COPILOT_HOME: '.copilot/' };

/** Absolute paths (files, or directories with all below) that no agent may change through any door. */
export function protectedPaths(state: string, home: string, root: string, env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const moved = Object.entries(homeVariables).flatMap(([name, prefix]) => {
    const directory = env[name];
    if (directory === undefined || !path.isAbsolute(directory)) return [];
    return userFiles.filter((file) => file.startsWith(prefix)).map((file) => path.join(directory, file.slice(prefix.length)));
  });
  return [state, ...userFiles.map((file) => `${home}${path.sep}${file}`), ...moved, ...workspaceFiles.map((file) => `${root === path.sep ? '' : root}${path.sep}${file}`), ...machineFiles];
}
