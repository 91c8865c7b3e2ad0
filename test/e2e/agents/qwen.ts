import * as path from 'node:path';
import { parts } from '../../support/setup.ts';
import { json, type Agent } from './agent.ts';

/** Qwen Code over Chat Completions. Its memory agents would go on talking to the model after the run. */
export const qwen: Agent = {
  id: 'qwen-code',
  forms: {
    shell: [{ tool: 'run_shell_command', args: { command: '$command', description: '$intent', is_background: false } }],
    write: [{ tool: 'write_file', args: { file_path: '$path', content: '$content' } }],
    subagent: [{ tool: 'agent', args: { description: '$intent', prompt: '$prompt', subagent_type: 'general-purpose' } }, { tool: 'task', args: { description: '$intent', prompt: '$prompt', subagent_type: 'general-purpose' } }],
    edit: [{ tool: 'edit', args: { file_path: '$path', old_string: '$old', new_string: '$new' } }],
  },
  configuration: ({ home }) => ({
    [path.join(home, '.qwen', 'settings.json')]: json({
      security: { auth: { selectedType: 'openai' } },
      memory: { enableManagedAutoMemory: false, enableManagedAutoDream: false, enableAutoSkill: false },
      privacy: { usageStatisticsEnabled: false },
      telemetry: { enabled: false },
      general: { enableAutoUpdate: false },
    }),
  }),
  commandLine: (_place, prompt) => [path.join(parts.binaries, 'qwen'), '--yolo', '-m', 'scripted', prompt],
  environment: ({ modelUrl }) => ({ OPENAI_API_KEY: 'none', OPENAI_BASE_URL: `${modelUrl}/v1`, OPENAI_MODEL: 'scripted', QWEN_TELEMETRY_ENABLED: 'false' }),
};
