import type { Reasoning } from '../core/trace/event.ts';
import type { TranscriptCall } from '../core/trace/sessionGaps.ts';
import { aboutOf } from '../core/trace/callAbout.ts';
import type { JsonObject } from './jsonFields.ts';
import { clipped, definedOnly, nameOf, objectOf, parsedJson } from './jsonFields.ts';

/** What one transcript line says about reasoning. A line that says nothing is `undefined`. */
export interface TranscriptEntry {
  /** A person's prompt: it begins the turn. */
  readonly prompt?: string;
  readonly thinking?: string;
  readonly text?: string;
  readonly model?: string;
  /** The tool calls that the line holds. */
  readonly calls?: readonly TranscriptCall[];
  /** The result of a tool: what stands before it was thought before it. */
  readonly result?: boolean;
}

/** Reads one parsed line of an agent's transcript; must not throw. */
export type EntryReader = (line: JsonObject) => TranscriptEntry | undefined;

/** Most lines that are looked at, and the longest line that is parsed (longer ones hold tool output, not thought). */
const lineLimit = 2000;
const lineLengthLimit = 1024 * 1024;

/** Longest text that is kept of each kind, in UTF-16 units. */
const thinkingLimit = 16_384;
const promptLimit = 4096;
const callLimit = 500;

/**
 * The reasoning behind one call: what the model thought and said since the last tool result before it, the prompt that began
 * the turn, and the model. Where the call is not in the lines (not yet written, or the agent names no call), the newest
 * message of the turn counts. Works from the end and stops at the prompt. Never throws.
 */
export function reasoningIn(lines: readonly string[], callId: string | undefined, read: EntryReader): Reasoning {
  const turn = currentTurn(lines, read);
  if (turn.length === 0) return { source: 'none' };
  const at = callId === undefined ? -1 : turn.findLastIndex((entry) => entry.calls?.some(({ id }) => id === callId) === true);
  const upTo = turn.slice(0, at < 0 ? turn.length : at + 1);
  const said = lastSaid(upTo);
  const words = (pick: (entry: TranscriptEntry) => string | undefined): string | undefined => {
    const texts = said.flatMap((entry) => pick(entry)?.trim() || []);
    return texts.length === 0 ? undefined : clipped([...new Set(texts)].join('\n\n'), thinkingLimit);
  };
  const prompt = upTo.find((entry) => entry.prompt !== undefined)?.prompt;
  const reasoning: Reasoning = definedOnly({
    source: 'transcript' as const,
    thinking: words((entry) => entry.thinking),
    text: words((entry) => entry.text),
    prompt: prompt === undefined ? undefined : clipped(prompt, promptLimit),
    model: upTo.findLast((entry) => entry.model !== undefined)?.model,
  });
  return Object.keys(reasoning).length === 1 ? { source: 'none' } : reasoning;
}

/** A call by its id, its tool and its arguments, which some agents write as JSON text. None where it has no id. */
export function transcriptCall(id: unknown, tool: unknown, input: unknown): readonly TranscriptCall[] {
  const known = nameOf(id);
  const given = typeof input === 'string' ? objectOf(parsedJson(input)) : objectOf(input);
  const about = aboutOf(given);
  return known === undefined ? [] : [definedOnly({ id: known, tool: nameOf(tool) ?? 'unknown tool', about: about === undefined ? undefined : clipped(about, callLimit) })];
}

/** All calls in the lines of a transcript, oldest first, each once. Never throws. */
export function callsIn(lines: readonly string[], read: EntryReader): readonly TranscriptCall[] {
  const found = new Map<string, TranscriptCall>();
  for (const line of lines) {
    const parsed = line.length > lineLengthLimit ? undefined : objectOf(parsedJson(line));
    for (const call of (parsed === undefined ? undefined : read(parsed))?.calls ?? []) if (!found.has(call.id)) found.set(call.id, call);
  }
  return [...found.values()];
}

/** The entries from the newest prompt on, oldest first; everything there is where no prompt is found. */
function currentTurn(lines: readonly string[], read: EntryReader): TranscriptEntry[] {
  const entries: TranscriptEntry[] = [];
  for (let index = lines.length - 1; index >= Math.max(0, lines.length - lineLimit); index -= 1) {
    const line = lines[index] ?? '';
    const parsed = line.length > lineLengthLimit ? undefined : objectOf(parsedJson(line));
    const entry = parsed === undefined ? undefined : read(parsed);
    if (entry === undefined) continue;
    entries.push(entry);
    if (entry.prompt !== undefined) break;
  }
  return entries.reverse();
}

/** The newest run of entries between two tool results in which anything was thought or said. */
function lastSaid(entries: readonly TranscriptEntry[]): readonly TranscriptEntry[] {
  let end = entries.length;
  while (end > 0) {
    const result = entries.slice(0, end).findLastIndex((entry) => entry.result === true);
    const run = entries.slice(result + 1, end);
    if (run.some((entry) => Boolean(entry.thinking?.trim() || entry.text?.trim()))) return run;
    end = result;
  }
  return [];
}
