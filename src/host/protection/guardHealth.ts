/** What notices that the guard does not work. */
export const healthParts = ['channel', 'trace', 'protection'] as const;
export type HealthPart = (typeof healthParts)[number];

/**
 * What keeps the guard of this window from working, part by part: where agents ask (`channel`), where acts are recorded
 * (`trace`), and whether agents still have the guard before them (`protection`). A part without trouble says nothing. Calls
 * `changed` when what it says is another.
 */
export class GuardHealth {
  readonly #changed: () => void;
  readonly #troubles = new Map<HealthPart, string>();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** A part has trouble, in words for the person, or has none any more. */
  report(part: HealthPart, trouble: string | undefined): void {
    if (this.#troubles.get(part) === trouble) return;
    if (trouble === undefined) this.#troubles.delete(part);
    else this.#troubles.set(part, trouble);
    this.#changed();
  }

  /** All of it, the order of the parts; undefined when the guard works. */
  get trouble(): string | undefined {
    const found = healthParts.flatMap((part) => this.#troubles.get(part) ?? []);
    return found.length === 0 ? undefined : found.join(' · ');
  }
}
