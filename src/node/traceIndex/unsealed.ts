import * as path from 'node:path';
import type { TraceEvent } from '../../core/trace/event.ts';
import { readTraceEvent } from '../../protocol/readTraceEvent.ts';
import { errorCode, namesIn, type Disk } from '../disk.ts';
import { readSpool } from '../trace/spoolReader.ts';
import { readHead } from '../trace/traceHead.ts';
import { spoolDirectory } from '../trace/traceStore.ts';

/** Events that are recorded but not sealed yet, in the order of their times. `seq` is what each would get. */
export interface Unsealed {
  readonly lines: readonly { readonly event: TraceEvent; readonly seq: number }[];
  /** Lines that are no events this version knows. */
  readonly unreadable: number;
}

/** Reads what stands in the spools behind what is sealed of them. Throws where the disk fails. */
export function readUnsealed(disk: Disk, trace: string): Omit<Unsealed, 'lines'> & { readonly events: readonly TraceEvent[] } {
  const sealed = readHead(disk, trace)?.spools ?? {};
  const events: TraceEvent[] = [];
  let unreadable = 0;
  for (const name of namesIn(disk, spoolDirectory(trace)).filter((file) => file.endsWith('.jsonl'))) {
    for (const line of spoolLines(disk, path.join(spoolDirectory(trace), name), sealed[name] ?? 0)) {
      const event = line.kind === 'event' ? readTraceEvent(line.event) : undefined;
      if (event === undefined) unreadable += 1;
      else events.push(event);
    }
  }
  return { events: events.map((event, at) => ({ event, at })).sort((first, second) => (first.event.at < second.event.at ? -1 : first.event.at > second.event.at ? 1 : first.at - second.at)).map(({ event }) => event), unreadable };
}

function spoolLines(disk: Disk, file: string, from: number): ReturnType<typeof readSpool>['lines'] {
  try {
    return readSpool(disk, file, from, Number.MAX_SAFE_INTEGER).lines;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
