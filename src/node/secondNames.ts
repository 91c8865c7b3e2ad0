// A late part (esbuild.js): few files have a second name, so it exports functions only.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { errorCode } from './durableFile.ts';

/** Most files of one protected directory that are compared. */
const maxFiles = 200;

/** The protected file of which another one is a second name (hard link); undefined where it is none. */
export function protectedNameOf(file: string, protectedPaths: readonly string[]): string | undefined {
  const own = fs.statSync(file, { throwIfNoEntry: false, bigint: true });
  if (own === undefined) return undefined;
  const isSame = (other: string): boolean => {
    const status = fs.statSync(other, { throwIfNoEntry: false, bigint: true });
    return status?.isFile() === true && status.ino === own.ino && status.dev === own.dev;
  };
  return protectedPaths.flatMap(filesAt).find((other) => other !== file && isSame(other));
}

/** The file itself, or the files directly in a directory. */
function filesAt(place: string): readonly string[] {
  try {
    const status = fs.lstatSync(place, { throwIfNoEntry: false });
    if (status?.isDirectory() !== true) return status === undefined ? [] : [place];
    return fs.readdirSync(place).slice(0, maxFiles).map((name) => path.join(place, name));
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}
