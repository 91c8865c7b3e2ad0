import type { TraceEvent } from '../event.ts';
import { keptBodies } from './keptBody.ts';
import { byKind } from './keptParts.ts';
import type { CaptureLevel } from './level.ts';

const body = byKind(keptBodies);

/**
 * The event as a record of a level holds it: a text of a higher level is `‹withheld›`, and what has no text is left out. The
 * envelope (ids, times, workspace, who) stays at every level. Only what is listed is kept, so that nothing new slips through.
 * Pure, linear, never throws; applying it twice changes nothing, and a higher level brings nothing back.
 */
export function captured(event: TraceEvent, level: CaptureLevel): TraceEvent;
export function captured(event: { readonly body: unknown }, level: CaptureLevel): unknown {
  return level === 'full' ? event : { ...event, body: body(event.body, level) };
}
