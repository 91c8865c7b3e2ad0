import type { Adapter } from '../adapters/adapter.ts';
import type { Proposal } from '../core/action.ts';
import { reasoningFrom, transcriptPath } from '../node/trace/transcript.ts';

/** How often, and after what pause in milliseconds, a transcript is read again that does not hold the last words yet. */
const looks = 20;
const pauseMs = 100;

/**
 * The last words of a turn out of the agent's transcript, for events that hold none. It waits for them, at most two seconds:
 * Copilot CLI writes its log behind its back (seen with 1.0.102: at the end of a turn the last message is not in it yet).
 */
export function lastWords(speaker: Pick<Proposal, 'actor' | 'session'>, adapter: Adapter, env: Readonly<Record<string, string | undefined>>, home: string): string | undefined {
  for (let left = looks; ; left--) {
    const { text } = reasoningFrom(transcriptPath(speaker, env, home), (lines) => adapter.reasoning(lines, undefined));
    if (text !== undefined || left === 0) return text;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  }
}
