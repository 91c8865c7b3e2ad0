import { git, gitList, gitText, type GitRun } from '../git/gitCommand.ts';
import type { Deadline } from './deadline.ts';

/** git in one repository, for looking only. */
export interface LookingGit {
  readonly root: string;
  /** Rejects on failure and when the time is up. */
  readonly text: (args: readonly string[], run?: GitRun) => Promise<string>;
  readonly list: (args: readonly string[], run?: GitRun) => Promise<readonly string[]>;
  readonly bytes: (args: readonly string[], run?: GitRun) => Promise<Buffer>;
  /** The text, or undefined where git fails or says nothing. */
  readonly maybe: (args: readonly string[], run?: GitRun) => Promise<string | undefined>;
}

/**
 * SECURITY: a repository's own configuration can name programs that git starts even for `status`: filters (`filter.*.clean`)
 * and transports of missing objects. Both are off here, beside all that `gitCommand.ts` switches off; a file that a filter
 * would change then counts as modified, which is the cautious answer. Submodules have a configuration of their own: callers pass
 * `--ignore-submodules=dirty` where git would start itself in them.
 */
export async function lookingGit(root: string, deadline: Deadline): Promise<LookingGit> {
  const timeoutMs = (): number => Math.max(100, deadline.left());
  const names = await gitList(root, ['config', '-z', '--name-only', '--get-regexp', '^filter\\..*\\.(clean|smudge|process|required)$'], { timeoutMs: timeoutMs(), accept: [1] });
  const off = [...new Set(names)].map((name): readonly [string, string] => [name, name.endsWith('.required') ? 'false' : '']);
  const env = {
    GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1', GIT_CONFIG_COUNT: String(off.length),
    ...Object.fromEntries(off.flatMap(([name, value], index) => [[`GIT_CONFIG_KEY_${index}`, name], [`GIT_CONFIG_VALUE_${index}`, value]])),
  };
  const with_ = (run: GitRun = {}): GitRun => ({ ...run, timeoutMs: timeoutMs(), env: { ...env, ...run.env } });
  const text = (args: readonly string[], run?: GitRun): Promise<string> => gitText(root, args, with_(run));
  return {
    root, text, list: (args, run) => gitList(root, args, with_(run)), bytes: (args, run) => git(root, args, with_(run)),
    maybe: async (args, run) => {
      const said = await text(args, run).catch(() => '');
      return said === '' ? undefined : said;
    },
  };
}
