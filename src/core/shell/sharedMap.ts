/** Stands for a name that was taken out of a map on top of one that still holds it. */
const gone = Symbol('gone');

type Layer<Held> = ReadonlyMap<string, Held | typeof gone>;

/**
 * A map that is copied without copying what it holds: a shell forks for every pipeline, branch and substitution, and hardly
 * any of them changes what it was given. Changes go into a layer of the map's own; a copy freezes it and lays new ones on
 * top. A layer is at least twice as large as the next, so that there are few of them whatever comes between the copies.
 */
export class SharedMap<Held> {
  private layers: readonly Layer<Held>[] = [];
  private own = new Map<string, Held | typeof gone>();

  get(name: string): Held | undefined {
    const held = this.find(name);
    return held === gone ? undefined : held;
  }

  has(name: string): boolean {
    const held = this.find(name);
    return held !== undefined && held !== gone;
  }

  set(name: string, value: Held): void {
    this.own.set(name, value);
  }

  delete(name: string): void {
    if (this.has(name)) this.own.set(name, gone);
  }

  /** Whether nothing was ever set. */
  isEmpty(): boolean {
    return this.own.size === 0 && this.layers.length === 0;
  }

  /** Everything that it holds, in no certain order. */
  entries(): readonly (readonly [string, Held])[] {
    return heldIn([...this.layers, this.own]);
  }

  copy(): SharedMap<Held> {
    this.freeze();
    const copy = new SharedMap<Held>();
    copy.layers = this.layers;
    return copy;
  }

  /** What was set here since it was copied from the other, which was not changed meanwhile; all that it holds where it is no copy of it. */
  entriesSince(other: SharedMap<Held>): readonly (readonly [string, Held])[] {
    let same = 0;
    while (same < this.layers.length && this.layers[same] === other.layers[same]) same += 1;
    return heldIn([...this.layers.slice(same), this.own]);
  }

  private find(name: string): Held | typeof gone | undefined {
    const mine = this.own.get(name);
    if (mine !== undefined) return mine;
    for (let at = this.layers.length - 1; at >= 0; at -= 1) {
      const held = this.layers[at]?.get(name);
      if (held !== undefined) return held;
    }
    return undefined;
  }

  private freeze(): void {
    if (this.own.size === 0) return;
    const layers = [...this.layers];
    let top: Layer<Held> = this.own;
    for (let below = layers.at(-1); below !== undefined && below.size < 2 * top.size; below = layers.at(-1)) {
      top = new Map([...below, ...top]);
      layers.pop();
    }
    this.layers = [...layers, top];
    this.own = new Map();
  }
}

function heldIn<Held>(layers: readonly Layer<Held>[]): readonly (readonly [string, Held])[] {
  const [first = new Map<string, Held | typeof gone>(), ...rest] = layers;
  const all = rest.length === 0 ? first : new Map(layers.flatMap((layer) => [...layer]));
  return [...all].flatMap(([name, held]) => (held === gone ? [] : [[name, held] as const]));
}
