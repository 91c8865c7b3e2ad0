import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FileAct } from '../../core/impact.ts';
import { isWithin } from '../ancestors.ts';
import { turns, type Deadline } from './deadline.ts';
import { mostFiles, type FileLoss, type GitSlot } from './fileLoss.ts';
import { fileStates } from './fileStates.ts';
import { lookingGit } from './lookingGit.ts';

export interface LostPlace {
  /** Absolute. */
  readonly path: string;
  readonly act: FileAct;
}

export interface Looking {
  readonly deadline: Deadline;
  /** Says in words what is in no figure. */
  readonly uncounted: (what: string) => void;
}

/** Repositories inside a lost directory that git is asked about; a tree with more is said to be counted in part. */
const mostRepositories = 20;

/**
 * Adds all files at these paths, with their state in git as soon as git answers. Gives the repositories that go themselves, by
 * the root of their work tree.
 */
export async function addPlaces(places: readonly LostPlace[], loss: FileLoss, looking: Looking): Promise<readonly string[]> {
  const found = places.filter((place) => fs.lstatSync(place.path, { throwIfNoEntry: false }) !== undefined);
  const repositories = new Repositories(found, looking);
  const walk = new Walk(loss, looking, repositories);
  for (const place of found) await walk.add(place);
  await repositories.answered();
  return repositories.gone;
}

/** Which repository knows a file, each asked once. */
class Repositories {
  readonly gone: string[] = [];
  readonly #looking: Looking;
  readonly #slots = new Map<string, GitSlot>();
  readonly #asking: Promise<void>[] = [];
  /** In no repository, or part of one. */
  readonly none: GitSlot = { answer: { kind: 'no-repository' } };

  constructor(places: readonly LostPlace[], looking: Looking) {
    this.#looking = looking;
    const below = new Map<string, string>();
    for (const { path: place } of places) {
      const root = repositoryAbove(place);
      if (root === undefined) continue;
      below.set(root, commonAncestor(below.get(root) ?? place, place));
      if (path.basename(place) === '.git' && path.dirname(place) === root) this.gone.push(root);
    }
    for (const [root, place] of below) this.#ask(root, place, this.gone.includes(root));
  }

  /** The repository around a path that stays when the path goes. */
  around(place: string): GitSlot {
    return this.#slots.get(repositoryAbove(place) ?? '') ?? this.none;
  }

  /** A repository that lies in what is lost. */
  inside(root: string): GitSlot {
    this.gone.push(root);
    if (this.#slots.size >= mostRepositories) {
      this.#looking.uncounted(`what git knows in more than ${mostRepositories} repositories`);
      return { answer: { kind: 'failed' } };
    }
    return this.#ask(root, root, true);
  }

  async answered(): Promise<void> {
    // More may be found while these are waited for.
    for (let at = 0; at < this.#asking.length; at++) await this.#asking[at];
  }

  #ask(root: string, below: string, goes: boolean): GitSlot {
    const slot: GitSlot = { answer: { kind: 'waiting' } };
    this.#slots.set(root, slot);
    this.#asking.push(lookingGit(root, this.#looking.deadline).then((git) => fileStates({ git, below, goes })).then(
      (states) => void (slot.answer = { kind: 'known', states }),
      (error: unknown) => {
        slot.answer = { kind: 'failed' };
        this.#looking.uncounted(`what git knows of the files in ${root} (${error instanceof Error ? error.message : String(error)})`);
      },
    ));
    return slot;
  }
}

/** Reads directories as streams, a slice at a time. */
class Walk {
  readonly #loss: FileLoss;
  readonly #looking: Looking;
  readonly #repositories: Repositories;
  readonly #turn = turns();
  #stopped = false;

  constructor(loss: FileLoss, looking: Looking, repositories: Repositories) {
    this.#loss = loss;
    this.#looking = looking;
    this.#repositories = repositories;
  }

  async add({ path: top, act }: LostPlace): Promise<void> {
    const status = fs.lstatSync(top, { throwIfNoEntry: false });
    if (status === undefined) return;
    const slot = this.#repositories.around(top);
    if (!status.isDirectory()) {
      this.#loss.add({ path: top, bytes: status.size, modifiedMs: status.mtimeMs, act, slot });
      return;
    }
    const pending: { readonly directory: string; readonly slot: GitSlot }[] = [{ directory: top, slot }];
    for (let next = pending.pop(); next !== undefined && !this.#stopped; next = pending.pop()) {
      const { directory } = next;
      const around = path.basename(directory) !== '.git' && fs.existsSync(path.join(directory, '.git')) ? this.#repositories.inside(directory) : next.slot;
      await this.#read(directory, (name, isDirectory) => {
        const file = path.join(directory, name);
        if (isDirectory) return void pending.push({ directory: file, slot: around });
        const found = fs.lstatSync(file, { throwIfNoEntry: false });
        if (found !== undefined) this.#loss.add({ path: file, bytes: found.size, modifiedMs: found.mtimeMs, act, slot: around });
      });
    }
  }

  async #read(directory: string, entry: (name: string, isDirectory: boolean) => void): Promise<void> {
    let reader: fs.Dir;
    try {
      reader = fs.opendirSync(directory, { bufferSize: 256 });
    } catch (error) {
      this.#looking.uncounted(`what lies in ${directory} (${error instanceof Error ? error.message : String(error)})`);
      return;
    }
    try {
      for (let found = reader.readSync(); found !== null && !this.#isOver(directory); found = reader.readSync()) {
        entry(found.name, found.isDirectory());
        const others = this.#turn();
        if (others !== undefined) await others;
      }
    } finally {
      reader.closeSync();
    }
  }

  #isOver(directory: string): boolean {
    if (!this.#stopped && this.#loss.isFull) this.#stop(`files beyond the first ${mostFiles}`);
    if (!this.#stopped && this.#looking.deadline.passed()) this.#stop(`files in ${directory} and what comes after it (the time was up)`);
    return this.#stopped;
  }

  #stop(why: string): void {
    this.#stopped = true;
    this.#looking.uncounted(why);
  }
}

/** The repository that holds a path and outlives its deletion. */
function repositoryAbove(place: string): string | undefined {
  for (let at = path.dirname(place); ; at = path.dirname(at)) {
    const own = path.join(at, '.git');
    if (fs.existsSync(own)) return isWithin(own, place) && place !== own ? undefined : at;
    if (at === path.dirname(at)) return undefined;
  }
}

function commonAncestor(first: string, second: string): string {
  let at = first;
  while (!isWithin(at, second)) at = path.dirname(at);
  return at;
}
