import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ensurePrivateDirectory, errorCode } from '../durableFile.ts';

/** What was told so long ago is forgotten: no notice comes as long before what it is about. */
const keptMs = 60 * 24 * 60 * 60_000;

/**
 * Whether this machine tells its person of something for the first time: true for one caller of all windows, also after a
 * restart. A disk that does not take the mark says true: a notice that comes twice is better than one that never comes.
 */
export function claimNotice(state: string, key: string, now: number): boolean {
  const directory = path.join(state, 'notices');
  try {
    ensurePrivateDirectory(directory);
    forgetOld(directory, now);
  } catch {
    return true;
  }
  try {
    fs.closeSync(fs.openSync(path.join(directory, createHash('sha256').update(key).digest('hex').slice(0, 32)), 'wx', 0o600));
    return true;
  } catch (error) {
    return errorCode(error) !== 'EEXIST';
  }
}

function forgetOld(directory: string, now: number): void {
  for (const name of fs.readdirSync(directory)) {
    const file = path.join(directory, name);
    const status = fs.statSync(file, { throwIfNoEntry: false });
    if (status !== undefined && now - status.mtimeMs > keptMs) fs.rmSync(file, { force: true });
  }
}
