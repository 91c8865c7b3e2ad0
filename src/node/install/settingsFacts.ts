import { parseSettings } from './jsonEdit.ts';
import { readWhole } from './replaceFile.ts';

/**
 * One value out of a JSON settings file by its keys; undefined where the file, a key, or the right to read is missing, and
 * for a file that cannot be parsed (agents skip such files, so nothing in it switches anything).
 */
export function settingOf(file: string, ...keys: readonly string[]): unknown {
  let text: string | undefined;
  try {
    text = readWhole(file);
  } catch {
    return undefined;
  }
  const parsed = text === undefined ? undefined : parseSettings(text);
  let value: unknown = parsed?.kind === 'value' ? parsed.value : undefined;
  for (const key of keys) value = typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)).get(key) : undefined;
  return value;
}
