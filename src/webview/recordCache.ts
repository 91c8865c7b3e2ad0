import type { BoardRecord } from '../protocol/traceBoard.ts';

/** Records that are remembered; those furthest from what is looked at are forgotten first. */
const remembered = 10_000;

/** What was read of the plain log, by place, and what is being read. */
export class RecordCache {
  readonly #pageRows: number;
  readonly #ask: (from: number) => void;
  readonly #records = new Map<number, BoardRecord>();
  readonly #asked = new Set<number>();
  #total = 0;
  #ended = true;

  constructor(pageRows: number, ask: (from: number) => void) {
    this.#pageRows = pageRows;
    this.#ask = ask;
  }

  get total(): number {
    return this.#total;
  }

  at(index: number): BoardRecord | undefined {
    return this.#records.get(index);
  }

  take(from: number, rows: readonly BoardRecord[], { total, ended }: { readonly total: number; readonly ended: boolean }): void {
    rows.forEach((record, index) => this.#records.set(from + index, record));
    this.#asked.delete(from);
    [this.#total, this.#ended] = [total, ended];
    if (this.#records.size <= remembered) return;
    for (const index of this.#records.keys()) if (Math.abs(index - from) > remembered / 2) this.#records.delete(index);
  }

  /** These are looked at: what is missing of them is asked for, page by page, and what follows where the end is not known. */
  want(from: number, to: number): void {
    for (let page = from - (from % this.#pageRows); page < to; page += this.#pageRows) {
      if (this.#isMissing(page, Math.min(page + this.#pageRows, this.#total))) this.#request(page);
    }
    if (to >= this.#total && !this.#ended) this.#request(this.#total);
  }

  #isMissing(from: number, to: number): boolean {
    for (let index = from; index < to; index++) if (!this.#records.has(index)) return true;
    return false;
  }

  #request(page: number): void {
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    this.#ask(page);
  }
}
