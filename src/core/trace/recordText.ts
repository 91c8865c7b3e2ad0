import { relativeTo } from '../resolve/lexicalPath.ts';
import type { BoundRecord, ErasedRecord, GapRecord, IncidentRecord, ObservedRecord, RetiredRecord, ReviewRecord } from './record.ts';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const shortDigest = (digest: string): string => digest.replace('sha256:', '').slice(0, 12);
const mostNamed = 3;
const named = (paths: readonly string[], workspace: string | undefined): string => `${paths.slice(0, mostNamed).map((path) => (workspace === undefined ? path : relativeTo(workspace, path, false) ?? path)).join(', ')}${paths.length > mostNamed ? ` and ${paths.length - mostNamed} more` : ''}`;

/** What an approval stands for, in one line. */
export const boundText = ({ digest, facts }: BoundRecord): string => `an approval stands for exactly this: ${counted(facts.length, 'fact', 'facts')}, digest ${shortDigest(digest)}`;

const observerNames: Readonly<Record<ObservedRecord['by'], string>> = { targets: 'a look at the targets', watcher: 'the file watcher', 'git-status': 'git status', 'post-tool': "the agent's own report", 'exit-code': 'the exit code' };

/** What was seen to change, and how it differs from what was predicted, in one line. Paths relative to `workspace`. */
export function observedText({ by, changes, unpredicted, unseen, total = changes.length }: ObservedRecord, workspace?: string): string {
  const differs = [
    ...(unpredicted.length === 0 ? [] : [`not predicted: ${named(unpredicted, workspace)}`]),
    ...(unseen.length === 0 ? [] : [`predicted but not seen: ${named(unseen, workspace)}`]),
  ];
  const what = total === 0 ? 'nothing changed' : `${counted(total, 'change', 'changes')} (${named(changes.map(({ path }) => path), workspace)})`;
  return `${observerNames[by]}: ${what}${differs.length === 0 ? ', as predicted' : `; ${differs.join('; ')}`}`;
}

const gapNames: Readonly<Record<GapRecord['source'], string>> = {
  transcript: "a call in the agent's transcript", 'post-tool': 'a call whose end the agent reported', deletion: 'a deleted file', terminal: 'a command in a terminal', task: 'a started task',
};

/** What happened without a decision, in one line. */
export const gapText = ({ source, certainty, what, why }: GapRecord): string => `${certainty === 'certain' ? 'no decision' : 'perhaps no decision'} covers ${gapNames[source]}: ${what} (${why})`;

export const reviewText = ({ outcome, by, note }: ReviewRecord): string => `${by} called it ${outcome}${note === undefined ? '' : `: ${note}`}`;

export const incidentText = ({ change, incident, title, by, rule }: IncidentRecord): string =>
  change === 'opened' ? `${by} opened incident ${incident}: ${title}` : `${by} made the rule ${rule ?? ''} from incident ${incident}`;

export const erasedText = ({ of, events, payloads, by, why }: ErasedRecord): string => `${by} erased ${counted(events, 'event', 'events')} and ${counted(payloads, 'long text', 'long texts')} of session ${of}: ${why}`;

export const retiredText = ({ through, seq, bytes, why }: RetiredRecord): string => `segments up to ${through} (event ${seq}, ${bytes} bytes) were removed: ${why}`;

export const clockText = ({ stepMs }: { readonly stepMs: number }): string => `the clock was set ${stepMs < 0 ? 'back' : 'forward'} by ${Math.abs(stepMs)} ms: times before and after do not compare`;
