import * as path from 'node:path';
import { parts } from '../../support/setup.ts';
import type { Agent } from './agent.ts';

const patch = (body: string): string => `*** Begin Patch\n${body}\n*** End Patch\n`;

/** Codex CLI over the Responses API. It reads hooks only of a trusted project; each hook's own trust is the user's to give. */
export const codex: Agent = {
  id: 'codex',
  forms: {
    shell: [
      { tool: 'exec_command', args: { cmd: '$command' } },
      { tool: 'shell_command', args: { command: '$command' } },
      { tool: 'shell', args: { command: ['bash', '-lc', '$command'] } },
    ],
    write: [{ tool: 'apply_patch', freeform: patch('*** Add File: ${path}\n+${content}') }],
    edit: [{ tool: 'apply_patch', freeform: patch('*** Update File: ${path}\n@@\n-${old}\n+${new}') }],
    delete: [{ tool: 'apply_patch', freeform: patch('*** Delete File: ${path}') }],
  },
  configuration: ({ home, trusted, modelUrl }) => ({
    [path.join(home, '.codex', 'config.toml')]: `model = "gpt-5.5"
model_provider = "scripted"
check_for_update_on_startup = false

[model_providers.scripted]
name = "scripted"
base_url = "${modelUrl}/v1"
wire_api = "responses"
env_key = "SCRIPTED_KEY"
request_max_retries = 0
stream_max_retries = 0

[analytics]
enabled = false

${trusted.map((root) => `[projects."${root}"]\ntrust_level = "trusted"\n`).join('\n')}`,
  }),
  commandLine: (_place, prompt) => [path.join(parts.binaries, 'codex'), 'exec', '--dangerously-bypass-approvals-and-sandbox', '--dangerously-bypass-hook-trust', '--json', prompt],
  environment: ({ home }) => ({ SCRIPTED_KEY: 'none', CODEX_HOME: path.join(home, '.codex') }),
};
