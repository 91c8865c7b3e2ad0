import type { ShellDialect } from '../core/action.ts';

/** `C:\…`, `C:/…` or `\\server\share`. */
const windowsAbsolute = /^(?:[A-Za-z]:[\\/]|\\\\)/;

/** Whether the directory is written in the Windows way; an agent's working directory tells its platform. */
export const isWindowsPath = (path: string | undefined): boolean => path !== undefined && windowsAbsolute.test(path);

/** The shell that agents start for a plain command: PowerShell where the working directory is a Windows path. */
export const shellOf = (cwd: string | undefined): ShellDialect => (isWindowsPath(cwd) ? 'powershell' : 'posix');

/**
 * The path joined to the working directory, `.` and `..` removed, nothing looked up. Without a directory, or for a path
 * that is absolute in either way of writing, `~` or a `file:` URI, the path comes back in its own base. Never throws.
 */
export function absolutePath(cwd: string | undefined, path: string): string {
  const plain = path.startsWith('file://') ? fromFileUri(path) : path;
  if (windowsAbsolute.test(plain)) return normalised(plain, '\\');
  if (plain.startsWith('/')) return normalised(plain, '/');
  if (cwd === undefined || plain === '~' || plain.startsWith('~/') || plain.startsWith('~\\')) return plain;
  const separator = isWindowsPath(cwd) ? '\\' : '/';
  return normalised(`${cwd}${separator}${plain}`, separator);
}

function normalised(path: string, separator: '/' | '\\'): string {
  const split = separator === '/' ? path.split('/') : path.split(/[\\/]/);
  const unc = separator === '\\' && path.startsWith('\\\\');
  const root = separator === '/' ? '/' : unc ? '\\\\' : `${split[0] ?? ''}\\`;
  const kept: string[] = [];
  for (const segment of separator === '/' || unc ? split : split.slice(1)) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return root + kept.join(separator);
}

function fromFileUri(uri: string): string {
  const path = uri.replace(/^file:\/\/(?:localhost)?/, '');
  try {
    return decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:)/, '');
  } catch {
    return path;
  }
}
