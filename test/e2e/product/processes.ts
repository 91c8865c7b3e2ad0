import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { member } from '../model/json.ts';

/** Where the guard keeps its state for a HOME in which nothing else was asked for. */
export const stateOf = (home: string): string => path.join(home, '.local', 'state', 'tagout');

/** The launcher that the agents' configurations name. */
export const launcherOf = (home: string): string => path.join(stateOf(home), 'bin', 'tagout-hook');

/** Process ids of hooks that are deciding right now. */
export function hookProcesses(home: string): readonly number[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    const words = commandLine(entry);
    return words.some((word) => word.endsWith('/hook.cjs')) && words.includes(stateOf(home)) ? [Number(entry)] : [];
  });
}

/** Process ids of the extension hosts whose windows hold `root`. */
export function windowProcesses(home: string, root: string): readonly number[] {
  const windows = path.join(stateOf(home), 'windows');
  if (!existsSync(windows)) return [];
  return readdirSync(windows)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const record: unknown = JSON.parse(readFileSync(path.join(windows, name), 'utf8'));
      const roots = member(record, 'roots');
      const pid = member(record, 'pid');
      return Array.isArray(roots) && roots.includes(root) && typeof pid === 'number' && existsSync(`/proc/${pid}`) ? [pid] : [];
    });
}

function commandLine(entry: string): readonly string[] {
  try {
    return readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** Waits until `look` gives something; throws with `what` after `limitMs`. */
export async function eventually<T>(what: string, look: () => T | undefined | Promise<T | undefined>, limitMs = 20_000): Promise<T> {
  for (const giveUpAt = Date.now() + limitMs; ; ) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt) throw new Error(`did not come about in ${limitMs / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
