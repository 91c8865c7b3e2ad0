import type { Signal } from './exportSpool.ts';

/**
 * What became of one request. `accepted`: it is done, though the receiver may have `rejected` some of it (which the
 * specification forbids to send again). `later`: try the same again, not before `afterMs` where the receiver said so.
 * `refused`: the receiver will never take this one.
 */
export type Sent =
  | { readonly kind: 'accepted'; readonly rejected: number; readonly why?: string }
  | { readonly kind: 'later'; readonly afterMs?: number; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

export interface SendOptions {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

/** The header for a token; none without one. */
export const bearer = (token: string | undefined): Readonly<Record<string, string>> => (token === undefined || token === '' ? {} : { authorization: `Bearer ${token}` });

/** Statuses that say that the request itself is at fault. All others may pass: a token that is renewed, a proxy that is mended. */
const refusals = new Set([400, 413, 415, 422]);
const longestAnswer = 64 * 1024;
/** Nobody is waited for longer than that. */
const longestWaitMs = 60 * 60_000;

/**
 * Sends one compressed request by OTLP/HTTP (JSON). Follows no redirect, so that a token goes nowhere else. Never rejects. By
 * the specification 429, 502, 503 and 504 are to be tried again; here all that is not about the request itself is, because it
 * waits on the disk and not in memory.
 */
export async function sendOtlp(signal: Signal, body: Buffer, { endpoint, headers, timeoutMs, now, signal: ended }: SendOptions): Promise<Sent> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${endpoint}/v1/${signal}`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', 'user-agent': 'tagout', ...headers }, body: new Uint8Array(body), redirect: 'error', signal: ended === undefined ? limit : AbortSignal.any([limit, ended]),
    });
    const text = await answerOf(response);
    if (response.ok) return partialSuccess(text);
    const why = `the receiver answered ${response.status}${hintOf(response.status)}`;
    if (refusals.has(response.status)) return { kind: 'refused', why };
    const afterMs = retryAfter(response.headers.get('retry-after'), now());
    return { kind: 'later', why, ...(afterMs === undefined ? {} : { afterMs }) };
  } catch (error) {
    return { kind: 'later', why: whyNot(error, endpoint, timeoutMs) };
  }
}

function hintOf(status: number): string {
  if (status === 401 || status === 403) return ': the token is missing or not good (Tagout: Set Export Token…)';
  return status === 404 || status === 405 ? ': there is no OTLP receiver at this address' : '';
}

function whyNot(error: unknown, endpoint: string, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `${endpoint} did not answer within ${timeoutMs / 1000} s`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : error instanceof Error ? error.message : 'unknown error';
  return `${endpoint} cannot be reached (${cause})`;
}

/** `Retry-After`: seconds, or a date. Undefined where there is none that can be read. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.min(longestWaitMs, Math.max(0, ms));
}

/** `ExportTraceServiceResponse` or `ExportLogsServiceResponse`. An answer that is neither is taken as good: the receiver said 200. */
function partialSuccess(text: string): Sent {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'accepted', rejected: 0 };
    throw error;
  }
  const partial = isRecord(answer) ? answer['partialSuccess'] : undefined;
  if (!isRecord(partial)) return { kind: 'accepted', rejected: 0 };
  const rejected = Number(partial['rejectedSpans'] ?? partial['rejectedLogRecords'] ?? 0);
  const why = partial['errorMessage'];
  return { kind: 'accepted', rejected: Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0, ...(typeof why === 'string' && why !== '' ? { why: why.slice(0, 500) } : {}) };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The beginning of an answer: a receiver must not fill our memory. */
async function answerOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    parts.push(part.value);
    bytes += part.value.byteLength;
    if (bytes > longestAnswer) {
      await reader?.cancel();
      break;
    }
  }
  return Buffer.concat(parts).toString('utf8');
}
