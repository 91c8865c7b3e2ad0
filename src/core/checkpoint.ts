import type { Effect, GitLoss, Verdict } from './verdict.ts';

/** A path, or what a shell glob matches below it. */
export interface PathKeep {
  readonly path: string;
  readonly pattern?: string;
}

/** What of one repository a git command would throw away, and so what must be kept of it. */
export interface GitKeep {
  /** Absolute top level of the work tree. */
  readonly root: string;
  /** Content of modified tracked files, and what is staged. */
  readonly tracked: boolean;
  readonly untracked: boolean;
  readonly ignored: boolean;
  readonly stash: boolean;
  /** HEAD, branches and tags, with the commits that no remote has. */
  readonly commits: boolean;
  /** The reflogs, and every object that no remote has, also those that nothing leads to. */
  readonly reflogs: boolean;
  /** Limits untracked and ignored files to these (absolute); absent = the whole work tree. */
  readonly paths?: readonly string[];
}

/** What must be kept before an act runs, so that it can be taken back. */
export interface CheckpointPlan {
  /**
   * Paths whose present content must be kept; directories with all they hold. Absolute, or as the connection string of a
   * database names its file. Those that do not exist lose nothing.
   */
  readonly paths: readonly PathKeep[];
  readonly repositories: readonly GitKeep[];
  /** Reasons why the act, even so, cannot be taken back as a whole: what lies outside this machine's files. */
  readonly beyond: readonly string[];
}

/** All effects behind a verdict, each once. */
export function effectsOf(verdict: Verdict): readonly Effect[] {
  return [...new Set(verdict.findings.flatMap(({ effect }) => effect ?? []))];
}

/**
 * Effects → what to keep. Only what the judgement called recoverable or irreversible is kept: a build directory that is made
 * again costs more to copy than to lose. An effect that reaches beyond files of this machine, or that could not be
 * understood, is named in `beyond`.
 */
export function planCheckpoint(effects: readonly Effect[]): CheckpointPlan {
  const paths = new Map<string, PathKeep>();
  const addPath = (keep: PathKeep): void => void paths.set(`${keep.path} ${keep.pattern ?? ''}`, keep);
  const repositories = new Map<string, GitKeep>();
  const beyond = new Set<string>();
  for (const effect of effects) {
    if (effect.reversibility === 'read-only' || (effect.reversibility === 'reversible' && !effect.uninspectable)) continue;
    if (effect.uninspectable) beyond.add(effect.reason);
    const { target } = effect;
    switch (target?.kind) {
      case 'path':
        addPath({ path: target.path, ...(target.pattern === undefined ? {} : { pattern: target.pattern }) });
        break;
      case 'git':
        repositories.set(target.repository, merge(repositories.get(target.repository), target.repository, target.loses, target.paths));
        break;
      case 'database': {
        const files = databaseFiles(target.connection);
        if (files.length === 0) beyond.add(`a database outside this machine's files: ${effect.reason}`);
        for (const file of files) addPath({ path: file });
        break;
      }
      case 'remote':
      case 'environment':
      case 'other':
      case undefined:
        beyond.add(effect.reason);
    }
  }
  return { paths: [...paths.values()], repositories: [...repositories.values()], beyond: [...beyond] };
}

/** True where nothing can or need be kept. */
export const isEmptyPlan = ({ paths, repositories }: CheckpointPlan): boolean => paths.length === 0 && repositories.length === 0;

function merge(known: GitKeep | undefined, root: string, loses: GitLoss, paths: readonly string[] | undefined): GitKeep {
  const base: GitKeep = known ?? { root, tracked: false, untracked: false, ignored: false, stash: false, commits: false, reflogs: false };
  const added = { ...base, ...kept[loses] };
  const { paths: before, ...whole } = added;
  // INVARIANT: one effect over the whole work tree makes the limit of another one meaningless.
  if (known === undefined) return paths === undefined ? whole : { ...whole, paths };
  return before === undefined || paths === undefined ? whole : { ...whole, paths: [...new Set([...before, ...paths])] };
}

const kept: Readonly<Record<GitLoss, Partial<GitKeep>>> = {
  'tracked-changes': { tracked: true },
  untracked: { untracked: true },
  ignored: { ignored: true },
  'untracked-and-ignored': { untracked: true, ignored: true },
  stash: { stash: true },
  commits: { commits: true, tracked: true },
  refs: { commits: true },
  unreachable: { commits: true, tracked: true, stash: true, reflogs: true },
};

/**
 * The file that a connection string means: `file:./dev.db`, `sqlite:///x.db`, `sqlite:x.db`, a bare path. Several where
 * programs differ: three slashes are a relative path to SQLAlchemy and an absolute one to others, and Prisma counts from its
 * own folder. Empty for servers and for databases in memory. Relative ones count from the working directory.
 */
export function databaseFiles(connection: string): readonly string[] {
  const [, scheme = '', rest = ''] = /^(?:jdbc:)?(?:(file|sqlite3?|libsql):)?(.*)$/is.exec(connection.trim().split(/[?#]/, 1)[0] ?? '') ?? [];
  if (rest === '' || rest.includes(':memory:')) return [];
  if (scheme === '') {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(rest)) return [];
    return /\.(?:db|db3|sqlite|sqlite3|s3db)$/i.test(rest) || /^\.{0,2}\//.test(rest) ? [rest] : [];
  }
  const slashes = /^\/*/.exec(rest)?.[0].length ?? 0;
  const name = rest.slice(slashes);
  if (slashes >= 4 || slashes === 1) return [`/${name}`];
  if (slashes === 3) return /^[A-Za-z]:/.test(name) ? [name] : [`/${name}`, name];
  if (slashes === 2) return scheme.toLowerCase() === 'libsql' ? [] : [name];
  return scheme.toLowerCase() === 'file' ? [name, `prisma/${name.replace(/^\.\//, '')}`] : [name];
}
