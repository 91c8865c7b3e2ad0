import * as fs from 'node:fs';
import * as path from 'node:path';
import { captured } from '../../core/trace/capture/captured.ts';
import { redactEvent } from '../../core/trace/redactEvent.ts';
import { recordVersion, type TraceBody, type TraceEvent } from '../../core/trace/event.ts';
import { longestInline } from '../../core/trace/payloadMark.ts';
import { below } from '../ancestors.ts';
import { ensurePrivateDirectory, errorCode } from '../durableFile.ts';
import { isoTime } from '../isoTime.ts';
import { captureOf } from './captureLevel.ts';
import { keepPayloads } from './payloadStore.ts';
import { runningClock } from '../runningClock.ts';
import { workspaceStateDirectory } from '../stateDirectory.ts';

/** What all events of one writer share. */
export type EventHeader = Omit<TraceEvent, 'v' | 'id' | 'at' | 'ticks' | 'body'>;

export type Durability = 'durable' | 'buffered';

/**
 * A process's own end of the trace: whole JSON lines, no more in them than is to be captured and secrets taken out, appended to a file that no other
 * process writes. The sealer moves finished lines on into the chain.
 */
export interface Spool {
  /** Appends the events with one write; `durable` waits until the disk has them. Throws when they could not be written. */
  append(header: EventHeader, bodies: readonly TraceBody[], durability: Durability): void;
  close(): void;
}

/** Directory of the spool files of a workspace. */
export const spoolDirectory = (state: string, root: string): string => below(workspaceStateDirectory(state, root), 'trace', 'spool');

/** Opens nothing until the first event comes: `<milliseconds>-<nanoseconds>-<pid>.jsonl`, 0600; the sealer reads the pid from the name. */
export function openSpool(state: string, root: string, now: () => number = Date.now): Spool {
  let descriptor: number | undefined;
  let count = 0;
  const name = `${now()}-${process.hrtime.bigint().toString(36)}-${process.pid}`;
  const open = (): number => {
    const directory = spoolDirectory(state, root);
    const file = below(directory, `${name}.jsonl`);
    try {
      return fs.openSync(file, 'ax', 0o600);
    } catch (error) {
      // The first of this workspace.
      if (errorCode(error) !== 'ENOENT') throw error;
      ensurePrivateDirectory(directory);
      return fs.openSync(file, 'ax', 0o600);
    }
  };
  return {
    append(header, bodies, durability) {
      if (bodies.length === 0) return;
      descriptor ??= open();
      const at = isoTime(now());
      const ticks = runningClock();
      const level = captureOf(state, root);
      const lines = bodies.map((body) => {
        const whole: TraceEvent = { v: recordVersion, id: `${name}-${count++}`, at, ticks, ...header, body };
        const event = redactEvent(level === 'full' ? whole : captured(whole, level));
        const line = JSON.stringify(event);
        return `${line.length > longestInline ? JSON.stringify(keepPayloads(event, path.dirname(spoolDirectory(state, root)), durability === 'durable')) : line}\n`;
      });
      writeAll(descriptor, Buffer.from(lines.join(''), 'utf8'));
      if (durability === 'durable') fs.fdatasyncSync(descriptor);
    },
    close() {
      if (descriptor !== undefined) fs.closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

/** A full disk may take a part of the bytes without an error; the rest must follow or fail. */
function writeAll(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += fs.writeSync(descriptor, bytes, done);
}
