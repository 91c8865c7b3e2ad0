import * as fs from 'node:fs';
import * as path from 'node:path';
import { readSmallFile } from '../durableFile.ts';
import { git } from '../git/gitCommand.ts';
import { workspaceKey } from '../stateDirectory.ts';
import type { TraceHead } from './traceHead.ts';

/**
 * Where the end of the chain is written besides, out of reach of whoever can replace the whole trace: a file (on another disk,
 * a share that only takes what is appended), or a ref of another git repository, which may be pushed. Configured by the
 * person in `<state>/anchors.json`: `[{"kind": "file", "path": "/mnt/worm/tagout.jsonl"}, {"kind": "git", "repository": "/srv/anchors"}]`.
 */
export type TraceAnchor = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'git'; readonly repository: string };

/** The end of a chain at some time, as an anchor holds it. */
export interface AnchoredHead {
  /** Root of the workspace whose trace it is. */
  readonly workspace: string;
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
}

export type AnchoredHeads = { readonly kind: 'heads'; readonly heads: readonly AnchoredHead[] } | { readonly kind: 'unreadable'; readonly why: string };

const limitBytes = 64 * 1024 * 1024;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The configured anchors; none where there is no file. Throws where the file says something else. */
export function readAnchors(state: string): readonly TraceAnchor[] {
  const file = path.join(state, 'anchors.json');
  const read = readSmallFile(file, limitBytes);
  if (read.kind === 'absent') return [];
  const value: unknown = read.kind === 'text' ? JSON.parse(read.text) : undefined;
  const anchors = Array.isArray(value) ? value.map(anchorIn) : [undefined];
  if (anchors.includes(undefined)) throw new Error(`${file} is no list of anchors`);
  return anchors.filter((anchor) => anchor !== undefined);
}

function anchorIn(value: unknown): TraceAnchor | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, path: file, repository } = value;
  if (kind === 'file' && typeof file === 'string' && path.isAbsolute(file)) return { kind, path: file };
  return kind === 'git' && typeof repository === 'string' && path.isAbsolute(repository) ? { kind, repository } : undefined;
}

const refOf = (workspace: string): string => `refs/tagout/${workspaceKey(workspace)}`;

/** Writes the end of the chain to an anchor, durably. Rejects where that fails: the trace itself is not touched by it. */
export async function anchorHead(anchor: TraceAnchor, workspace: string, { chain, seq, hash }: TraceHead, now: number): Promise<void> {
  const head: AnchoredHead = { workspace, chain, seq, hash, at: new Date(now).toISOString() };
  const line = `${JSON.stringify(head)}\n`;
  switch (anchor.kind) {
    case 'file': {
      const descriptor = fs.openSync(anchor.path, 'a', 0o600);
      try {
        fs.writeSync(descriptor, line);
        fs.fsyncSync(descriptor);
      } finally {
        fs.closeSync(descriptor);
      }
      return;
    }
    case 'git': {
      // Each head is a commit on the one before it, so that a push that is no fast-forward shows a chain that was replaced.
      const { repository } = anchor;
      const blob = (await git(repository, ['hash-object', '-w', '--stdin'], { input: line })).toString('utf8').trim();
      const tree = (await git(repository, ['mktree'], { input: `100644 blob ${blob}\thead.json\n` })).toString('utf8').trim();
      const before = (await git(repository, ['rev-parse', '--verify', '--quiet', refOf(workspace)], { accept: [1] })).toString('utf8').trim();
      const author = { GIT_AUTHOR_NAME: 'Tagout', GIT_AUTHOR_EMAIL: 'tagout@localhost', GIT_COMMITTER_NAME: 'Tagout', GIT_COMMITTER_EMAIL: 'tagout@localhost' };
      const commit = (await git(repository, ['commit-tree', tree, ...(before === '' ? [] : ['-p', before]), '-m', `event ${seq}`], { env: author })).toString('utf8').trim();
      await git(repository, ['update-ref', refOf(workspace), commit, before]);
    }
  }
}

/** Every head of a workspace's trace that an anchor holds, oldest first. Never rejects. */
export async function anchoredHeads(anchor: TraceAnchor, workspace: string): Promise<AnchoredHeads> {
  try {
    const text = anchor.kind === 'file' ? fs.readFileSync(anchor.path, 'utf8') : await gitHeads(anchor.repository, workspace);
    return { kind: 'heads', heads: text.split('\n').filter((line) => line !== '').flatMap(headIn).filter((head) => head.workspace === workspace) };
  } catch (error) {
    return { kind: 'unreadable', why: error instanceof Error ? error.message : String(error) };
  }
}

async function gitHeads(repository: string, workspace: string): Promise<string> {
  const commits = (await git(repository, ['rev-list', '--reverse', refOf(workspace)])).toString('utf8').split('\n').filter((commit) => commit !== '');
  return (await git(repository, ['cat-file', '--batch=%(objecttype)'], { input: commits.map((commit) => `${commit}:head.json\n`).join('') })).toString('utf8');
}

function headIn(line: string): readonly AnchoredHead[] {
  if (!line.startsWith('{')) return [];
  try {
    const value: unknown = JSON.parse(line);
    if (!isRecord(value)) return [];
    const { workspace, chain, seq, hash, at } = value;
    return typeof workspace === 'string' && typeof chain === 'string' && typeof seq === 'number' && typeof hash === 'string' && typeof at === 'string' ? [{ workspace, chain, seq, hash, at }] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
