import * as fs from 'node:fs';
import * as path from 'node:path';

/** Directory that only the user may enter. Existing directories keep their mode. Throws what `mkdir` throws. */
export function ensurePrivateDirectory(directory: string): void {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
}

/**
 * Replaces a file so that a reader sees the old or the new text, never half of it, also after a power cut: written beside
 * it (0600), fsync, rename. Throws when any step fails; the old file is then untouched.
 */
export function replaceFile(file: string, text: string): void {
  ensurePrivateDirectory(path.dirname(file));
  const temporary = `${file}.${process.pid}.${process.hrtime.bigint()}.tmp`;
  try {
    const descriptor = fs.openSync(temporary, 'wx', 0o600);
    try {
      fs.writeFileSync(descriptor, text);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/** What reading a small file of ours gave: a file that does not exist is not the same as one that cannot be read. */
export type FileText = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'absent' } | { readonly kind: 'unreadable'; readonly why: string };

/** Reads a file of at most `limitBytes`; never throws. Longer files and special files are `unreadable`. */
export function readSmallFile(file: string, limitBytes: number): FileText {
  let descriptor: number | undefined;
  try {
    // Most files that are looked for are not there: an exception for each costs more than a look.
    if (fs.statSync(file, { throwIfNoEntry: false }) === undefined) return { kind: 'absent' };
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
    const status = fs.fstatSync(descriptor);
    if (!status.isFile()) return { kind: 'unreadable', why: 'not a regular file' };
    if (status.size > limitBytes) return { kind: 'unreadable', why: `larger than ${limitBytes} bytes` };
    return { kind: 'text', text: fs.readFileSync(descriptor, 'utf8') };
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'absent' } : { kind: 'unreadable', why: code ?? 'unknown error' };
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** The system's code of an error (`ENOENT`), or undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
