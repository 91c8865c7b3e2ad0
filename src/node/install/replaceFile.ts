import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * Writes a whole file so that a reader sees either the old or the new text, never a part. A symbolic link is followed and
 * kept (people keep their settings in a repository of dotfiles), and an existing file keeps its mode unless `mode` is given.
 * Missing directories are made 0700. Throws what the file system throws.
 */
export function replaceFile(file: string, text: string, mode?: number): void {
  const target = fs.existsSync(file) ? fs.realpathSync(file) : file;
  fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  const finalMode = mode ?? (fs.existsSync(target) ? fs.statSync(target).mode & 0o777 : 0o600);
  const draft = `${target}.${process.pid}.tmp`;
  try {
    const handle = fs.openSync(draft, 'wx', finalMode);
    try {
      fs.writeFileSync(handle, text);
      fs.fchmodSync(handle, finalMode);
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
    fs.renameSync(draft, target);
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  }
}

/** Text of a file, or undefined where there is none. Throws for a file that cannot be read or is not UTF-8. */
export function readWhole(file: string): string | undefined {
  let bytes: Buffer;
  try {
    bytes = fs.readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) throw new Error(`${file} is not UTF-8 text`);
  return text;
}
