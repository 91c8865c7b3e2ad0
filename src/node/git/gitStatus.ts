import type { PathStatus } from '../../core/world.ts';

/** What `git status --porcelain=v2 -z --branch --ignored` said; paths relative to the top level, directories end in `/`. */
export interface GitStatus {
  readonly branch?: string;
  readonly upstream?: string;
  readonly modified: readonly string[];
  readonly untracked: readonly string[];
  readonly ignored: readonly string[];
  /** Those of the modified that a merge left in conflict. */
  readonly conflicted?: readonly string[];
}

/** Fields before the path in a changed (`1`), renamed (`2`) and unmerged (`u`) entry; git-status(1), "Porcelain Format Version 2". */
const fieldsBeforePath: Readonly<Record<string, number>> = { '1': 8, '2': 9, u: 10 };

/** Reads the NUL-separated form; entries of unknown kinds are passed over. */
export function parseGitStatus(output: string): GitStatus {
  const modified: string[] = [], untracked: string[] = [], ignored: string[] = [], conflicted: string[] = [];
  let branch: string | undefined, upstream: string | undefined;
  const entries = output.split('\0');
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at] ?? '';
    const kind = entry.slice(0, 1);
    if (kind === '?') untracked.push(entry.slice(2));
    else if (kind === '!') ignored.push(entry.slice(2));
    else if (entry.startsWith('# branch.head ')) branch = entry.slice('# branch.head '.length);
    else if (entry.startsWith('# branch.upstream ')) upstream = entry.slice('# branch.upstream '.length);
    else if (kind in fieldsBeforePath) {
      modified.push(entry.split(' ').slice(fieldsBeforePath[kind]).join(' '));
      if (kind === 'u') conflicted.push(modified.at(-1) ?? '');
      // A renamed entry is followed by its old path.
      if (kind === '2') modified.push(entries[++at] ?? '');
    }
  }
  return { ...(branch === undefined ? {} : { branch }), ...(upstream === undefined ? {} : { upstream }), modified, untracked, ignored, ...(conflicted.length === 0 ? {} : { conflicted }) };
}

/**
 * The status of one existing path (relative, `/` as separator, '' = the top level). A directory answers for the file
 * inside that would be the greatest loss: untracked, then modified, then ignored.
 */
export function statusOfPath(status: GitStatus, relative: string): PathStatus {
  const touches = (entry: string): boolean => {
    const name = entry.endsWith('/') ? entry.slice(0, -1) : entry;
    return relative === '' || name === relative || name.startsWith(`${relative}/`) || relative.startsWith(`${name}/`);
  };
  if (status.untracked.some(touches)) return 'untracked';
  if (status.modified.some(touches)) return 'modified';
  return status.ignored.some(touches) ? 'ignored' : 'clean';
}
