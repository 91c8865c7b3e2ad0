import type { Reasoning } from '../core/trace/event.ts';
import type { JsonObject } from './jsonFields.ts';
import { clipped, definedOnly, objectOf, parsedJson } from './jsonFields.ts';

/** What one transcript line says about reasoning. A line that says nothing is `undefined`. */
export interface TranscriptEntry {
  /** A person's prompt: it begins the turn. */
  readonly prompt?: string;
  readonly thinking?: string;
  readonly text?: string;
  readonly model?: string;
  /** Ids of the tool calls that the line holds. */
  readonly calls?: readonly string[];
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

/**
 * The reasoning behind one call: what the model thought and said since the last tool result before it, the prompt that began
 * the turn, and the model. Where the call is not in the lines (not yet written, or the agent names no call), the newest
 * message of the turn counts. Works from the end and stops at the prompt. Never throws.
 */
export function reasoningIn(lines: readonly string[], callId: string | undefined, read: EntryReader): Reasoning {
  const turn = currentTurn(lines, read);
  if (turn.length === 0) return { source: 'none' };
  const at = callId === undefined ? -1 : turn.findLastIndex((entry) => entry.calls?.includes(callId) === true);
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
