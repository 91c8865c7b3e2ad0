import { parseToml } from '../../core/resolve/tasks/toml.ts';

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One value of a TOML text by its key; undefined where the text cannot be read or has no such key. Numbers and dates come as text. */
export function tomlValue(text: string, key: readonly string[]): unknown {
  return key.reduce<unknown>((value, part) => (isTable(value) && Object.hasOwn(value, part) ? value[part] : undefined), parseToml(text));
}
