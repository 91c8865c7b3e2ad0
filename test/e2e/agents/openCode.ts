import * as path from 'node:path';
import { parts } from '../../support/setup.ts';
import { json, type Agent } from './agent.ts';

/**
 * opencode over Chat Completions through the provider it bundles. It asks the package registry for its plugin package at
 * start and retries for a minute when offline; the scripted model answers that with 404 at once.
 */
export const openCode: Agent = {
  id: 'opencode',
  forms: {
    shell: [{ tool: 'bash', args: { command: '$command', description: '$intent' } }],
    write: [{ tool: 'write', args: { filePath: '$path', content: '$content' } }],
    subagent: [{ tool: 'task', args: { description: '$intent', prompt: '$prompt', subagent_type: 'general' } }],
    edit: [{ tool: 'edit', args: { filePath: '$path', oldString: '$old', newString: '$new' } }],
  },
  configuration: ({ home, modelUrl }) => ({
    [path.join(home, '.config', 'opencode', 'opencode.json')]: json({
      $schema: 'https://opencode.ai/config.json',
      autoupdate: false,
      share: 'disabled',
      model: 'scripted/scripted',
      small_model: 'scripted/scripted',
      provider: {
        scripted: {
          npm: '@ai-sdk/openai-compatible',
          name: 'Scripted',
          options: { baseURL: `${modelUrl}/v1`, apiKey: 'none' },
          models: { scripted: { name: 'Scripted', tool_call: true, reasoning: true, limit: { context: 100000, output: 8000 } } },
        },
      },
    }),
  }),
  commandLine: (_place, prompt) => [parts.openCode, 'run', '--auto', '--print-logs', '--log-level', 'WARN', '-m', 'scripted/scripted', prompt],
  environment: ({ modelUrl }) => ({
    ...Object.fromEntries(['AUTOUPDATE', 'MODELS_FETCH', 'LSP_DOWNLOAD', 'SHARE'].map((name) => [`OPENCODE_DISABLE_${name}`, '1'])),
    npm_config_registry: `${modelUrl}/npm/`,
    npm_config_fetch_retries: '0',
  }),
};
