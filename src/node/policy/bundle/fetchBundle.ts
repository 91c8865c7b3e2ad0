import { compareRevisions } from '../../../core/policy/bundleRevision.ts';
import type { TokenPort } from '../../tokenPlace.ts';
import type { PolicyPlace } from '../policyPlace.ts';
import { readPolicyLayer } from '../readPolicyLayer.ts';
import { noteBundleChecked, readCachedBundle, writeCachedBundle } from './bundleCache.ts';
import type { ReadBundleSource } from './bundleSource.ts';
import { bundleLimits, verifyBundle } from './verifyBundle.ts';

const limitMs = 20_000;

/** A server could not be asked, or gave nothing: that may pass. Every other failure is about what it gave. */
export class BundleUnreachable extends Error {}

/** `new`: another revision counts from now. `same`: the server confirmed the one that is kept. */
export interface FetchedBundle {
  readonly kind: 'new' | 'same';
  readonly revision: string;
}

/** What a fetch uses besides the network. */
export interface BundlePorts {
  readonly now: () => number;
  readonly token: TokenPort;
  /** The newest revision of this source that ever counted here, where that is known besides what is kept. */
  readonly floor?: string;
}

/**
 * Asks for the organisation's bundle, with the `ETag` of the one that is kept, verifies what comes and keeps it. Rejects in
 * plain words, and then what was kept goes on counting until it is too old: for a server that cannot be reached, a
 * signature that does not hold, a policy that cannot be read, and a revision older than one that counted here before.
 */
export async function fetchBundle(place: Pick<PolicyPlace, 'state'>, { source, id }: Extract<ReadBundleSource, { kind: 'source' }>, { now, token, floor }: BundlePorts): Promise<FetchedBundle> {
  const kept = readCachedBundle(place);
  const same = kept?.source === id ? kept : undefined;
  const secret = source.token === undefined ? undefined : await token(source.token);
  // A redirect would lead past what the organisation named.
  const answer = await asked(source.url, { headers: { accept: 'application/gzip', 'user-agent': 'tagout', ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }), ...(same?.etag === undefined ? {} : { 'if-none-match': same.etag }) }, redirect: 'error', signal: AbortSignal.timeout(limitMs) });
  if (answer.status === 304 && same !== undefined) {
    noteBundleChecked(place, now());
    return { kind: 'same', revision: same.revision };
  }
  if (!answer.ok) throw new BundleUnreachable(`the server answered ${answer.status}`);
  const bundle = await verifyBundle(await bodyOf(answer), source);
  const read = readPolicyLayer(bundle.policy, { source: 'organisation', loosens: true, file: 'policy.yaml' });
  if (!read.ok) throw new Error(`the policy of revision ${bundle.revision} cannot be read (line ${read.problems[0]?.line ?? 1}: ${read.problems[0]?.message ?? ''})`);
  if (floor !== undefined && compareRevisions(bundle.revision, floor) < 0) throw new Error(`the server gave revision ${bundle.revision}, and ${floor} counted here before`);
  const order = kept?.url === source.url ? compareRevisions(bundle.revision, kept.revision) : 1;
  if (kept !== undefined && order < 0) throw new Error(`the server gave revision ${bundle.revision}, which is older than ${kept.revision}`);
  if (kept !== undefined && order === 0 && kept.policy !== bundle.policy) throw new Error(`the server gave another policy under the same revision ${bundle.revision}`);
  const etag = answer.headers.get('etag') ?? undefined;
  if (same !== undefined && order === 0 && same.etag === etag) {
    noteBundleChecked(place, now());
    return { kind: 'same', revision: bundle.revision };
  }
  writeCachedBundle(place, { source: id, url: source.url, revision: bundle.revision, policy: bundle.policy, ...(etag === undefined ? {} : { etag }) }, now());
  return { kind: order === 0 ? 'same' : 'new', revision: bundle.revision };
}

async function asked(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined;
    throw new BundleUnreachable(`${url} cannot be reached (${cause ?? (error instanceof Error ? error.message : 'unknown error')})`);
  }
}

/** The body, given up as soon as it is larger than any bundle. */
async function bodyOf({ body }: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const reader = body?.getReader();
  let bytes = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.length;
    if (bytes > bundleLimits.packed) {
      await reader?.cancel();
      throw new Error('the bundle is too large');
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}
