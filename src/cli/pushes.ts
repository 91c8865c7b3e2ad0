import { spawnSync } from 'node:child_process';

/** Longest time that git may take to compare two commits, in milliseconds. */
const compareMs = 10_000;
const nothing = /^0+$/;

/** A word as a shell reads it back: `check -- rm 'a b'` is about one file. */
export const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/**
 * The pushes that git announces to its pre-push hook (githooks(5): `local-ref local-id remote-ref remote-id`, one a line), each as the
 * command that does it: what is not a fast-forward as a forced one, also where the commits cannot be compared. Nothing to push
 * gives no command. Throws a plain sentence for a line of another form.
 */
export function pushesOf(remote: string, lines: string, cwd: string): readonly string[] {
  return lines.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const [localRef, localId, remoteRef, remoteId, ...more] = line.trim().split(/\s+/);
    if (localRef === undefined || localId === undefined || remoteRef === undefined || remoteId === undefined || more.length > 0) throw new Error(`git's line \`${line}\` is not understood`);
    const target = shortName(remoteRef);
    if (nothing.test(localId)) return `git push ${quoted(remote)} --delete ${quoted(target)}`;
    const forced = !nothing.test(remoteId) && !isAncestor(remoteId, localId, cwd);
    return `git push ${forced ? '--force ' : ''}${quoted(remote)} ${quoted(`${shortName(localRef)}:${target}`)}`;
  });
}

const shortName = (ref: string): string => ref.replace(/^refs\/heads\//, '');

const isAncestor = (older: string, newer: string, cwd: string): boolean => spawnSync('git', ['merge-base', '--is-ancestor', older, newer], { cwd, timeout: compareMs, stdio: 'ignore' }).status === 0;
