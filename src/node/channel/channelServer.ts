import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import type { Ticket } from '../../core/ticket.ts';
import type { AnswerMethod } from '../../core/trace/event.ts';
import { channelVersion, maximumMessageBytes, type AskMessage, type ComingMessage, type RedeemMessage, type WindowMessage, type WindowRecord } from '../../protocol/channel.ts';
import { readHookMessage } from '../../protocol/readMessage.ts';
import { findWindow, newSocketPath, publishWindow, sweepWindows, withdrawWindow } from './discovery.ts';
import { LineReader } from '../lineReader.ts';

/** What a person decided, or what the window decided in their absence. */
export interface AskAnswer {
  readonly outcome: 'approved' | 'denied';
  readonly by: string;
  readonly method: AnswerMethod;
  readonly reason: string;
  readonly checkpoint?: string;
  /** For `tagout run`, with an approval. */
  readonly ticket?: Ticket;
  /** The command that was approved in place of this one: it is asked about next, under the same id. */
  readonly instead?: string;
}

/** What became of a ticket that somebody wanted to spend. */
export type Redemption = { readonly kind: 'spent' } | { readonly kind: 'refused'; readonly why: string };

export interface ChannelServerOptions {
  readonly state: string;
  /** Id of the editor window, safe as a file name. */
  readonly window: string;
  /** Absolute workspace folders, symlinks resolved. */
  readonly roots: readonly string[];
  /**
   * Asks the person. `gone` is aborted when every process that waited for this answer has gone away. A rejection is
   * answered as a denial.
   */
  readonly onAsk: (ask: AskMessage, gone: AbortSignal) => Promise<AskAnswer>;
  /** Told what will be asked about; `gone` is aborted when that is not to be expected any more, at the latest after the question. */
  readonly onComing?: (coming: ComingMessage, gone: AbortSignal) => void;
  /** Spends a ticket on this digest, or says why not. It is called at once, on every try. */
  readonly onRedeem: (ticket: string, digest: string) => Redemption;
  /** What went wrong on a connection, for the log; never contains the token. */
  readonly onProblem?: (why: string) => void;
}

export interface ChannelServer {
  readonly record: WindowRecord;
  /** Whether hooks can find this window: its record and its socket are where they were put. */
  isPublished(): boolean;
  /** Publishes other workspace folders. */
  setRoots(roots: readonly string[]): void;
  /** Withdraws the record and closes all connections: who waits there is refused. */
  close(): Promise<void>;
}

const maximumConnections = 512;
/** A connection that has not sent its one whole message by then is closed. */
const firstMessageMs = 5000;
/** One call may be delivered twice at almost the same time; the later one gets the same answer for so long. */
const repeatMs = 5000;

interface PendingAsk {
  readonly content: string;
  readonly answer: Promise<AskAnswer>;
  readonly waiting: Set<net.Socket>;
  readonly gone: AbortController;
}

/**
 * Listens for the hook processes of this window. SECURITY: the only messages are `ask`, `coming`, `redeem` and `ping`, and nothing
 * that comes in over a connection can become an approval (a `redeem` only spends what a person gave): an answer is what `onAsk` resolves with, and it goes only to the
 * connections that asked exactly this. Node cannot ask the system who is at the other end, so that the directory (0700)
 * and a token of 256 bits, compared in constant time before anything else is looked at, keep other users out.
 */
export async function startChannelServer(options: ChannelServerOptions): Promise<ChannelServer> {
  sweepWindows(options.state);
  const socketPath = newSocketPath(options.state);
  const token = crypto.randomBytes(32).toString('hex');
  let record: WindowRecord = { v: channelVersion, window: options.window, pid: process.pid, startedAt: new Date().toISOString(), roots: options.roots, socket: socketPath, token };
  const pending = new Map<string, PendingAsk>();
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, { options, pending, isToken: sameToken(token) });
  });
  server.maxConnections = maximumConnections;
  await listen(server, socketPath);
  publishWindow(options.state, record);
  return {
    get record() { return record; },
    isPublished: () => findWindow(options.state, options.window) !== undefined && (process.platform === 'win32' || fs.existsSync(socketPath)),
    setRoots(roots) {
      record = { ...record, roots };
      publishWindow(options.state, record);
    },
    async close() {
      withdrawWindow(options.state, options.window);
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      removeSocket(options.state, socketPath);
    },
  };
}

interface Service {
  readonly options: ChannelServerOptions;
  readonly pending: Map<string, PendingAsk>;
  readonly isToken: (candidate: unknown) => boolean;
}

function serve(socket: net.Socket, service: Service): void {
  const lines = new LineReader(maximumMessageBytes);
  let received = false;
  const send = (message: WindowMessage): void => {
    if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
  };
  const refuse = (why: string): void => {
    service.options.onProblem?.(why);
    send({ v: channelVersion, type: 'refused', why });
    socket.destroySoon();
  };
  const patience = setTimeout(() => refuse('nothing was asked in time'), firstMessageMs);
  socket.on('error', (error) => service.options.onProblem?.(`connection: ${error.message}`));
  socket.on('close', () => clearTimeout(patience));
  socket.on('data', (chunk) => {
    const complete = lines.push(chunk);
    if (complete === 'overflow') return refuse('the message is too large');
    for (const line of complete) {
      if (received) return refuse('one connection asks one question');
      received = true;
      clearTimeout(patience);
      receive(line, { socket, send, refuse }, service);
    }
  });
}

interface Connection {
  readonly socket: net.Socket;
  readonly send: (message: WindowMessage) => void;
  readonly refuse: (why: string) => void;
}

function receive(line: string, connection: Connection, service: Service): void {
  const value = parse(line);
  const token = typeof value === 'object' && value !== null && 'token' in value ? value.token : undefined;
  if (!service.isToken(token)) return connection.refuse('the token is not of this window');
  const read = readHookMessage(value);
  if (!read.ok) return connection.refuse(read.why);
  const message = read.value;
  switch (message.type) {
    case 'ping':
      return connection.send({ v: channelVersion, type: 'pong', window: service.options.window });
    case 'ask':
      return attach(message, connection, service);
    case 'coming':
      return announce(message, connection, service);
    case 'redeem':
      return redeem(message, connection, service);
  }
}

/** The connection stays open for as long as the question is to be expected. */
function announce(coming: ComingMessage, { socket }: Connection, { options }: Service): void {
  const gone = new AbortController();
  socket.on('close', () => gone.abort());
  options.onComing?.(coming, gone.signal);
}

function redeem({ ticket, digest }: RedeemMessage, { socket, send, refuse }: Connection, { options }: Service): void {
  const redemption = options.onRedeem(ticket, digest);
  if (redemption.kind === 'refused') return refuse(redemption.why);
  send({ v: channelVersion, type: 'redeemed', ticket });
  socket.destroySoon();
}

/** Opens a question, or joins the one of the same id when it asks exactly the same. */
function attach(ask: AskMessage, { socket, send, refuse }: Connection, service: Service): void {
  const content = contentOf(ask);
  const known = service.pending.get(ask.id);
  if (known !== undefined && known.content !== content) return refuse('this id belongs to another question');
  const question = known ?? open(ask, content, service);
  question.waiting.add(socket);
  socket.on('close', () => {
    question.waiting.delete(socket);
    if (question.waiting.size === 0) question.gone.abort();
  });
  send({ v: channelVersion, type: 'ack', id: ask.id, window: service.options.window });
  void question.answer.then(({ outcome, by, method, reason, checkpoint, ticket: issued, instead }) => {
    // One call that was delivered twice runs once: one of those who asked gets the ticket.
    const ticket = [...question.waiting][0] === socket ? issued : undefined;
    send({ v: channelVersion, type: 'answer', id: ask.id, outcome, by, method, reason, ...(checkpoint === undefined ? {} : { checkpoint }), ...(ticket === undefined ? {} : { ticket }), ...(instead === undefined ? {} : { instead }) });
    socket.destroySoon();
  });
}

function open(ask: AskMessage, content: string, { options, pending }: Service): PendingAsk {
  const gone = new AbortController();
  const failed = (error: unknown): AskAnswer => {
    options.onProblem?.(`asking failed: ${error instanceof Error ? error.message : String(error)}`);
    return { outcome: 'denied', by: 'tagout', method: 'failure', reason: 'the editor could not ask: an internal error, see the log of Tagout' };
  };
  // Started in a later turn, so that a callback which throws at once is a rejection like any other.
  const answer = Promise.resolve().then(() => options.onAsk(ask, gone.signal)).catch(failed);
  const question: PendingAsk = { content, answer, waiting: new Set(), gone };
  pending.set(ask.id, question);
  void answer.then(({ instead }) => {
    if (instead !== undefined) return void pending.delete(ask.id);
    // Kept a moment for a second delivery; after that the id opens a new question, which asks the person again.
    setTimeout(() => pending.delete(ask.id), repeatMs).unref();
  });
  return question;
}

/** What must be equal for two asks to be the same question: all a person decides on, not when it was sent. */
const contentOf = ({ workspace, cwd, proposal, verdict }: AskMessage): string => JSON.stringify([workspace, cwd, proposal.actor.agent, proposal.session.id, proposal.actions, verdict]);

function sameToken(token: string): (candidate: unknown) => boolean {
  const digest = (text: string): Buffer => crypto.createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (candidate) => crypto.timingSafeEqual(digest(typeof candidate === 'string' ? candidate : ''), expected);
}

function listen(server: net.Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, () => {
      server.off('error', reject);
      if (process.platform !== 'win32') fs.chmodSync(socketPath, 0o600);
      resolve();
    });
  });
}

/** The server removes its socket file when it closes; a directory that was made only for it goes too. */
function removeSocket(state: string, socketPath: string): void {
  if (process.platform === 'win32' || socketPath.startsWith(state)) return;
  fs.rmSync(path.dirname(socketPath), { recursive: true, force: true });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
