import { aboutOf } from './callAbout.ts';
import { withheld } from './capture/level.ts';
import { uncoveredCalls } from './gapLedger.ts';
import type { TraceEvent } from './event.ts';
import { oneLine } from './actionTitle.ts';
import type { GapRecord } from './record.ts';
import { redactText } from './redact.ts';
import { reduceTrace } from './reduce.ts';
import type { ActionNode } from './traceTree.ts';

/** A call as an agent's transcript holds it. */
export interface TranscriptCall {
  readonly id: string;
  readonly tool: string;
  /** The command, the file, or what else the call is about; cut to one line. */
  readonly about?: string;
}

/** A gap that is not recorded yet. With `proposal` it belongs to an act that is in the trace already. */
export interface FoundGap {
  readonly proposal?: string;
  readonly callId?: string;
  readonly record: GapRecord;
}

/**
 * What one session did without a decision, by its own account: calls that the agent reported as done, and calls in its
 * transcript. `events` are all of that session; what is recorded as a gap already is not found again.
 */
export function gapsOfSession(events: readonly TraceEvent[], calls: readonly TranscriptCall[]): readonly FoundGap[] {
  const acts = reduceTrace(events).sessions.flatMap(({ turns }) => turns).flatMap(({ actions }) => actions);
  const covered = new Set([...acts.flatMap(({ callId }) => callId ?? []), ...coveredByWords(acts, calls)]);
  return [
    ...acts.flatMap((act) => reported(act) ?? []),
    ...uncoveredCalls(calls, covered).map(({ id, tool, about }): FoundGap => ({ callId: id, record: { source: 'transcript', certainty: 'certain', what: oneLine(redactText(about ?? tool)), tool, why: "it stands in the agent's transcript, and no hook was asked about it" } })),
  ];
}

/** Gaps of one look at a session, told apart: what is certain by now, and the calls that only the next look can tell. */
export interface LookedAtGaps {
  readonly certain: readonly FoundGap[];
  readonly doubted: ReadonlySet<string>;
}

/**
 * Agents write a call into their transcript before they ask the hook, so a look in between finds a call that nothing covers yet.
 * It is a gap when the look before, `doubted`, found it too: by then its hook has long recorded it.
 */
export function secondLook(found: readonly FoundGap[], doubted: ReadonlySet<string>): LookedAtGaps {
  const isNew = ({ proposal, callId }: FoundGap): boolean => proposal === undefined && callId !== undefined && !doubted.has(callId);
  return { certain: found.filter((gap) => !isNew(gap)), doubted: new Set(found.filter(isNew).flatMap(({ callId }) => callId ?? [])) };
}

/**
 * Calls that acts without an id stand for: some agents name none to their hooks. One act covers one call of the same tool about
 * the same thing. Where the arguments were not recorded, nothing can be told apart, and every call counts as covered.
 */
function coveredByWords(acts: readonly ActionNode[], calls: readonly TranscriptCall[]): readonly string[] {
  const nameless = acts.filter(({ callId, tool }) => callId === undefined && tool !== undefined);
  if (nameless.some(({ input }) => input === withheld)) return calls.map(({ id }) => id);
  const left = new Map<string, number>();
  // The record holds no secrets, the transcript does.
  const key = (tool: string | undefined, about: string | undefined): string => JSON.stringify([tool, oneLine(redactText(about ?? '')).slice(0, 100)]);
  for (const { tool, input } of nameless) left.set(key(tool, aboutOf(input)), (left.get(key(tool, aboutOf(input))) ?? 0) + 1);
  return calls.flatMap(({ id, tool, about }) => {
    const found = left.get(key(tool, about)) ?? 0;
    left.set(key(tool, about), found - 1);
    return found > 0 || throughOurs.test(about ?? '') ? [id] : [];
  });
}

/** An approved command, as it was led through its ticket: by itself it runs nothing that nobody approved. */
const throughOurs = /^\S+ run (?:--here )?[0-9a-f]{48}\b/;

function reported({ id, status, gap, decision, outcome, title, tool, callId }: ActionNode): FoundGap | undefined {
  if (status !== 'gap' || gap !== undefined || outcome === undefined) return undefined;
  const why = decision?.decision === 'deny' ? 'it was refused, and the agent reports that it ran' : 'the agent reports its end, and no decision about it was recorded';
  return { proposal: id, ...(callId === undefined ? {} : { callId }), record: { source: 'post-tool', certainty: 'certain', what: title, ...(tool === undefined ? {} : { tool }), happened: outcome.at, why } };
}
