import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GitFacts, PathStatus } from '../../core/world.ts';
import { isWithin } from '../ancestors.ts';
import { differingPaths } from './gitDiffering.ts';
import { readSmallFile } from '../durableFile.ts';
import { parseGitStatus, statusOfPath, type GitStatus } from './gitStatus.ts';

const timeLimitMs = 3000;
const outputLimitBytes = 32 * 1024 * 1024;

export interface GitQuestion {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds that a git process may still take. */
  readonly timeLeftMs: () => number;
  /** Variables that git gets besides. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Facts about the repository with this top level, found out when asked for: branch and merge state from its files, the
 * rest from one `git status`. The repository's own hooks, monitors and pagers are switched off, no lock is taken, and
 * `GIT_*` variables of the agent are not handed on. What git does not tell in time is unknown.
 */
export function gitFacts(top: string, question: GitQuestion): GitFacts {
  const directory = once(() => gitDirectory(top));
  const status = once(() => readStatus(top, { ...question, settings: withoutLocalFilters(top, directory(), question) }));
  const hidden = once(() => hiddenPaths(top, question));
  const aliases = once(() => readAliases(top, question));
  const branch = once(() => branchIn(directory()));
  const trackedClean = (found: GitStatus): boolean => found.modified.length === 0 && hidden()?.length === 0;
  return {
    root: top,
    get branch() { return branch(); },
    get upstream() { return status()?.upstream; },
    get merging() { return [...stopped, 'rebase-merge', 'rebase-apply'].some((name) => fs.existsSync(path.join(directory(), name))); },
    get clean() { const found = status(); return found === undefined ? undefined : trackedClean(found) && found.untracked.length === 0; },
    get trackedClean() { const found = status(); return found === undefined ? undefined : trackedClean(found); },
    get cleanDryRunEmpty() { const found = status(); return found === undefined ? undefined : found.untracked.length === 0; },
    status: (absolute) => pathStatus(absolute, { top, directory, status, hidden }),
    inConflict: (absolute) => isLeftInConflict(absolute, { top, directory, status, hidden }),
    differing: (commit, paths, against) => differingPaths(commit, paths, against, (args) => git(top, args, question), top),
    get aliases() { return aliases(); },
  };
}

/** What git writes last when a merge, cherry-pick, revert or rebase stops at a conflict. */
const stopped = ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'REBASE_HEAD'];

/** A file that a merge left in conflict and that nobody has changed since: it is no newer than what git wrote when it stopped. */
function isLeftInConflict(absolute: string, { top, directory, status }: StatusSource): boolean {
  const relative = path.relative(top, absolute).split(path.sep).join('/');
  if (status()?.conflicted?.includes(relative) !== true) return false;
  const written = fs.lstatSync(absolute, { throwIfNoEntry: false })?.mtimeMs;
  return written !== undefined && stopped.some((name) => written <= (fs.statSync(path.join(directory(), name), { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

interface StatusSource {
  readonly top: string;
  readonly directory: () => string;
  readonly status: () => GitStatus | undefined;
  readonly hidden: () => readonly string[] | undefined;
}

function pathStatus(absolute: string, { top, directory, status, hidden }: StatusSource): PathStatus {
  if (!isWithin(top, absolute) || isWithin(directory(), absolute) || inNestedRepository(top, absolute)) return 'unknown';
  if (!fs.existsSync(absolute) && !isLink(absolute)) return 'absent';
  const found = status();
  if (found === undefined) return 'unknown';
  const relative = path.relative(top, absolute).split(path.sep).join('/');
  const answer = statusOfPath(found, relative);
  if (answer !== 'clean') return answer;
  const unseen = hidden();
  if (unseen === undefined) return 'unknown';
  return unseen.some((name) => relative === '' || name === relative || name.startsWith(`${relative}/`)) ? 'modified' : 'clean';
}

const isLink = (absolute: string): boolean => fs.lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/** A repository inside this one (submodule, clone) answers for itself; its files do not show in our status. */
function inNestedRepository(top: string, absolute: string): boolean {
  for (let at = absolute; at !== top && isWithin(top, at); at = path.dirname(at)) if (fs.existsSync(path.join(at, '.git'))) return true;
  return false;
}

/** `.git` itself, or where a worktree's or submodule's `.git` file points. */
/** The branch that is checked out in the work tree with this top level; undefined where there is none. */
export const branchOf = (top: string): string | undefined => branchIn(gitDirectory(top));

function gitDirectory(top: string): string {
  const place = path.join(top, '.git');
  const line = firstLine(place);
  return line?.startsWith('gitdir: ') === true ? path.resolve(top, line.slice('gitdir: '.length)) : place;
}

/** Undefined while no branch is checked out, and where the repository keeps its refs in a table (`HEAD` then names `.invalid`). */
function branchIn(directory: string): string | undefined {
  const head = firstLine(path.join(directory, 'HEAD'));
  return head?.startsWith('ref: refs/heads/') === true && head !== 'ref: refs/heads/.invalid' ? head.slice('ref: refs/heads/'.length) : undefined;
}

function firstLine(file: string): string | undefined {
  const read = readSmallFile(file, 64 * 1024);
  return read.kind === 'text' ? read.text.split('\n', 1)[0] : undefined;
}

/**
 * SECURITY: `status` starts the programs of filters (`filter.*.clean`). Those that the repository itself names are off; a file
 * that one would change then counts as modified. The user's own (large file storage) stay. Git is asked only where the text of
 * the repository's configuration can name one.
 */
function withoutLocalFilters(top: string, directory: string, question: GitQuestion): Readonly<Record<string, string>> {
  const common = path.resolve(directory, firstLine(path.join(directory, 'commondir')) ?? '.');
  const texts = [path.join(common, 'config'), path.join(directory, 'config.worktree')].map((file) => readSmallFile(file, 1024 * 1024));
  if (!texts.some((text) => text.kind === 'unreadable' || (text.kind === 'text' && /filter|include/i.test(text.text)))) return {};
  const names = ['--local', '--worktree'].flatMap((scope) => git(top, ['config', '-z', scope, '--includes', '--name-only', '--get-regexp', '^filter\\..*\\.(clean|process|required)$'], question)?.split('\0') ?? []);
  const filters = [...new Set(names)].filter((name) => name !== '');
  const pairs = filters.flatMap((name, index): readonly (readonly [string, string])[] => [[`GIT_CONFIG_KEY_${index}`, name], [`GIT_CONFIG_VALUE_${index}`, name.endsWith('.required') ? 'false' : '']]);
  return { GIT_CONFIG_COUNT: String(filters.length), ...Object.fromEntries(pairs) };
}

function readStatus(top: string, question: GitQuestion): GitStatus | undefined {
  const output = git(top, ['status', '--porcelain=v2', '-z', '--branch', '--untracked-files=normal', '--ignored=traditional', '--ignore-submodules=none', '--no-renames'], question);
  return output === undefined ? undefined : parseGitStatus(output);
}

/** Files that git was told not to look at (`assume-unchanged`, `skip-worktree`): `status` calls them clean whatever they hold. */
function hiddenPaths(top: string, question: GitQuestion): readonly string[] | undefined {
  const output = git(top, ['ls-files', '-v', '-z'], question);
  return output?.split('\0').filter((line) => /^(?:[a-z]|S) /.test(line)).map((line) => line.slice(2)).filter((name) => fs.existsSync(path.join(top, name)));
}

function readAliases(top: string, question: GitQuestion): Readonly<Record<string, string>> {
  const output = git(top, ['config', '-z', '--get-regexp', '^alias\\.'], question) ?? '';
  const pairs = output.split('\0').filter((entry) => entry !== '').map((entry): readonly [string, string] => {
    const end = entry.indexOf('\n');
    return end < 0 ? [entry.slice('alias.'.length), ''] : [entry.slice('alias.'.length, end), entry.slice(end + 1)];
  });
  return Object.fromEntries(pairs);
}

function git(top: string, args: readonly string[], question: GitQuestion): string | undefined {
  const timeout = Math.min(timeLimitMs, question.timeLeftMs());
  if (timeout <= 0) return undefined;
  // Loaded here: starting child_process costs a tenth of the whole hook, and most calls never ask git.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const settings = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=false'];
  const ran = spawnSync(gitProgram(), ['--no-optional-locks', '--no-pager', ...settings, '-C', top, ...args], {
    env: { ...cleanEnvironment(question.env), ...question.settings }, timeout, killSignal: 'SIGKILL', maxBuffer: outputLimitBytes, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true,
  });
  return ran.status === 0 && ran.error === undefined ? ran.stdout : undefined;
}

/** A known place before `PATH`, which the agent may have changed. */
function gitProgram(): string {
  const places = process.platform === 'win32' ? [] : ['/usr/bin/git', '/usr/local/bin/git', '/opt/homebrew/bin/git'];
  return places.find((file) => fs.existsSync(file)) ?? 'git';
}

function cleanEnvironment(env: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined;
  return () => (found ??= { value: find() }).value;
}
