import { oneLine } from '../trace/actionTitle.ts';
import type { ActionNode, ActionStatus } from '../trace/traceTree.ts';
import { visibleLine } from '../visibleText.ts';
import type { Incident } from './incident.ts';

/** Acts that are listed on each side of the root. */
const mostAround = 15;
const mostEarlierNotes = 5;

const words: Readonly<Record<ActionStatus, string>> = { allowed: 'allowed', approved: 'APPROVED', denied: 'REFUSED', waiting: 'WAITING', undecided: 'undecided', gap: 'NO DECISION' };

/** One line of the timeline; lines with equal times stay in the order given here. */
interface Entry {
  readonly at: string;
  readonly label: string;
  readonly text: string;
  readonly own: boolean;
}

/** The incident in time, one line each, readable in any font and without colours: `▶` and `│` stand before what belongs to the root act. */
export function timelineText(incident: Incident): string {
  const { session, turn, act, before, after, notes } = incident;
  const [first, last] = [before.slice(-mostAround), after.slice(0, mostAround)];
  const [from, to] = [[first[0]?.at ?? act.at, turn.startedAt].reduce((one, other) => (other < one ? other : one)), last.at(-1)?.at ?? act.steps.at(-1)?.at ?? act.at];
  const around: readonly Entry[] = [...first, ...last].map(actEntry);
  const turns = session.turns.flatMap(({ startedAt, prompt, said }): readonly Entry[] => [
    ...(prompt === undefined ? [] : [{ at: startedAt, label: 'asked', text: prompt, own: false }]), ...said.map(({ at, text }) => ({ at, label: 'said', text, own: false })),
  ]).filter(({ at }) => at >= from && at <= to);
  // Freezes and policies that were there already, and what came between; that it was reconstructed is no part of it.
  const related = notes.filter(({ kind, at }) => kind !== 'incident' && at <= to);
  const beside = [...related.filter(({ at }) => at < from).slice(-mostEarlierNotes), ...related.filter(({ at }) => at >= from)].map(({ at, kind, text }): Entry => ({ at, label: kind, text, own: false }));
  const own: readonly Entry[] = [{ ...actEntry(act), own: true }, ...act.steps.map(({ at, kind, text }): Entry => ({ at, label: kind, text, own: true }))];
  const sorted = [...turns, ...around, ...beside, ...own].map((entry, index) => ({ entry, index })).sort((one, other) => (one.entry.at < other.entry.at ? -1 : one.entry.at > other.entry.at ? 1 : one.index - other.index)).map(({ entry }) => entry);
  const lines = sorted.map(({ at, label, text, own: isOwn }) => `${at.slice(11, 19).padEnd(8)} ${isOwn ? (label === words[act.status] && text === act.title ? '▶' : '│') : ' '} ${label.padEnd(13)} ${visibleLine(oneLine(text))}`);
  return [
    ...(before.length > first.length ? [`         … ${before.length - first.length} earlier acts of the session`] : []), ...lines, ...(after.length > last.length ? [`         … ${after.length - last.length} later acts of the session`] : []),
  ].join('\n');
}

const actEntry = ({ at, title, status }: ActionNode): Entry => ({ at, label: words[status], text: title, own: false });
