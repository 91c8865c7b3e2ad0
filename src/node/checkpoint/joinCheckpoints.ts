import type { KeptEntry, KeptGit, Manifest } from './manifest.ts';

/** A checkpoint with the moment at which the act had ended that it was taken before, milliseconds since 1970. */
export interface ActCheckpoint {
  readonly manifest: Manifest;
  readonly endedMs: number;
}

/** One repository as one of the checkpoints has it. */
export interface JoinedRepository {
  /** Id of the checkpoint. */
  readonly id: string;
  readonly kept: KeptGit;
  /** Commits made later are newer work. */
  readonly sinceMs: number;
  /** Refs that had moved on before a later act: restoring this would lose what the later checkpoint kept of them. */
  readonly between: ReadonlySet<string>;
}

/** What several checkpoints hold together: how everything was before the oldest of their acts, as far as they know. */
export interface JoinedCheckpoints {
  readonly root: string;
  /** Each path once. */
  readonly entries: readonly KeptEntry[];
  /** In the order in which they are put back: the newest first, so that the oldest has the last word. */
  readonly repositories: readonly JoinedRepository[];
  /** A path that was changed after this is newer work, milliseconds since 1970. */
  readonly sinceOf: (path: string) => number;
  /** Files that somebody changed between two of the acts, as the newer checkpoint has them: newer work too, even where nothing stands there now. */
  readonly between: ReadonlyMap<string, KeptEntry>;
}

/**
 * Several checkpoints as one, oldest first; one alone is as it is. Where two hold the same path, the older has what was there
 * before both acts; that it was changed after the older act and before the newer one shows in the newer one's time. Pure.
 */
export function joinCheckpoints(oldestFirst: readonly ActCheckpoint[]): JoinedCheckpoints {
  const entries = new Map<string, KeptEntry>();
  const since = new Map<string, number>();
  const between = new Map<string, KeptEntry>();
  for (const { manifest, endedMs } of oldestFirst) {
    for (const entry of manifest.entries) {
      const before = since.get(entry.path);
      if (before !== undefined && entry.kind === 'file' && entry.mtimeMs > before) between.set(entry.path, entry);
      since.set(entry.path, endedMs);
      if (!entries.has(entry.path)) entries.set(entry.path, entry);
    }
  }
  const repositories = oldestFirst.flatMap(({ manifest, endedMs }, at) => manifest.repositories.map((kept): JoinedRepository => ({ id: manifest.id, kept, sinceMs: endedMs, between: movedBetween(kept, oldestFirst.slice(at + 1)) })));
  return { root: oldestFirst[0]?.manifest.root ?? '', entries: [...entries.values()], repositories: repositories.reverse(), sinceOf: (path) => since.get(path) ?? -Infinity, between };
}

function movedBetween({ root, refs, restores }: KeptGit, later: readonly ActCheckpoint[]): ReadonlySet<string> {
  if (!restores.commits) return new Set();
  const others = later.flatMap(({ manifest }) => manifest.repositories.filter((one) => one.root === root && one.restores.commits));
  return new Set(refs.filter(({ name, object }) => others.some((one) => one.refs.some((ref) => ref.name === name && ref.object !== object))).map(({ name }) => name));
}
