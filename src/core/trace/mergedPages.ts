import type { PageCursor } from './traceQuery.ts';

/** Gives the items that follow `after`, newest first. */
export type PageSource<T> = (limit: number, after?: PageCursor) => { readonly items: readonly T[]; readonly next?: PageCursor };

interface Reading<T> {
  readonly source: PageSource<T>;
  waiting: T[];
  after: PageCursor | undefined;
  ended: boolean;
}

/** Several lists, each newest first, read as one, page by page. State: what was read of each and not given out yet. */
export class MergedPages<T> {
  private readonly readings: readonly Reading<T>[];

  /** `time`: ISO 8601. */
  constructor(sources: readonly PageSource<T>[], private readonly time: (item: T) => string) {
    this.readings = sources.map((source) => ({ source, waiting: [], after: undefined, ended: false }));
  }

  /** The next `limit` items; fewer only at the end. */
  take(limit: number): readonly T[] {
    const taken: T[] = [];
    while (taken.length < limit) {
      const newest = this.newest(limit - taken.length);
      const item = newest?.waiting.shift();
      if (item === undefined) break;
      taken.push(item);
    }
    return taken;
  }

  /** Whether nothing is left. */
  get ended(): boolean {
    return this.newest(1) === undefined;
  }

  private newest(limit: number): Reading<T> | undefined {
    let found: { reading: Reading<T>; at: string } | undefined;
    for (const reading of this.readings) {
      this.fill(reading, limit);
      const [first] = reading.waiting;
      if (first === undefined) continue;
      const at = this.time(first);
      if (found === undefined || at > found.at) found = { reading, at };
    }
    return found?.reading;
  }

  private fill(reading: Reading<T>, limit: number): void {
    if (reading.ended || reading.waiting.length > 0) return;
    const { items, next } = reading.source(limit, reading.after);
    Object.assign(reading, { waiting: [...items], after: next, ended: next === undefined });
  }
}
