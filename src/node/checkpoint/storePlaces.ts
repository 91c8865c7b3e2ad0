import * as fs from 'node:fs';
import * as path from 'node:path';
import { namesIn, realDisk } from '../disk.ts';
import { manifestFile } from './manifest.ts';

/** Directory of the list of what one checkpoint holds; its content lies in `packs/` and `objects/` beside it. */
export const checkpointDirectory = (store: string, id: string): string => path.join(store, id);

/** A checkpoint or a restore under way: its directory ends so until it is whole and verified. Pruning waits for it. */
export const unfinishedEnd = '.unfinished';

/** Whether this may be the name of a checkpoint. */
export const isId = (name: string): boolean => /^[A-Za-z0-9-]{1,80}$/.test(name) && name !== 'packs' && name !== 'objects';

/** Ids of whole checkpoints, oldest first. */
export const idsOf = (store: string): string[] => namesIn(realDisk, store).filter((name) => isId(name) && fs.existsSync(manifestFile(checkpointDirectory(store, name)))).sort();
