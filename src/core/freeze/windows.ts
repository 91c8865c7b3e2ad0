import type { FreezeWindow } from './freeze.ts';

/** From one instant until just before another, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Joins what overlaps or touches, in order. Spans without any length are left out. */
export function joinSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans.filter(({ from, until }) => until > from).sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last === undefined || span.from > last.until) joined.push(span);
    else if (span.until > last.until) joined[joined.length - 1] = { from: last.from, until: span.until };
  }
  return joined;
}

/** The gaps between spans that are in order, inside of a larger one. */
export function gapsBetween(spans: readonly Span[], within: Span): readonly Span[] {
  const gaps: Span[] = [];
  let at = within.from;
  for (const { from, until } of spans) {
    gaps.push({ from: at, until: Math.min(from, within.until) });
    at = Math.max(at, until);
  }
  return [...gaps, { from: at, until: within.until }].filter(({ from, until }) => until > from);
}

/** As the model has them. */
export const windowsOf = (spans: readonly Span[]): readonly FreezeWindow[] => spans.map(({ from, until }) => ({ from: new Date(from).toISOString(), until: new Date(until).toISOString() }));
