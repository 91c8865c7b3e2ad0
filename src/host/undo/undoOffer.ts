import type { ActionNode } from '../../core/trace/traceTree.ts';
import { readHeader } from '../../node/checkpoint/manifest.ts';
import { checkpointDirectory, idsOf } from '../../node/checkpoint/storePlaces.ts';
import { checkpointStoreOf } from '../../node/stateDirectory.ts';

/** How long the status bar offers to undo. Milliseconds. */
export const offeredMs = 10 * 60_000;
/** Newest checkpoints that are looked at: most are taken before approved acts, which the trace brings back. */
const looked = 5;

/** The last thing that can be taken back at once: an act that ran behind a checkpoint instead of a question, or a restore. */
export interface UndoOffer {
  readonly kind: 'act' | 'restore';
  readonly workspace: string;
  /** Id of the checkpoint. */
  readonly id: string;
  readonly title: string;
  readonly files: number;
  readonly bytes: number;
  /** Of the act, for the record of the restore. */
  readonly proposal?: string;
  /** Milliseconds since 1970. */
  readonly endedMs?: number;
  readonly untilMs: number;
}

/** The newest offer of some workspaces; undefined where nothing of the last minutes can be undone, or it was undone already. */
export function undoOffer(state: string, roots: readonly string[], find: (proposal: string) => ActionNode | undefined, now: number): UndoOffer | undefined {
  return roots.flatMap((root) => offerIn(state, root, find, now) ?? []).sort((one, other) => other.untilMs - one.untilMs)[0];
}

function offerIn(state: string, workspace: string, find: (proposal: string) => ActionNode | undefined, now: number): UndoOffer | undefined {
  const store = checkpointStoreOf(state, workspace);
  for (const id of idsOf(store).slice(-looked).reverse()) {
    const header = readHeader(checkpointDirectory(store, id));
    const untilMs = Date.parse(header?.at ?? '') + offeredMs;
    if (header === undefined || !(untilMs > now)) continue;
    const { before = {}, files, bytes, at } = header;
    const common = { workspace, id, files, bytes, untilMs };
    if (before.restoring !== undefined) return { ...common, kind: 'restore', title: before.restoring, endedMs: Date.parse(at) + restoringMs };
    const act = before.instead === true && before.proposal !== undefined ? find(before.proposal) : undefined;
    if (act === undefined || act.decision?.decision !== 'allow') continue;
    return act.restores.length > 0 ? undefined : { ...common, kind: 'act', title: act.title, proposal: act.id, ...(act.outcome === undefined ? {} : { endedMs: Date.parse(act.outcome.at) }) };
  }
  return undefined;
}

/** What a restore itself wrote in this time after its checkpoint is no newer work. */
const restoringMs = 60_000;
