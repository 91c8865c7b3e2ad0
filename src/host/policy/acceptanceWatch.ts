import { keepAcceptances, policyDigest, readHeld, type KeptAcceptances } from '../../node/policy/heldPolicy.ts';
import { heldFile, stampOf, type PolicyPlace } from '../../node/policy/policyPlace.ts';
import type { AcceptedPolicies } from './acceptedPolicies.ts';

/** Nobody but our own programs writes what is held: looked at this often whether somebody did. */
const pollMs = 2000;

export interface AcceptanceWatchOptions {
  readonly accepted: AcceptedPolicies;
  /** What is held of a file was not what the editor knows, and now counts as little as it may. */
  readonly found: (place: PolicyPlace, kept: Exclude<KeptAcceptances, 'known'>) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Holds what is stored as accepted of policies and freeze files against what the editor itself remembers, whenever it changes.
 * SECURITY: an agent that writes the state directory accepts nothing by that, and lifts no freeze for longer than a look.
 */
export class AcceptanceWatch {
  readonly #options: AcceptanceWatchOptions;
  readonly #stamps = new Map<string, string>();
  #places: readonly PolicyPlace[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: AcceptanceWatchOptions) {
    this.#options = options;
  }

  /** Resolves after the first look: what counts from then on was looked at. */
  async watch(places: readonly PolicyPlace[]): Promise<void> {
    this.#places = places;
    this.#stamps.clear();
    this.#timer ??= setInterval(() => void this.#look(), pollMs).unref();
    await this.#look();
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    for (const place of this.#places) {
      const stamp = stampOf(heldFile(place));
      if (this.#stamps.get(place.workspace) === stamp) continue;
      this.#stamps.set(place.workspace, stamp);
      try {
        await this.#check(place);
      } catch (error) {
        this.#options.failed(error);
      }
    }
  }

  async #check(place: PolicyPlace): Promise<void> {
    const { accepted, found } = this.#options;
    const known = await accepted.of(place.root, place.workspace);
    const kept = keepAcceptances(place, known);
    if (kept !== 'known') found(place, kept);
    const text = kept === 'replaced' ? undefined : readHeld(place)?.text;
    const digest = text === undefined ? undefined : policyDigest(text);
    if (digest !== undefined && digest !== known.inForce) await accepted.noteInForce(place.workspace, digest);
  }
}
