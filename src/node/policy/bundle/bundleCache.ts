import * as fs from 'node:fs';
import { replaceFile } from '../../durableFile.ts';
import { readJsonFile } from '../../jsonFile.ts';
import { bundleCacheFile, bundleCheckedFile, type PolicyPlace } from '../policyPlace.ts';

const limitBytes = 4 * 1024 * 1024;
/** A clock that goes wrong by more than this is no proof that a bundle is fresh. */
const clockMs = 5 * 60 * 1000;

/** A bundle that was verified when it came. */
export interface CachedBundle {
  /** Of the source that it came from (`ReadBundleSource`). */
  readonly source: string;
  readonly url: string;
  readonly revision: string;
  readonly policy: string;
  readonly etag?: string;
}

type BundlePlace = Pick<PolicyPlace, 'state'>;

/** The bundle that is kept; undefined where there is none, or it is damaged. Never throws. */
export function readCachedBundle(place: BundlePlace): CachedBundle | undefined {
  const value = readJsonFile(bundleCacheFile(place), limitBytes);
  return isRecord(value) ? cachedOf(value) : undefined;
}

/** When a server last said that it is the newest, in milliseconds since 1970. */
export function bundleCheckedAt(place: BundlePlace): number | undefined {
  const value = readJsonFile(bundleCheckedFile(place), limitBytes);
  return isRecord(value) && typeof value['at'] === 'number' ? value['at'] : undefined;
}

/** Stored in an order in which a crash makes it older, never newer. Throws when the disk refuses. */
export function writeCachedBundle(place: BundlePlace, bundle: CachedBundle, now: number): void {
  replaceFile(bundleCacheFile(place), `${JSON.stringify(bundle)}\n`);
  noteBundleChecked(place, now);
}

/** Then it was never fetched, and everything that changes something asks. Throws when the disk refuses. */
export const forgetCachedBundle = (place: BundlePlace): void => fs.rmSync(bundleCacheFile(place), { force: true });

/** Besides the bundle itself: with every look that found nothing new the policy would be compiled anew. */
export const noteBundleChecked = (place: BundlePlace, now: number): void => replaceFile(bundleCheckedFile(place), `${JSON.stringify({ at: now })}\n`);

/** In words, that a bundle was not confirmed for too long; undefined while it was. */
export function staleness(place: BundlePlace, maxStaleMs: number, now: number): string | undefined {
  const at = bundleCheckedAt(place);
  if (at === undefined) return 'the bundle of the organisation was never fetched';
  if (at > now + clockMs) return 'the clock was set back, so the age of the organisation’s bundle is not known';
  return now - at > maxStaleMs ? `the bundle of the organisation could not be fetched since ${new Date(at).toISOString()}` : undefined;
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

function cachedOf({ source, url, revision, policy, etag }: Fields): CachedBundle | undefined {
  if (typeof source !== 'string' || typeof url !== 'string' || typeof revision !== 'string' || typeof policy !== 'string') return undefined;
  return { source, url, revision, policy, ...(typeof etag === 'string' ? { etag } : {}) };
}
