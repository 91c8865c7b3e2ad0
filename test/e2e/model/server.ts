import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { anthropicWire } from './anthropicWire.ts';
import { chatWire } from './chatWire.ts';
import { geminiWire } from './geminiWire.ts';
import { member, string } from './json.ts';
import { responsesWire } from './responsesWire.ts';
import { planFor, type Conversation, type Plan, type Step, type ToolForms } from './script.ts';
import { vscodeWire } from './vscodeWire.ts';
import { tokens, type Wire } from './wire.ts';

/** One request of an agent's main loop and what it was answered. */
export interface ModelRequest {
  readonly conversation: Conversation;
  readonly answered: Plan;
}

/** A scripted stand-in for every model provider, on loopback. */
export interface ModelServer {
  readonly url: string;
  /** Sets the conversation for the next agent and forgets the requests so far. */
  play(steps: readonly Step[], forms: ToolForms): void;
  /** Requests of the main loop since the last `play`, oldest first. Side requests (titles, summaries) are left out. */
  readonly requests: readonly ModelRequest[];
  /** Hosts that an agent tried to reach through a proxy; all refused. */
  readonly refusedHosts: readonly string[];
  stop(): Promise<void>;
}

type Route = { readonly kind: 'wire'; readonly wire: Wire; readonly model?: string; readonly stream?: boolean } | { readonly kind: 'fixed'; readonly body: object } | { readonly kind: 'none' };

/** Starts the server on a free port of 127.0.0.1. */
export async function startModelServer(): Promise<ModelServer> {
  let script: { readonly steps: readonly Step[]; readonly forms: ToolForms } = { steps: [], forms: {} };
  let requests: ModelRequest[] = [];
  const refusedHosts: string[] = [];
  let sequence = 0;
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = parse(await bytesOf(request));
    const route = routeOf(request.method ?? 'GET', new URL(request.url ?? '/', 'http://loopback').pathname);
    if (route.kind === 'none') { sendJson(response, 404, { error: { type: 'not_found', message: 'the scripted model has no such route' } }); return; }
    if (route.kind === 'fixed') { sendJson(response, 200, route.body); return; }
    const conversation = route.wire.read(body, route.stream);
    const planned = planFor(script.steps, script.forms, conversation, JSON.stringify(body));
    const answered = planned ?? { text: conversation.wantsJson ? '{}' : 'ok', calls: [] };
    if (planned !== undefined) requests.push({ conversation, answered });
    const model = (route.model ?? string(member(body, 'model'))) || 'scripted';
    const written = route.wire.write(answered, { model, stream: conversation.stream, sequence: ++sequence, wantsUsage: member(member(body, 'stream_options'), 'include_usage') === true });
    if (written.kind === 'json') { sendJson(response, 200, written.body); return; }
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
    for (const chunk of written.chunks) response.write(chunk);
    response.end();
  };
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => sendJson(response, 500, { error: { message: String(error) } }));
  });
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'));
  server.on('connect', (request, socket) => {
    refusedHosts.push(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the scripted model has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    play(steps, forms) {
      script = { steps, forms };
      requests = [];
    },
    get requests() {
      return requests;
    },
    refusedHosts,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function routeOf(method: string, pathname: string): Route {
  if (method === 'POST') {
    if (pathname.endsWith('/responses')) return { kind: 'wire', wire: responsesWire };
    if (pathname.endsWith('/chat/completions')) return { kind: 'wire', wire: chatWire };
    if (pathname === '/vscode') return { kind: 'wire', wire: vscodeWire };
    if (pathname.endsWith('/messages')) return { kind: 'wire', wire: anthropicWire };
    if (pathname.endsWith('/messages/count_tokens')) return { kind: 'fixed', body: { input_tokens: tokens.input } };
    const [, model, verb] = /\/models\/([^/:]+):(\w+)$/.exec(pathname) ?? [];
    if (verb === 'countTokens') return { kind: 'fixed', body: { totalTokens: tokens.input } };
    if (model !== undefined && (verb === 'generateContent' || verb === 'streamGenerateContent')) return { kind: 'wire', wire: geminiWire, model, stream: verb === 'streamGenerateContent' };
  }
  if (method === 'GET' && pathname.endsWith('/models')) return { kind: 'fixed', body: { object: 'list', data: [{ id: 'scripted', object: 'model', created: 0, owned_by: 'scripted' }], models: [] } };
  if (method === 'HEAD' || pathname === '/') return { kind: 'fixed', body: {} };
  return { kind: 'none' };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  switch (request.headers['content-encoding']) {
    case 'gzip':
      return gunzipSync(raw);
    case 'br':
      return brotliDecompressSync(raw);
    case 'deflate':
      return inflateSync(raw);
    default:
      return raw;
  }
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}
