import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { pinnedWords, withWords, type PinnedWord } from '../../core/pinnedWords.ts';
import type { TicketFacts } from '../../core/ticket.ts';
import type { Effect, Span } from '../../core/verdict.ts';
import { gitText } from '../../node/git/gitCommand.ts';
import { quoteForSh } from '../../node/install/launcherText.ts';
import { sha256 } from '../../node/ticket/digest.ts';
import { contentIdentity, findOnPath } from '../../node/ticket/identity.ts';
import type { Shell } from './parentShell.ts';

export interface PinQuestion {
  readonly command: string;
  readonly effects: readonly Effect[];
  readonly approved: TicketFacts;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly shell: Shell;
  readonly platform: NodeJS.Platform;
}

/** A command line whose words were replaced by what they meant before the last look. To be closed. */
export interface PinnedCommand {
  readonly command: string;
  /** For the shell's own text before the gate: where it is to find programs. */
  readonly before: string;
  /** Open directories that the shell is to inherit, from {@link firstDescriptor} on. */
  readonly descriptors: readonly number[];
  /** Whether one git command is all that changes anything. */
  readonly oneGit: boolean;
  /** Paths that lead to another directory by now; empty after a last look that found nothing: then what was pinned is what was looked at. */
  moved(): readonly string[];
  close(): void;
}

/** The first descriptor of the shell that holds a pinned directory: above that on which it waits. */
export const firstDescriptor = 4;

/** A shell is given its text as one word: Linux allows 128 KiB. */
const textBytes = 96 * 1024;
const mostDirectories = 32;
const expandMs = 5000;

/**
 * Pins what can be pinned of an approved command; what cannot is left as it is. To be called before the last look, so that
 * what changed before it is seen by the look, and what changes after it does not matter.
 */
export async function pinCommand(question: PinQuestion): Promise<PinnedCommand> {
  const { command, effects, cwd, shell } = question;
  const holder = new Directories(cwd);
  // Others read names in another way (zsh), or do not hand open directories on (ksh).
  if (question.platform !== 'linux' || !/^(?:ba|da)?sh$/.test(shell.name) || !/^(?:ba|da)sh$/.test(path.basename(shell.program))) return { command, before: '', oneGit: false, ...holder.handle };
  const { words, oneGit } = pinnedWords(command, effects, cwd);
  const names = expand(words, question);
  const replaced: { readonly span: Span; readonly text: string }[] = [];
  for (const word of words) {
    const text = await textFor(word, names, holder, question);
    if (text !== undefined) replaced.push({ span: word.span, text });
  }
  const pinned = withWords(command, replaced);
  return { command: Buffer.byteLength(pinned) > textBytes ? command : pinned, before: programPlaces(question), oneGit, ...holder.handle };
}

/** Has the shell remember where each program lies, so that none that comes to stand before it is found. dash takes what it finds now. */
function programPlaces({ approved, cwd, env, shell }: PinQuestion): string {
  const isBash = path.basename(shell.program) === 'bash';
  const found = approved.facts.flatMap(({ kind, name }) => (kind === 'program' && !name.includes('/') ? [{ name, file: findOnPath(name, cwd, env['PATH']) }] : []));
  return found.flatMap(({ name, file }) => (file === undefined ? [] : [`hash ${isBash ? `-p ${quoteForSh(file)} ` : ''}${quoteForSh(name)} 2>/dev/null; `])).join('');
}

async function textFor(word: PinnedWord, names: ReadonlyMap<string, readonly string[]>, holder: Directories, question: PinQuestion): Promise<string | undefined> {
  switch (word.kind) {
    case 'glob':
      return names.get(word.raw)?.map((name) => quoteForSh((word.places ? holder.pin(name) : undefined) ?? name)).join(' ');
    case 'place': {
      const place = holder.pin(word.path);
      return place === undefined ? undefined : quoteForSh(place);
    }
    case 'script':
      return scriptText(word, question);
    case 'revision': {
      const commit = await gitText(question.cwd, ['rev-parse', '-q', '--verify', `${word.revision}^{commit}`]).catch(() => '');
      return /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
    }
  }
}

/** Directories that are held open, so that a name in them stays a name in them wherever their path comes to lead. */
class Directories {
  readonly #cwd: string;
  readonly #open = new Map<string, number>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  get handle(): Pick<PinnedCommand, 'descriptors' | 'moved' | 'close'> {
    return {
      descriptors: [...this.#open.values()],
      moved: () => [...this.#open].flatMap(([directory, descriptor]) => (leadsTo(directory, descriptor) ? [] : [`${directory} is another directory`])),
      close: () => this.#open.forEach((descriptor) => fs.closeSync(descriptor)),
    };
  }

  /** The path through its held directory. Undefined where it has none but the working directory, which the shell holds, or where none more can be held. */
  pin(name: string): string | undefined {
    const last = path.basename(name);
    if (!name.includes('/') || name.endsWith('/') || last === '.' || last === '..') return undefined;
    const directory = path.resolve(this.#cwd, path.dirname(name));
    if (!this.#open.has(directory)) {
      const descriptor = this.#open.size < mostDirectories ? openDirectory(directory) : undefined;
      if (descriptor === undefined) return undefined;
      this.#open.set(directory, descriptor);
    }
    return `/proc/self/fd/${firstDescriptor + [...this.#open.keys()].indexOf(directory)}/${last}`;
  }
}

function openDirectory(directory: string): number | undefined {
  try {
    return fs.openSync(directory, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function leadsTo(directory: string, descriptor: number): boolean {
  const [now, held] = [fs.statSync(directory, { throwIfNoEntry: false, bigint: true }), fs.fstatSync(descriptor, { bigint: true })];
  return now !== undefined && now.dev === held.dev && now.ino === held.ino;
}

/** What globs match, as the shell itself says: names in its own order, or the word where there are none. */
function expand(words: readonly PinnedWord[], { shell, cwd, env }: PinQuestion): ReadonlyMap<string, readonly string[]> {
  const globs = [...new Set(words.flatMap((word) => (word.kind === 'glob' ? [word.raw] : [])))];
  // A file that every shell reads first may set how names are matched.
  if (globs.length === 0 || env['BASH_ENV'] !== undefined) return new Map();
  try {
    const output = execFileSync(shell.program, ['-c', globs.map((raw) => `printf '%s\\0' ${raw} ''`).join('; '), shell.name], { cwd, env: { ...env }, encoding: 'utf8', timeout: expandMs, killSignal: 'SIGKILL', stdio: ['ignore', 'pipe', 'ignore'] });
    // Each list ends with an empty word; a name that is no UTF-8 cannot be written back.
    const lists = output.split('\0\0').slice(0, globs.length).map((list) => list.split('\0').filter((name) => name !== ''));
    return lists.length === globs.length && !output.includes('\uFFFD') ? new Map(globs.map((raw, at) => [raw, lists[at] ?? []])) : new Map();
  } catch (error) {
    if (error instanceof Error) return new Map();
    throw error;
  }
}

/** What a script says of itself that only a file can answer. */
const asksForItsFile = /BASH_SOURCE|BASH_ARGV|BASH_LINENO|\bcaller\b|\breturn\b|\$-|\0/;

/** The text of a script in place of its name, which stays its `$0`. Only the very text that was approved. */
function scriptText({ path: name, started }: Extract<PinnedWord, { kind: 'script' }>, { cwd, env, approved }: PinQuestion): string | undefined {
  const file = path.resolve(cwd, name);
  const known = approved.facts.find((fact) => fact.kind === 'file' && fact.name === file && fact.state.includes('sha256:'))?.state.slice(-64);
  if (known === undefined || contentIdentity(file) !== `sha256:${known}`) return undefined;
  const data = fs.readFileSync(file);
  const text = data.toString('utf8');
  if (sha256(data) !== known || !Buffer.from(text).equals(data) || asksForItsFile.test(text)) return undefined;
  const interpreter = started === 'by a shell' ? '' : interpreterOf(text, cwd, env['PATH']);
  return interpreter === undefined ? undefined : `${interpreter}-c ${quoteForSh(text)} ${quoteForSh(name)}`;
}

/** The shell that the first line of a script names, with a blank behind it; undefined for everything else. */
function interpreterOf(text: string, cwd: string, searchPath: string | undefined): string | undefined {
  const [, direct, named, options = ''] = /^#! *(?:(\/(?:usr\/)?bin\/(?:ba|da)?sh)|\/usr\/bin\/env +((?:ba|da)?sh))(?: +(-[eux]+))? *\n/.exec(text) ?? [];
  const program = direct ?? (named === undefined || options !== '' ? undefined : findOnPath(named, cwd, searchPath));
  return program === undefined ? undefined : `${quoteForSh(program)} ${options === '' ? '' : `${options} `}`;
}
