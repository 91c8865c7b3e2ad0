import { listedFiles, type FileAct, type FileState, type Impact, type LossTotals, type LostFile, type RecoverableFrom } from '../../core/impact.ts';
import type { FileStates } from './fileStates.ts';

/** What git says of the files of one repository. */
export type GitAnswer = { readonly kind: 'waiting' } | { readonly kind: 'no-repository' } | { readonly kind: 'failed' } | { readonly kind: 'known'; readonly states: FileStates };

/** Place of an answer that comes later. State: filled once. */
export interface GitSlot {
  answer: GitAnswer;
}

/** One file as the disk shows it. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly act: FileAct;
  readonly slot: GitSlot;
}

/** More are counted by nobody: the number alone says enough. */
export const mostFiles = 200_000;

type Fate = Pick<LostFile, 'state' | 'recoverable'>;

/** A file with what is known of it. State: `fate` is settled once git has answered. */
interface Entry {
  readonly found: FoundFile;
  fate: Fate | undefined;
}

const notAsked: Fate = { state: 'unknown', recoverable: 'unknown' };
const inNoRepository: Fate = { state: 'outside', recoverable: 'nothing' };

/**
 * Files found so far. State: filled while walking, so that a deadline leaves what was seen. A summary is drawn from it again and
 * again while it grows, so what is settled is not worked out twice.
 */
export class FileLoss {
  readonly #files = new Map<string, Entry>();

  add(found: FoundFile): void {
    this.#files.set(found.path, { found, fate: undefined });
  }

  get isFull(): boolean {
    return this.#files.size >= mostFiles;
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** The content of a file was found elsewhere after all. */
  keptIn(path: string, from: RecoverableFrom): void {
    const entry = this.#files.get(path);
    if (entry !== undefined) entry.fate = { state: fateOf(entry).state, recoverable: from };
  }

  /** Repositories that answered, with the newest files of each that are nowhere else as far as that answer goes. */
  lostByRepository(): ReadonlyMap<FileStates, readonly LostFile[]> {
    const found = new Map<FileStates, Best>();
    for (const entry of this.#files.values()) {
      const { answer } = entry.found.slot;
      if (answer.kind !== 'known' || fateOf(entry).recoverable !== 'nothing' || fateOf(entry).state === 'git') continue;
      const best = found.get(answer.states) ?? new Best(byAge);
      found.set(answer.states, best);
      best.add(entry);
    }
    return new Map([...found].map(([states, best]) => [states, best.best(listedFiles).map(fileOf)]));
  }

  /** The newest files that are nowhere else as far as is known. */
  lostFiles(): readonly LostFile[] {
    const best = new Best(byAge);
    for (const entry of this.#files.values()) if (fateOf(entry).recoverable === 'nothing' && fateOf(entry).state !== 'git') best.add(entry);
    return best.best(listedFiles).map(fileOf);
  }

  /** Every file but a repository's own, as many as there are. */
  all(): readonly LostFile[] {
    return [...this.#files.values()].map(fileOf).filter(({ state }) => state !== 'git');
  }

  /** The numbers, and the files that a person should see first. */
  summary(): Pick<Impact, 'files' | 'totals'> {
    const byState: Record<FileState, number> = { clean: 0, modified: 0, untracked: 0, ignored: 0, outside: 0, git: 0, unknown: 0 };
    const byAct: Record<FileAct, number> = { delete: 0, overwrite: 0, discard: 0, trash: 0 };
    const [newest, largest] = [new Best(byAge), new Best(bySize)];
    let [bytes, lost, lostBytes, own] = [0, 0, 0, 0];
    for (const entry of this.#files.values()) {
      const { found } = entry;
      const { state, recoverable } = fateOf(entry);
      byState[state]++;
      // A repository's own files are its history: that is measured in commits.
      if (state === 'git') {
        own++;
        continue;
      }
      byAct[found.act]++;
      bytes += found.bytes;
      if (recoverable === 'nothing') [lost, lostBytes] = [lost + 1, lostBytes + found.bytes];
      newest.add(entry);
      largest.add(entry);
    }
    const totals: LossTotals = { files: this.#files.size - own, bytes, byState, byAct, lost, lostBytes };
    return { totals, files: [...new Set([...newest.best(listedFiles * 0.6), ...largest.best(listedFiles * 0.4)])].sort(byAge).map(fileOf) };
  }
}

/** What is known of a file now; remembered once git has answered. */
function fateOf(entry: Entry): Fate {
  if (entry.fate !== undefined) return entry.fate;
  const { path, act, slot: { answer } } = entry.found;
  if (answer.kind === 'waiting') return act === 'trash' ? { state: 'unknown', recoverable: 'trash' } : notAsked;
  const fate = answer.kind === 'known' ? answer.states.of(path) : answer.kind === 'no-repository' ? inNoRepository : notAsked;
  // A discard takes the index back too.
  entry.fate = act === 'trash' ? { state: fate.state, recoverable: 'trash' } : act === 'discard' && fate.recoverable === 'index' ? { state: fate.state, recoverable: 'nothing' } : fate;
  return entry.fate;
}

function fileOf(entry: Entry): LostFile {
  const { path, bytes, modifiedMs, act } = entry.found;
  return { path, bytes, modifiedMs, act, ...fateOf(entry) };
}

const isLost = (entry: Entry): boolean => ['nothing', 'unknown'].includes(fateOf(entry).recoverable);
const byLoss = (first: Entry, second: Entry): number => Number(isLost(second)) - Number(isLost(first));
const byName = (first: Entry, second: Entry): number => (first.found.path < second.found.path ? -1 : 1);
/** Nowhere else first, then the newest, then the largest. */
const byAge = (first: Entry, second: Entry): number => byLoss(first, second) || second.found.modifiedMs - first.found.modifiedMs || second.found.bytes - first.found.bytes || byName(first, second);
const bySize = (first: Entry, second: Entry): number => byLoss(first, second) || second.found.bytes - first.found.bytes || second.found.modifiedMs - first.found.modifiedMs || byName(first, second);

/** The first ones of very many, without sorting them all. */
class Best {
  readonly #compare: (first: Entry, second: Entry) => number;
  #kept: Entry[] = [];
  #worst: Entry | undefined;

  constructor(compare: (first: Entry, second: Entry) => number) {
    this.#compare = compare;
  }

  add(entry: Entry): void {
    if (this.#worst !== undefined && this.#compare(entry, this.#worst) > 0) return;
    this.#kept.push(entry);
    if (this.#kept.length >= 2 * listedFiles) this.#cut();
  }

  best(most: number): readonly Entry[] {
    this.#cut();
    return this.#kept.slice(0, most);
  }

  #cut(): void {
    this.#kept = this.#kept.sort(this.#compare).slice(0, listedFiles);
    if (this.#kept.length === listedFiles) this.#worst = this.#kept.at(-1);
  }
}
