import * as net from 'node:net';
import type { AnswerMethod } from '../../core/trace/event.ts';
import type { Ticket } from '../../core/ticket.ts';
import { channelVersion, maximumMessageBytes, type AskMessage, type ComingMessage, type WindowMessage, type WindowRecord } from '../../protocol/channel.ts';
import { readWindowMessage } from '../../protocol/readMessage.ts';
import { findWindows } from './discovery.ts';
import { LineReader, parseLine } from '../lineReader.ts';

/** How long a window may take to say that it has the question; a hung window is passed over after that. */
const acknowledgeMs = 2000;

export type AskOutcome =
  | { readonly kind: 'answered'; readonly outcome: 'approved' | 'denied'; readonly by: string; readonly method: AnswerMethod; readonly reason: string; readonly checkpoint?: string; readonly window: string; readonly ticket?: Ticket; readonly instead?: string }
  /** Nobody could be asked. */
  | { readonly kind: 'unreachable'; readonly why: string }
  /** A window had the question and then went away or broke the protocol, or time ran out. */
  | { readonly kind: 'lost'; readonly why: string; readonly cause: 'deadline' | 'connection' };

export interface AskOptions {
  readonly state: string;
  /** Milliseconds since 1970 at which the question is given up. */
  readonly deadlineAt: number;
  /** Called once, when a window has acknowledged. */
  readonly onAcknowledged: (window: string) => void;
}

/**
 * Asks the person at the window that holds the question's directory and waits for the answer on this one connection.
 * Windows are tried one after another until one acknowledges; after that there is no second try.
 */
export async function askWindow(ask: Omit<AskMessage, 'token'>, options: AskOptions): Promise<AskOutcome> {
  const { windows, problems } = findWindows(options.state, ask.cwd);
  const reasons = [...problems];
  if (Buffer.byteLength(JSON.stringify(ask)) + 256 > maximumMessageBytes) return { kind: 'lost', why: 'the proposal is too large to be shown to a person', cause: 'connection' };
  for (const record of windows) {
    if (Date.now() >= options.deadlineAt) return { kind: 'lost', why: 'nobody answered in time', cause: 'deadline' };
    const outcome = await askOne(record, { ...ask, token: record.token }, options);
    if (outcome.kind !== 'unreachable') return outcome;
    reasons.push(outcome.why);
  }
  return { kind: 'unreachable', why: reasons[0] ?? 'no editor window has this folder open' };
}

function askOne(record: WindowRecord, ask: AskMessage, options: AskOptions): Promise<AskOutcome> {
  return new Promise((resolve) => {
    const socket = net.connect(record.socket);
    const lines = new LineReader(maximumMessageBytes);
    let acknowledged = false;
    const finish = (outcome: AskOutcome): void => {
      clearTimeout(deadline);
      clearTimeout(patience);
      socket.destroy();
      resolve(outcome);
    };
    const fail = (why: string): void => finish(acknowledged ? { kind: 'lost', why, cause: 'connection' } : { kind: 'unreachable', why });
    const patience = setTimeout(() => fail('the editor window does not respond'), acknowledgeMs);
    const deadline = setTimeout(() => finish({ kind: 'lost', why: 'nobody answered in time', cause: 'deadline' }), Math.max(0, options.deadlineAt - Date.now()));
    const receive = (message: WindowMessage): void => {
      switch (message.type) {
        case 'ack':
          if (message.id !== ask.id || acknowledged) return fail('the editor window acknowledged another question');
          acknowledged = true;
          clearTimeout(patience);
          return options.onAcknowledged(message.window);
        case 'answer':
          if (!acknowledged || message.id !== ask.id) return fail('the editor window answered another question');
          return finish({ kind: 'answered', outcome: message.outcome, by: message.by, method: message.method, reason: message.reason, window: record.window, ...(message.checkpoint === undefined ? {} : { checkpoint: message.checkpoint }), ...(message.ticket === undefined ? {} : { ticket: message.ticket }), ...(message.instead === undefined ? {} : { instead: message.instead }) });
        case 'refused':
          return fail(message.why);
        case 'pong':
        case 'redeemed':
          return fail('the editor window sent what was not asked for');
      }
    };
    socket.on('connect', () => socket.write(`${JSON.stringify(ask)}\n`));
    socket.on('data', (chunk) => {
      const complete = lines.push(chunk);
      if (complete === 'overflow') return fail('the editor window sent too much');
      for (const line of complete) {
        const read = readWindowMessage(parseLine(line));
        if (!read.ok) return fail(read.why);
        receive(read.value);
      }
    });
    socket.on('error', (error) => fail(`the editor window cannot be reached (${'code' in error ? String(error.code) : error.message})`));
    socket.on('close', () => fail('the editor window closed the question'));
  });
}

/** Longest time, in milliseconds, that is spent on announcing a question. */
const announceMs = 100;

/**
 * Tells the window that will be asked what it will be asked about, so that it can begin to show it. Never fails and never
 * decides anything; resolves with what takes the announcement back, which the end of the process does too.
 */
export function announceComing(coming: Omit<ComingMessage, 'token'>, state: string): Promise<() => void> {
  const [record] = findWindows(state, coming.cwd).windows;
  const text = record === undefined ? '' : `${JSON.stringify({ ...coming, token: record.token })}\n`;
  if (record === undefined || Buffer.byteLength(text) > maximumMessageBytes) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    const socket = net.connect(record.socket);
    const told = (): void => {
      clearTimeout(patience);
      resolve(() => socket.destroy());
    };
    const patience = setTimeout(told, announceMs);
    socket.on('connect', () => socket.write(text, told));
    socket.on('error', told);
    socket.unref();
  });
}

/** Asks a window whether it is there; for `doctor`. Resolves with false on any failure, within {@link acknowledgeMs}. */
export function pingWindow(record: WindowRecord): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(record.socket);
    const lines = new LineReader(64 * 1024);
    const finish = (there: boolean): void => {
      clearTimeout(patience);
      socket.destroy();
      resolve(there);
    };
    const patience = setTimeout(() => finish(false), acknowledgeMs);
    socket.on('connect', () => socket.write(`${JSON.stringify({ v: channelVersion, type: 'ping', token: record.token })}\n`));
    socket.on('data', (chunk) => {
      const complete = lines.push(chunk);
      if (complete === 'overflow') return finish(false);
      const first = complete[0];
      if (first === undefined) return;
      const read = readWindowMessage(parseLine(first));
      finish(read.ok && read.value.type === 'pong' && read.value.window === record.window);
    });
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
  });
}
