import { createHash } from 'node:crypto';
import { tomlValue } from '../install/tomlValue.ts';

/** Codex's default time-out in seconds, which its hash contains also where the entry leaves it out. */
const defaultTimeout = 600;

/** `trusted`: Codex will run the entry. `changed`: an earlier form was trusted. `untrusted`: never. */
export type CodexTrust = 'trusted' | 'changed' | 'untrusted';

/** Codex writes event names in snake case into its keys and hashes. */
const snakeCase = (event: string): string => event.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The hash that Codex 0.169 compares before it runs a hook: SHA-256 over compact JSON with sorted keys of the event, the
 * matcher (left out where there is none) and one handler. Undefined for an entry that is not one command handler.
 */
export function codexHookHash(event: string, group: unknown): string | undefined {
  if (!isObject(group) || !Array.isArray(group['hooks'])) return undefined;
  const [handler, second] = group['hooks'].map((value): unknown => value);
  if (!isObject(handler) || second !== undefined || handler['type'] !== 'command' || typeof handler['command'] !== 'string') return undefined;
  const { command, timeout, statusMessage } = handler;
  const canonical = {
    event_name: snakeCase(event),
    hooks: [{ async: handler['async'] === true, command, ...(typeof statusMessage === 'string' ? { statusMessage } : {}), timeout: typeof timeout === 'number' ? timeout : defaultTimeout, type: 'command' }],
    ...(typeof group['matcher'] === 'string' ? { matcher: group['matcher'] } : {}),
  };
  return `sha256:${createHash('sha256').update(JSON.stringify(canonical)).digest('hex')}`;
}

/** Looks the entry up in the text of `config.toml`. `file`: absolute path of the hooks file; `index`: place of the group under its event. */
export function codexTrust(config: string, file: string, event: string, index: number, group: unknown): CodexTrust {
  const recorded = tomlValue(config, ['hooks', 'state', `${file}:${snakeCase(event)}:${index}:0`, 'trusted_hash']);
  if (recorded === undefined) return 'untrusted';
  return recorded === codexHookHash(event, group) ? 'trusted' : 'changed';
}
