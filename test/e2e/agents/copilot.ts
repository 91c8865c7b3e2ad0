import * as path from 'node:path';
import { json, type Agent } from './agent.ts';
import { proprietaryProgram } from './proprietary.ts';

/** Copilot CLI over Chat Completions, offline with a model of its user's own. Proprietary: installed on demand, never by default. */
export const copilot: Agent = {
  id: 'copilot-cli',
  forms: {
    shell: [{ tool: 'bash', args: { command: '$command', description: '$intent', mode: 'sync', initial_wait: 10 } }],
    write: [{ tool: 'create', args: { path: '$path', file_text: '$content' } }],
    subagent: [{ tool: 'task', args: { description: '$intent', prompt: '$prompt', agent_type: 'general-purpose', name: 'helper', mode: 'sync' } }],
    edit: [{ tool: 'edit', args: { path: '$path', old_str: '$old', new_str: '$new' } }],
  },
  configuration: ({ home, trusted }) => ({ [path.join(home, '.copilot', 'config.json')]: json({ banner: 'never', autoUpdate: false, trustedFolders: trusted }) }),
  commandLine: (_place, prompt) => [proprietaryProgram('copilot'), '-p', prompt, '--allow-all-tools', '--allow-all-paths', '--no-color'],
  environment: ({ home, modelUrl }) => ({
    COPILOT_PROVIDER_BASE_URL: `${modelUrl}/v1`,
    COPILOT_PROVIDER_API_KEY: 'none',
    COPILOT_MODEL: 'scripted',
    COPILOT_OFFLINE: 'true',
    COPILOT_AUTO_UPDATE: 'false',
    COPILOT_HOME: path.join(home, '.copilot'),
  }),
};
