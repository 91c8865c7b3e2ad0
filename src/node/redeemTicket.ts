import * as net from 'node:net';
import { channelVersion, maximumMessageBytes, type WindowMessage } from '../protocol/channel.ts';
import { readWindowMessage } from '../protocol/readMessage.ts';
import { findWindow } from './channel/discovery.ts';
import { LineReader, parseLine } from './lineReader.ts';

/** How long the window may take to say that a ticket is spent. */
const patienceMs = 5000;

/** What came of a ticket. Only `spent` lets anything run. */
export type Spending = { readonly kind: 'spent' } | { readonly kind: 'refused'; readonly why: string };

/** Spends a ticket, for this digest, at the window that issued it. Never rejects. */
export function redeemTicket(state: string, window: string, ticket: string, digest: string): Promise<Spending> {
  const record = findWindow(state, window);
  if (record === undefined) return Promise.resolve({ kind: 'refused', why: 'the editor window that approved this is gone' });
  return new Promise((resolve) => {
    const socket = net.connect(record.socket);
    const lines = new LineReader(maximumMessageBytes);
    const finish = (spending: Spending): void => {
      clearTimeout(patience);
      socket.destroy();
      resolve(spending);
    };
    const fail = (why: string): void => finish({ kind: 'refused', why });
    const patience = setTimeout(() => fail('the editor window does not respond'), patienceMs);
    const receive = (message: WindowMessage): void => {
      if (message.type === 'redeemed' && message.ticket === ticket) return finish({ kind: 'spent' });
      fail(message.type === 'refused' ? message.why : 'the editor window sent what was not asked for');
    };
    socket.on('connect', () => socket.write(`${JSON.stringify({ v: channelVersion, type: 'redeem', token: record.token, ticket, digest })}\n`));
    socket.on('data', (chunk) => {
      const complete = lines.push(chunk);
      if (complete === 'overflow') return fail('the editor window sent too much');
      const [first] = complete;
      if (first === undefined) return;
      const read = readWindowMessage(parseLine(first));
      return read.ok ? receive(read.value) : fail(read.why);
    });
    socket.on('error', (error) => fail(`the editor window cannot be reached (${'code' in error ? String(error.code) : error.message}); a sandbox around the agent's commands must let them reach it`));
    socket.on('close', () => fail('the editor window closed the connection'));
  });
}
