import * as fs from 'node:fs';
import * as path from 'node:path';
import { errorCode } from '../durableFile.ts';
import { sha256 } from './digest.ts';

/** Files up to this size, in bytes, are known by their content; larger ones by inode, times and size. */
const hashedBytes = 4 * 1024 * 1024;

/** Device and inode, which stay when a file is renamed and change when another one takes its name. */
export const inodeOf = ({ dev, ino }: fs.BigIntStats): string => `${dev}:${ino}`;

/**
 * What a file is, in one word without blanks: its content, or for a large one what changes with every write (`ctime` cannot
 * be set back). `absent` where nothing is, `unreadable:CODE` where it cannot be looked at. Links are followed.
 */
export function contentIdentity(file: string): string {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
    const status = fs.fstatSync(descriptor, { bigint: true });
    if (status.isDirectory()) return `directory:${inodeOf(status)}`;
    if (!status.isFile()) return `special:${inodeOf(status)}`;
    if (status.size > hashedBytes) return `large:${inodeOf(status)}:${status.mtimeNs}:${status.ctimeNs}:${status.size}`;
    return `sha256:${sha256(fs.readFileSync(descriptor))}`;
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : `unreadable:${code}`;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** As {@link contentIdentity}, and where the name is a link, what it says. */
export function nameIdentity(file: string): string {
  const content = contentIdentity(file);
  try {
    return `link:${fs.readlinkSync(file)} ${content}`;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return content;
  }
}

/** Real path with device and inode of a directory as a name leads to it now. */
export function directoryIdentity(directory: string): string {
  try {
    const real = fs.realpathSync.native(directory);
    return `${real} ${inodeOf(fs.statSync(real, { bigint: true }))}`;
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return `absent ${code}`;
  }
}

/** Absolute path of the file that a program's name starts, as execvp(3) finds it; undefined where nothing does. */
export function findOnPath(name: string, directory: string, searchPath: string | undefined): string | undefined {
  if (name.includes('/')) return startable(path.resolve(directory, name));
  for (const entry of (searchPath ?? '').split(path.delimiter)) {
    const found = startable(path.resolve(directory, entry, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

const startable = (file: string): string | undefined => (isExecutable(file) ? file : undefined);

/** Whether this is a file that this user may start. */
export function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}

/** Real path and content of a program that was found; the state of a fact of kind `program`. */
export function programIdentity(file: string): string {
  try {
    const real = fs.realpathSync.native(file);
    return `${real} ${contentIdentity(real)}`;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return 'absent';
  }
}
