import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FileChange } from '../../core/action.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import type { DiffPair } from '../approval/ports.ts';

/** Larger files are not read into a diff. */
const limitBytes = 2 * 1024 * 1024;

/** What the file changes of a proposal would do, as diffs: the text on disk now against the text that would be there. */
export function filePairs(ask: AskMessage): readonly DiffPair[] {
  return ask.proposal.actions.flatMap((action) => {
    if (action.kind !== 'file' || action.change.operation === 'read') return [];
    const pair = pairOf(action.change, ask.cwd);
    return pair === undefined ? [] : [pair];
  });
}

function pairOf(change: FileChange, cwd: string): DiffPair | undefined {
  const file = path.resolve(cwd, change.path);
  const label = path.relative(cwd, file);
  const now = readText(file);
  switch (change.operation) {
    case 'delete':
      return now === undefined ? undefined : { path: file, label, before: now };
    case 'move':
      return now === undefined ? undefined : { path: file, label: `${label} → ${change.to ?? '?'}`, before: now, after: now };
    case 'create':
    case 'modify': {
      const after = resulting(now, change);
      return after === undefined ? undefined : { path: file, label, ...(now === undefined ? {} : { before: now }), after };
    }
    case 'read':
      return undefined;
  }
}

/** The agent sends either whole texts or the piece that it replaces. */
function resulting(now: string | undefined, { before, after }: FileChange): string | undefined {
  if (after === undefined) return undefined;
  if (now === undefined || before === undefined || before === '' || before === now) return after;
  const at = now.indexOf(before);
  return at < 0 ? after : `${now.slice(0, at)}${after}${now.slice(at + before.length)}`;
}

/** The text of a regular file of a fair size, else undefined. */
export function readText(file: string): string | undefined {
  try {
    const status = fs.statSync(file);
    if (!status.isFile() || status.size > limitBytes) return undefined;
    return fs.readFileSync(file, 'utf8');
  } catch {
    // Not there or not readable: there is nothing to compare with.
    return undefined;
  }
}
