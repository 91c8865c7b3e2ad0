import * as vscode from 'vscode';
import { compareRevisions } from '../../core/policy/bundleRevision.ts';
import { forgetCachedBundle, readCachedBundle, staleness } from '../../node/policy/bundle/bundleCache.ts';
import { readBundleSource, type ReadBundleSource } from '../../node/policy/bundle/bundleSource.ts';
import { BundleUnreachable, fetchBundle } from '../../node/policy/bundle/fetchBundle.ts';
import { policyPlace, type PolicyPlace } from '../../node/policy/policyPlace.ts';
import { messageOf, type Log } from '../log.ts';
import { warn } from '../notices.ts';
import { tokenPort } from '../sourceToken.ts';
import { bundleFloor, type BundleFloor } from './bundleFloor.ts';

type Secrets = Pick<vscode.SecretStorage, 'get' | 'store'>;
type FoundBundle = Extract<ReadBundleSource, { readonly kind: 'source' }>;

/** Where no bundle is named yet, it is looked again this often whether one is. */
const idleMs = 60_000;

/**
 * Keeps the bundle of the organisation fresh while a window is open. What is in force changes by the files alone: `PolicyFiles`
 * and the hooks see them. The person is told when a bundle is refused, and when it is too old to be relied on.
 */
export class OrganisationBundle {
  readonly #state: string;
  readonly #log: Log;
  readonly #secrets: Secrets;
  readonly #floor: BundleFloor;
  #timer: NodeJS.Timeout | undefined;
  #told: string | undefined;
  #closed = false;

  constructor(state: string, secrets: Secrets, log: Log) {
    this.#state = state;
    this.#log = log;
    this.#secrets = secrets;
    this.#floor = bundleFloor(secrets);
  }

  start(): void {
    if (this.#timer === undefined) void this.#look();
  }

  dispose(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    const place = policyPlace(this.#state, this.#state, process.platform);
    const found = readBundleSource(place.bundle);
    if (found.kind === 'source') {
      const failed = await this.#renew(place, found).then(() => undefined, (error: unknown) => ({ why: messageOf(error), passes: error instanceof BundleUnreachable }));
      if (failed !== undefined) this.#log.error('bundle of the organisation', new Error(failed.why));
      const stale = staleness(place, found.source.maxStaleHours * 60 * 60 * 1000, Date.now());
      if (stale !== undefined) this.#tell(vscode.l10n.t('The rules of your organisation may be out of date, so everything that changes something waits for you: {0}', failed?.why ?? stale));
      else this.#tell(failed === undefined || failed.passes ? undefined : vscode.l10n.t('The rules of your organisation were not renewed: {0}. The ones before go on counting.', failed.why));
    }
    if (!this.#closed) this.#timer = setTimeout(() => void this.#look(), found.kind === 'source' ? found.source.refreshSeconds * 1000 : idleMs);
  }

  /** Never below what counted here before, whatever became of the state directory. */
  async #renew(place: PolicyPlace, found: FoundBundle): Promise<void> {
    const { url } = found.source;
    const floor = await this.#floor.of(url);
    const kept = readCachedBundle(place);
    if (kept?.url === url && floor !== undefined && compareRevisions(kept.revision, floor) < 0) forgetCachedBundle(place);
    const { revision } = await fetchBundle(place, found, { now: Date.now, token: tokenPort(this.#secrets), ...(floor === undefined ? {} : { floor }) });
    await this.#floor.raise(url, revision);
  }

  /** Once for each state of things. */
  #tell(text: string | undefined): void {
    if (text !== undefined && text !== this.#told) warn(text);
    this.#told = text;
  }
}
