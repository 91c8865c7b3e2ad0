/** A stretch of time in milliseconds since 1970; a moment where both are the same. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** One axis for many sessions: where each moment lies on it. */
export interface TimeAxis {
  /** 0 at the first moment, 1 at the last. */
  readonly at: (ms: number) => number;
  /** Moments at even distances on the axis, and where each lies. */
  readonly ticks: readonly { readonly ms: number; readonly at: number }[];
}

/** Stretches up to here are drawn as long as they are, in milliseconds; of longer ones the logarithm counts. */
const drawnInFull = 30_000;

/** How long a stretch without anything in it is drawn: agents work in bursts, and nights would leave no room for them. */
const drawnLength = (ms: number): number => (ms <= drawnInFull ? ms : drawnInFull * (1 + Math.log(ms / drawnInFull)));

/** The axis of some spans, with so many ticks. Pure; order is kept: what came later never lies further left. */
export function timeAxis(spans: readonly TimeSpan[], ticks: number): TimeAxis {
  const moments = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort((one, other) => one - other);
  const places: number[] = [];
  moments.forEach((ms, index) => places.push((places[index - 1] ?? 0) + (index === 0 ? 0 : drawnLength(ms - (moments[index - 1] ?? ms)))));
  const whole = places.at(-1) ?? 0;
  const at = (ms: number): number => (whole === 0 ? 0.5 : between(moments, places, ms) / whole);
  const isMoment = whole === 0;
  const made = Array.from({ length: isMoment ? Math.min(1, moments.length) : ticks }, (_, index) => (isMoment ? { ms: moments[0] ?? 0, at: 0.5 } : { ms: between(places, moments, (whole * (index + 0.5)) / ticks), at: (index + 0.5) / ticks }));
  return { at, ticks: made };
}

/** `value` carried from one rising list of numbers to the other, straight between neighbours. */
function between(from: readonly number[], to: readonly number[], value: number): number {
  let [low, high] = [0, from.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  const [a = 0, b = a, x = 0, y = x] = [from[low], from[high], to[low], to[high]];
  return b === a ? x : x + ((Math.min(b, Math.max(a, value)) - a) / (b - a)) * (y - x);
}
