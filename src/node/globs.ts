// minimatch: path globs of policies and freezes. Linear on hostile patterns, where others hang for seconds.
import { Minimatch } from 'minimatch';

const limit = 5000;

/**
 * Makes a matcher that remembers the globs it has compiled (at most {@link limit}). A glob matches a path with `/`; dot
 * files count, and what a glob matches holds for all below it too. An invalid glob matches nothing but itself.
 */
export function globMatcher(): (glob: string, path: string) => boolean {
  const compiled = new Map<string, Minimatch>();
  return (glob, path) => {
    const matcher = compiled.get(glob) ?? new Minimatch(glob, { dot: true, nocomment: true, nonegate: true });
    if (compiled.size < limit) compiled.set(glob, matcher);
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) if (matcher.match(at)) return true;
    return false;
  };
}
