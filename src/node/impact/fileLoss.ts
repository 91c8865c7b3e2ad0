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

/** Files found so far. State: filled while walking, so that a deadline leaves what was seen. */
export class FileLoss {
  readonly #files = new Map<string, FoundFile>();
  /** Contents that were found elsewhere, by path. */
  readonly #kept = new Map<string, RecoverableFrom>();

  add(entry: FoundFile): void {
    this.#files.set(entry.path, entry);
  }

  get isFull(): boolean {
    return this.#files.size >= mostFiles;
  }

  keptIn(path: string, from: RecoverableFrom): void {
    this.#kept.set(path, from);
  }

  /** Repositories that answered, with the files of each that are nowhere else as far as that answer goes. */
  lostByRepository(): ReadonlyMap<FileStates, readonly LostFile[]> {
    const found = new Map<FileStates, LostFile[]>();
    for (const entry of this.#files.values()) {
      if (entry.slot.answer.kind !== 'known') continue;
      const file = this.#lostFile(entry);
      if (file.recoverable !== 'nothing' || file.state === 'git') continue;
      const { states } = entry.slot.answer;
      const known = found.get(states);
      if (known === undefined) found.set(states, [file]);
      else known.push(file);
    }
    return found;
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** The numbers, and the files that a person should see first. */
  summary(): Pick<Impact, 'files' | 'totals'> {
    const byState: Record<FileState, number> = { clean: 0, modified: 0, untracked: 0, ignored: 0, outside: 0, git: 0, unknown: 0 };
    const byAct: Record<FileAct, number> = { delete: 0, overwrite: 0, discard: 0, trash: 0 };
    const [newest, largest] = [new Best(byAge), new Best(bySize)];
    let [bytes, lost, lostBytes, own] = [0, 0, 0, 0];
    for (const entry of this.#files.values()) {
      const file = this.#lostFile(entry);
      byState[file.state]++;
      // A repository's own files are its history: that is measured in commits.
      if (file.state === 'git') {
        own++;
        continue;
      }
      byAct[file.act]++;
      bytes += file.bytes;
      if (file.recoverable === 'nothing') [lost, lostBytes] = [lost + 1, lostBytes + file.bytes];
      newest.add(file);
      largest.add(file);
    }
    const totals: LossTotals = { files: this.#files.size - own, bytes, byState, byAct, lost, lostBytes };
    return { totals, files: [...new Map([...newest.best(listedFiles * 0.6), ...largest.best(listedFiles * 0.4)].map((file) => [file.path, file])).values()].sort(byAge) };
  }

  #lostFile({ slot, ...file }: FoundFile): LostFile {
    return { ...file, ...this.#fate(file.path, file.act, slot.answer) };
  }

  #fate(path: string, act: FileAct, answer: GitAnswer): Pick<LostFile, 'state' | 'recoverable'> {
    const { state, recoverable } = answer.kind === 'known' ? answer.states.of(path) : answer.kind === 'no-repository' ? { state: 'outside' as const, recoverable: 'nothing' as const } : { state: 'unknown' as const, recoverable: 'unknown' as const };
    if (act === 'trash') return { state, recoverable: 'trash' };
    // A discard takes the index back too.
    return { state, recoverable: this.#kept.get(path) ?? (act === 'discard' && recoverable === 'index' ? 'nothing' : recoverable) };
  }
}

const isLost = ({ recoverable }: LostFile): boolean => recoverable === 'nothing' || recoverable === 'unknown';
const byLoss = (first: LostFile, second: LostFile): number => Number(isLost(second)) - Number(isLost(first));
const byName = (first: LostFile, second: LostFile): number => (first.path < second.path ? -1 : 1);
/** Nowhere else first, then the newest, then the largest. */
const byAge = (first: LostFile, second: LostFile): number => byLoss(first, second) || second.modifiedMs - first.modifiedMs || second.bytes - first.bytes || byName(first, second);
const bySize = (first: LostFile, second: LostFile): number => byLoss(first, second) || second.bytes - first.bytes || second.modifiedMs - first.modifiedMs || byName(first, second);

/** The first ones of very many, without sorting them all. */
class Best {
  readonly #compare: (first: LostFile, second: LostFile) => number;
  #kept: LostFile[] = [];
  #worst: LostFile | undefined;

  constructor(compare: (first: LostFile, second: LostFile) => number) {
    this.#compare = compare;
  }

  add(file: LostFile): void {
    if (this.#worst !== undefined && this.#compare(file, this.#worst) > 0) return;
    this.#kept.push(file);
    if (this.#kept.length >= 2 * listedFiles) this.#cut();
  }

  best(most: number): readonly LostFile[] {
    this.#cut();
    return this.#kept.slice(0, most);
  }

  #cut(): void {
    this.#kept = this.#kept.sort(this.#compare).slice(0, listedFiles);
    if (this.#kept.length === listedFiles) this.#worst = this.#kept.at(-1);
  }
}
