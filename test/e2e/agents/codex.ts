import { appendFileSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { codexHookHash } from '../../../src/node/doctor/codexTrust.ts';
import { parts } from '../../support/setup.ts';
import { items, member } from '../model/json.ts';
import type { Agent, Place } from './agent.ts';

const patch = (body: string): string => `*** Begin Patch\n${body}\n*** End Patch\n`;

/** Codex CLI over the Responses API. It runs a hook only in a trusted project and with its hash on record. */
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
  commandLine: (_place, prompt) => [path.join(parts.binaries, 'codex'), 'exec', '--dangerously-bypass-approvals-and-sandbox', '--json', prompt],
  environment: ({ home }) => ({ SCRIPTED_KEY: 'none', CODEX_HOME: path.join(home, '.codex') }),
  trustHooks,
};

/** What a person's `/hooks` writes into config.toml: the hash of every entry as it stands in hooks.json. */
function trustHooks({ home }: Place): void {
  const file = path.join(home, '.codex', 'hooks.json');
  const events = member(JSON.parse(readFileSync(file, 'utf8')), 'hooks');
  const tables = Object.entries(typeof events === 'object' && events !== null ? events : {}).flatMap(([event, groups]) =>
    items(groups).map((group, index) => `\n[hooks.state."${file}:${snakeCase(event)}:${index}:0"]\ntrusted_hash = "${codexHookHash(event, group) ?? ''}"\n`),
  );
  appendFileSync(path.join(home, '.codex', 'config.toml'), tables.join(''));
}

const snakeCase = (event: string): string => event.replace(/\B[A-Z]/g, '_$&').toLowerCase();
