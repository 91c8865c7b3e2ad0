import * as path from 'node:path';
import type { Impact as MeasuredImpact, LostFile } from '../../core/impact.ts';
import { gitText } from '../../node/git/gitCommand.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import { filePairs, readText } from './filePairs.ts';
import type { DiffPair } from '../approval/ports.ts';

/** More diffs at once would not be read by anybody. */
const limit = 100;

/** Whether there is anything that the diff editor could show. */
export const hasLossDiff = (ask: AskMessage, impact: MeasuredImpact): boolean =>
  impact.files.length > 0 || ask.proposal.actions.some((action) => action.kind === 'file' && action.change.operation !== 'read');

/** What is there now against what would be there: nothing after a deletion, the content at HEAD after a discard. */
export async function lossPairs(ask: AskMessage, impact: MeasuredImpact): Promise<readonly DiffPair[]> {
  const proposed = filePairs(ask);
  const known = new Set(proposed.map((pair) => pair.path));
  const lost = impact.files.filter((file) => file.act !== 'overwrite' && !known.has(file.path)).slice(0, limit);
  return [...proposed, ...(await Promise.all(lost.map((file) => pairOf(file, ask.workspace))))];
}

async function pairOf(file: LostFile, workspace: string): Promise<DiffPair> {
  const before = readText(file.path);
  const label = path.relative(workspace, file.path);
  const after = file.act === 'discard' && file.state === 'modified' ? await textAtHead(file.path) : undefined;
  return { path: file.path, label, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

/** The committed content, or nothing where HEAD does not have the file. */
async function textAtHead(file: string): Promise<string | undefined> {
  try {
    return await gitText(path.dirname(file), ['show', `HEAD:./${path.basename(file)}`], { timeoutMs: 3000 });
  } catch {
    // Not at HEAD (a file that was only added): after the discard it is gone.
    return undefined;
  }
}
