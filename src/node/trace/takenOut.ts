import type { SeqRange } from '../../core/trace/record.ts';
import { eventIn, type SealedLine } from './traceSegment.ts';

/** What the trace itself says was taken out of it. */
export interface TakenOut {
  readonly erased: readonly SeqRange[];
  readonly retired: readonly { readonly through: number; readonly seq: number; readonly hash: string }[];
}

const signs = ['"kind":"erased"', '"kind":"retired"'];
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRange = (value: unknown): value is SeqRange => Array.isArray(value) && value.length === 2 && value.every((end) => Number.isSafeInteger(end));

/** Collects the records of what was erased or removed from good lines. Most lines are told by one search in their bytes. */
export class TakenOutRecords implements TakenOut {
  readonly erased: SeqRange[] = [];
  readonly retired: { readonly through: number; readonly seq: number; readonly hash: string }[] = [];

  note(line: SealedLine): void {
    if (line.event === undefined || !signs.some((sign) => line.event?.includes(sign) === true)) return;
    const body = eventIn(line)?.['body'];
    if (!isRecord(body)) return;
    const { kind, ranges, through, seq, hash } = body;
    if (kind === 'erased' && Array.isArray(ranges)) this.erased.push(...ranges.filter(isRange));
    if (kind === 'retired' && typeof through === 'number' && typeof seq === 'number' && typeof hash === 'string') this.retired.push({ through, seq, hash });
  }

  isErased(seq: number): boolean {
    return this.erased.some(([first, last]) => first <= seq && seq <= last);
  }
}
