import * as path from 'node:path';
import { json, type Agent } from './agent.ts';
import { proprietaryProgram } from './proprietary.ts';

/** Claude Code over Anthropic Messages. Its licence is its maker's commercial terms: installed on demand, never by default. */
export const claudeCode: Agent = {
  id: 'claude-code',
  forms: {
    shell: [{ tool: 'Bash', args: { command: '$command', description: '$intent' } }],
    write: [{ tool: 'Write', args: { file_path: '$path', content: '$content' } }],
    subagent: [{ tool: 'Agent', args: { description: '$intent', prompt: '$prompt', subagent_type: 'general-purpose' } }, { tool: 'Task', args: { description: '$intent', prompt: '$prompt', subagent_type: 'general-purpose' } }],
    edit: [{ tool: 'Edit', args: { file_path: '$path', old_string: '$old', new_string: '$new' } }],
  },
  configuration: ({ home, trusted }) => ({
    [path.join(home, '.claude.json')]: json({
      hasCompletedOnboarding: true,
      numStartups: 3,
      autoUpdates: false,
      projects: Object.fromEntries(trusted.map((root) => [root, { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true }])),
    }),
  }),
  commandLine: (_place, prompt) => [proprietaryProgram('claude'), '-p', prompt, '--dangerously-skip-permissions', '--model', 'claude-sonnet-4-5', '--output-format', 'stream-json', '--verbose'],
  environment: ({ modelUrl }) => ({
    ANTHROPIC_BASE_URL: modelUrl,
    ANTHROPIC_API_KEY: 'none',
    IS_SANDBOX: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_ERROR_REPORTING: '1',
    ENABLE_TOOL_SEARCH: 'false',
  }),
};
