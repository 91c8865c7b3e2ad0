import type { TraceEvent } from './event.ts';
import { redactText, redactValue } from './redact.ts';
import { mayHoldSecret } from './secretSigns.ts';
import { deepest, longestText, widest } from './storedLimits.ts';
import { textsOf } from './textsOf.ts';

/** The event as it may be stored: its call id (the agent's own text) and all of its body as {@link redactValue} leaves it. */
export function redactEvent(event: TraceEvent): TraceEvent {
  const { callId } = event;
  // Most events hold nothing secret and are small, which one look at all their strings tells; the rest is loaded when needed.
  const texts = textsOf([callId, event.body], { length: longestText, depth: deepest, width: widest });
  if (texts !== undefined && !mayHoldSecret(texts)) return event;
  return { ...event, ...(callId === undefined ? {} : { callId: redactText(callId) }), body: redactValue(event.body) };
}
