import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { attributesIn, itemsIn, understood } from './otlpProtocol.ts';

/** What the receiver does with a request instead of taking it. `after`: it takes it, and then answers so. */
export type Misbehaviour = { readonly status: number; readonly headers?: http.OutgoingHttpHeaders; readonly body?: string; readonly after?: true } | 'hang' | 'cut';

export interface OtlpReceiver {
  readonly endpoint: string;
  /** Log records and spans that were taken, by id; `times` counts how often each came. */
  readonly logs: ReadonlyMap<string, Taken>;
  readonly spans: ReadonlyMap<string, Taken>;
  readonly requests: readonly { readonly url: string; readonly authorization: string | undefined; readonly outcome: number | string }[];
  /** Faults of what was sent: must stay empty. */
  readonly faults: readonly string[];
  /** For the next requests, one after the other; then it is good again. */
  misbehave(...how: readonly Misbehaviour[]): void;
  close(): Promise<void>;
}

export interface Taken {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly item: Readonly<Record<string, unknown>>;
  times: number;
}

/** A receiver of OTLP/HTTP on this machine that reads with the official protocol buffers. */
export async function otlpReceiver(): Promise<OtlpReceiver> {
  const [logs, spans] = [new Map<string, Taken>(), new Map<string, Taken>()];
  const requests: { url: string; authorization: string | undefined; outcome: number | string }[] = [];
  const [faults, plans]: [string[], Misbehaviour[]] = [[], []];
  const take = (url: string, body: Buffer): void => {
    const signal = url === '/v1/traces' ? 'traces' : 'logs';
    for (const item of itemsIn(understood(signal, gunzipSync(body).toString('utf8')), signal === 'traces' ? 'spans' : 'logRecords')) {
      const attributes = attributesIn(item);
      const id = String(signal === 'traces' ? item['spanId'] : attributes['log.record.uid']);
      const known = (signal === 'traces' ? spans : logs).get(id);
      if (known === undefined) (signal === 'traces' ? spans : logs).set(id, { attributes, item, times: 1 });
      else known.times += 1;
    }
  };
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = request.url ?? '';
      const plan = plans.shift();
      requests.push({ url, authorization: request.headers.authorization, outcome: plan === undefined ? 200 : typeof plan === 'string' ? plan : plan.status });
      if (plan === 'hang') return;
      if (plan === 'cut') return void request.socket.destroy();
      try {
        if (!['/v1/traces', '/v1/logs'].includes(url) || request.method !== 'POST' || request.headers['content-type'] !== 'application/json' || request.headers['content-encoding'] !== 'gzip') throw new Error(`${request.method ?? ''} ${url} ${JSON.stringify(request.headers)}`);
        if (plan === undefined || plan.after === true) take(url, Buffer.concat(parts));
      } catch (error) {
        faults.push(error instanceof Error ? error.message : String(error));
      }
      response.writeHead(plan?.status ?? 200, { 'content-type': 'application/json', ...plan?.headers }).end(plan?.body ?? '{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`, logs, spans, requests, faults,
    misbehave: (...how) => void plans.push(...how),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
