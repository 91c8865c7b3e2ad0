import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { GitLoss } from '../../core/verdict.ts';
import { readSmallFile } from '../durableFile.ts';
import { parseGitStatus } from '../git/gitStatus.ts';
import { sha256 } from './digest.ts';
import { listState } from './targets.ts';

const timeLimitMs = 10_000;
const outputLimitBytes = 256 * 1024 * 1024;

/** What `HEAD` points to, and the commit: `refs/heads/main 1a2b…`. `unknown` where git does not say. */
export function headState(root: string): string {
  const head = readSmallFile(path.join(gitDirectory(root), 'HEAD'), 4096);
  const points = head.kind === 'text' ? head.text.trim() : 'unknown';
  // An empty repository has no commit yet.
  return `${points} ${git(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])?.trim() ?? 'none'}`;
}

/** The files that say where HEAD points and which commit that is, for a look without git. */
export function headFiles(root: string): readonly string[] {
  const directory = gitDirectory(root);
  const head = readSmallFile(path.join(directory, 'HEAD'), 4096);
  const ref = head.kind === 'text' && head.text.startsWith('ref: ') ? [path.join(directory, head.text.slice('ref: '.length).trim())] : [];
  return [path.join(directory, 'HEAD'), ...ref, path.join(directory, 'packed-refs')];
}

/** Hash over all refs of a repository with their objects: branches, tags, remote branches, stash. */
export const refsState = (root: string): string => sha256(git(root, ['for-each-ref', '--format=%(objectname) %(refname)']) ?? 'unknown');

/** Losses that are files of the work tree, with the words by which their fact is named. */
const inWorkTree = { 'tracked-changes': 'uncommitted changes in ', untracked: 'untracked files in ', ignored: 'ignored files in ', 'untracked-and-ignored': 'untracked and ignored files in ' } as const;
type WorkTreeLoss = keyof typeof inWorkTree;

export const isWorkTreeLoss = (loss: GitLoss): loss is WorkTreeLoss => loss in inWorkTree;

/** Name of the target fact for what git would throw away in a work tree. */
export const workTreeName = (root: string, loss: WorkTreeLoss): string => `${inWorkTree[loss]}${root}`;

/** The other way round; undefined for targets that are paths. */
export function workTreeOf(name: string): { readonly root: string; readonly loss: WorkTreeLoss } | undefined {
  for (const loss of ['tracked-changes', 'untracked', 'ignored', 'untracked-and-ignored'] as const) {
    if (name.startsWith(inWorkTree[loss])) return { loss, root: name.slice(inWorkTree[loss].length) };
  }
  return undefined;
}

/** State of the files in a work tree that a loss of this kind takes. */
export function workTreeState(root: string, loss: WorkTreeLoss): string {
  const ignored = loss === 'ignored' || loss === 'untracked-and-ignored';
  const output = git(root, ['status', '--porcelain=v2', '-z', '--untracked-files=all', `--ignored=${ignored ? 'traditional' : 'no'}`, '--ignore-submodules=none', '--no-renames']);
  if (output === undefined) return '0 0 unknown';
  const status = parseGitStatus(output);
  const lists = { 'tracked-changes': status.modified, untracked: status.untracked, ignored: status.ignored, 'untracked-and-ignored': [...status.untracked, ...status.ignored] };
  const index = fs.statSync(path.join(gitDirectory(root), 'index'), { throwIfNoEntry: false });
  const state = listState(lists[loss].map((name) => path.join(root, name)).sort());
  // What is staged is lost with the changes; the index is a part of them.
  return loss === 'tracked-changes' ? `${state}:${index === undefined ? 'none' : sha256(git(root, ['ls-files', '--stage', '-z']) ?? 'unknown')}` : state;
}

/** `.git` itself, or where a worktree's or submodule's `.git` file points. */
function gitDirectory(root: string): string {
  const place = path.join(root, '.git');
  const line = readSmallFile(place, 4096);
  return line.kind === 'text' && line.text.startsWith('gitdir: ') ? path.resolve(root, line.text.slice('gitdir: '.length).trim()) : place;
}

/** git's standard output with the repository's own hooks, monitors and variables off; undefined on any failure. */
function git(root: string, args: readonly string[]): string | undefined {
  const settings = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];
  const kept = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  const places = process.platform === 'win32' ? [] : ['/usr/bin/git', '/usr/local/bin/git', '/opt/homebrew/bin/git'];
  try {
    return execFileSync(places.find((file) => fs.existsSync(file)) ?? 'git', ['--no-optional-locks', '--no-pager', ...settings, '-C', root, ...args], {
      env: { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' }, encoding: 'utf8', timeout: timeLimitMs, killSignal: 'SIGKILL', maxBuffer: outputLimitBytes, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true,
    });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
