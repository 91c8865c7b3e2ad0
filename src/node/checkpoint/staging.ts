import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { errorCode } from '../disk.ts';
import { unfinishedEnd } from './storePlaces.ts';

/**
 * The one directory in which content waits before it takes its place. Far from where it was just deleted: ext4 does not take
 * the inodes again that were freed in the last minutes, and looks past each of them for every new file there. 20,000 files took
 * 0.3 s here, and 6 s in the directories from which they were deleted a moment ago.
 */
export class Staging {
  readonly #directory: string;

  /** Makes it anew: what a crash left there is removed. */
  constructor(store: string, id: string, root: string) {
    this.#directory = stagingDirectory(store, id, root);
    this.remove();
    fs.mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
  }

  /** Where the content of a place waits. */
  placeOf(place: string): string {
    return path.join(this.#directory, createHash('sha256').update(place).digest('hex').slice(0, 32));
  }

  /** Into its place in one step, whatever stands there. */
  move(place: string): void {
    const waiting = this.placeOf(place);
    try {
      fs.renameSync(waiting, place);
    } catch (error) {
      if (errorCode(error) !== 'EXDEV') throw error;
      // Another disk is mounted there: the step is the second one.
      const beside = path.join(path.dirname(place), `.tagout-${path.basename(waiting)}`);
      fs.cpSync(waiting, beside, { verbatimSymlinks: true, preserveTimestamps: true });
      fs.renameSync(beside, place);
    }
  }

  remove(): void {
    fs.rmSync(this.#directory, { recursive: true, force: true });
  }
}

/** In the store, where a new file is like one that is made in the workspace: on the same disk, and no group or access list comes from the directory. */
function stagingDirectory(store: string, id: string, root: string): string {
  const [there, here] = [fs.statSync(root, { throwIfNoEntry: false }), fs.statSync(store)];
  const handsOn = there !== undefined && (process.platform !== 'linux' || (there.mode & 0o2000) !== 0 || there.dev !== here.dev);
  return handsOn ? path.join(root, `.tagout-restoring-${id}`) : path.join(store, `${id}-restoring${unfinishedEnd}`);
}
