import type { ProgramTrust } from './trust/trust.ts';
import type { Target } from './verdict.ts';

/**
 * The facts about the machine that a judgement may rest on. The core never looks for itself: hosts hand in a live world
 * (`node/liveWorld.ts`), corpora and tests a described one (`core/resolve/describedWorld.ts`). All members are synchronous
 * and never throw; what cannot be found out is `undefined` or `'unknown'`, which counts as the worst that is ordinary.
 */
export interface World {
  readonly platform: 'posix' | 'windows';
  /** Absolute workspace root, symlinks resolved. */
  readonly root: string;
  readonly home: string;
  readonly cwd: string;
  readonly tempDirectories: readonly string[];
  readonly caseInsensitive: boolean;
  /** Value of an environment variable as the command will see it. */
  env(name: string): string | undefined;
  /** `absent`: proven not to exist. `unknown`: not looked at or not readable. `realPath`: symlinks resolved on the existing prefix. */
  path(absolute: string): PathFacts;
  /** Names in a directory, or undefined where not known. */
  list(absolute: string): readonly string[] | undefined;
  /**
   * Every path that a shell could put for a pattern of one or more segments below a directory, hidden names and other cases of
   * letters included (rather more than fewer); undefined where not known, or more than a few hundred.
   */
  matches?(directory: string, pattern: string): readonly string[] | undefined;
  /** Text of a file of at most 256 KiB, or undefined. */
  readText(absolute: string): string | undefined;
  /** Names of what an archive (absolute path) holds; undefined where it cannot be read, absent where archives are never looked into. */
  archive?(absolute: string): readonly string[] | undefined;
  /** Facts about the repository that holds this directory; undefined outside a repository. */
  git(directory: string): GitFacts | undefined;
  /** What this agent session did before (issue: session memory); empty where not known. */
  readonly session: SessionFacts;
  /**
   * Whether what stands at a path is nothing but what this session itself put there, word for word, where nothing stood
   * before: a file, or a directory of such files. Absent = not known.
   */
  ownWork?(absolute: string): boolean;
  /** What the person trusts programs to do in this workspace; looked up only when a program asks. */
  trusted(): readonly ProgramTrust[];
  /** Absolute paths that no agent may write: state directory, launcher, policy, discovery files. */
  readonly protectedPaths: readonly string[];
}

export interface PathFacts {
  readonly kind: 'file' | 'directory' | 'absent' | 'unknown';
  readonly realPath: string;
}

export interface GitFacts {
  readonly root: string;
  readonly branch?: string;
  readonly upstream?: string;
  readonly merging?: boolean;
  /** No modified tracked files and no untracked ones; undefined = not known. */
  readonly clean?: boolean;
  /** Nothing tracked is modified; untracked files may exist. */
  readonly trackedClean?: boolean;
  /** `git clean -n` would remove nothing. */
  readonly cleanDryRunEmpty?: boolean;
  /** State of one path, given absolute; directories answer for the worst file inside. */
  status(absolute: string): PathStatus;
  /** Whether a file, given absolute, is in conflict and holds nothing but what the merge left in it; undefined or absent = not known. */
  inConflict?(absolute: string): boolean | undefined;
  /**
   * Which of these paths (absolute) a commit holds otherwise than the one that is checked out (`head`), has changed since the two
   * parted (`base`), or than its own parent (`parent`). Undefined = no such commit; absent = not known.
   */
  differing?(commit: string, paths: readonly string[], against: 'head' | 'base' | 'parent'): readonly string[] | undefined;
  readonly aliases: Readonly<Record<string, string>>;
}

export type PathStatus = 'clean' | 'modified' | 'untracked' | 'ignored' | 'absent' | 'unknown';

export interface SessionFacts {
  /** Absolute paths that the agent wrote in this session: scripts among them get no benefit of the doubt. */
  readonly written: readonly string[];
  /** Files that the agent made in this session with words of its own, and the key of what it put there. */
  readonly made?: readonly MadeFile[];
  /** Objects that were refused in this session. */
  readonly denied: readonly DeniedObject[];
  /** What earlier calls left in a terminal that stays open; undefined where each call gets a shell of its own. */
  readonly shell?: ShellFacts;
}

/** A file where none was before, with a key of its whole text. */
export interface MadeFile {
  readonly path: string;
  readonly content: string;
}

/** An object whose loss was refused, and whether the person has spoken to the agent since. */
export interface DeniedObject {
  readonly target: Target;
  readonly since: 'since-last-prompt' | 'before';
}

/** The state of a shell between two calls. A call may also begin in a fresh one: it is judged in both. */
export interface ShellFacts {
  /** Absolute; null = not known. */
  readonly cwd: string | null;
  /** Variables that were set; null = to something unknown. */
  readonly variables: Readonly<Record<string, string | null>>;
  /** Texts of calls that defined functions or aliases, oldest first. */
  readonly definitions: readonly string[];
}
