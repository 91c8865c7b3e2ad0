import * as path from 'node:path';
import { parts } from '../../support/setup.ts';
import { json, type Agent } from './agent.ts';

/** Gemini CLI over generateContent. Hooks of an untrusted folder are silently off, so the folder is trusted. */
export const gemini: Agent = {
  id: 'gemini-cli',
  forms: {
    shell: [{ tool: 'run_shell_command', args: { command: '$command', description: '$intent' } }],
    write: [{ tool: 'write_file', args: { file_path: '$path', content: '$content' } }],
    edit: [{ tool: 'replace', args: { file_path: '$path', instruction: 'change it', old_string: '$old', new_string: '$new' } }],
  },
  configuration: ({ home, trusted }) => ({
    [path.join(home, '.gemini', 'settings.json')]: json({
      security: { auth: { selectedType: 'gemini-api-key' } },
      privacy: { usageStatisticsEnabled: false },
      telemetry: { enabled: false },
      general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
    }),
    [path.join(home, '.gemini', 'trustedFolders.json')]: json(Object.fromEntries(trusted.map((root) => [root, 'TRUST_FOLDER']))),
  }),
  commandLine: (_place, prompt) => [path.join(parts.binaries, 'gemini'), '--yolo', '-m', 'gemini-2.5-pro', '-p', prompt],
  environment: ({ modelUrl }) => ({ GEMINI_API_KEY: 'none', GOOGLE_GEMINI_BASE_URL: modelUrl, GEMINI_TELEMETRY_ENABLED: 'false' }),
};
