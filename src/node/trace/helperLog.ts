import * as fs from 'node:fs';
import * as path from 'node:path';
import { newestLines } from './newestLines.ts';

/** What is read of a log, in bytes from its end. */
const readBytes = 256 * 1024;

/** The log among Copilot CLI's (`logs/<session>/events.jsonl`) that was written last, where it speaks of this session. Never throws. */
export function logOfHelper(logs: string, session: string): string | undefined {
  try {
    const changed = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const [newest] = fs.readdirSync(logs).filter((name) => /^[\w-]{1,128}$/.test(name)).map((name) => path.join(logs, name, 'events.jsonl')).sort((one, other) => changed(other) - changed(one));
    return newest !== undefined && newestLines(newest, readBytes).lines.some((line) => line.includes(session)) ? newest : undefined;
  } catch {
    // No log at all.
    return undefined;
  }
}
