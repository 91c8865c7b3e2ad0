import type { Freeze, FreezeWindow } from './freeze.ts';

/** Where a freeze stands. `unknown`: its times are not known that far, or it stands for a source of which nothing is known; both hold. */
export type FreezePhase = 'draft' | 'scheduled' | 'active' | 'unknown' | 'suspended' | 'ended';

const strength: readonly FreezePhase[] = ['ended', 'scheduled', 'unknown', 'active'];

/**
 * The phase at some instants (milliseconds since 1970): the strictest over all of them. There is more than one where the
 * clock was set (`clock.ts`), and a freeze holds while any of them lies in it.
 */
export function phaseOf(freeze: Freeze, instants: readonly number[]): FreezePhase {
  if (freeze.state !== undefined) return freeze.state;
  if (freeze.unknown !== undefined) return 'unknown';
  return instants.map((at) => phaseAt(freeze, at)).reduce((one, other) => (strength.indexOf(other) > strength.indexOf(one) ? other : one), 'ended');
}

/** Whether it holds at any of the instants. */
export function holds(freeze: Freeze, instants: readonly number[]): boolean {
  const phase = phaseOf(freeze, instants);
  return phase === 'active' || phase === 'unknown';
}

/** An instant that cannot be read neither begins late nor ends. */
function phaseAt(freeze: Freeze, at: number): Exclude<FreezePhase, 'draft' | 'suspended'> {
  if (Number.isNaN(at)) return 'active';
  if (freeze.windows === undefined) return isBefore(at, freeze.until) ? 'active' : 'ended';
  if (freeze.windows.some((window) => isWithin(window, at))) return 'active';
  if (!isBefore(at, freeze.knownUntil)) return 'unknown';
  return freeze.knownUntil !== undefined || freeze.windows.some(({ from }) => at < Date.parse(from)) ? 'scheduled' : 'ended';
}

const isWithin = ({ from, until }: FreezeWindow, at: number): boolean => !(at < Date.parse(from)) && isBefore(at, until);
const isBefore = (at: number, end: string | undefined): boolean => end === undefined || !(at >= Date.parse(end));

/** The window that holds an instant, through windows that follow without a gap; undefined when none does. */
export function windowAt(freeze: Freeze, at: number): FreezeWindow | undefined {
  if (freeze.windows === undefined) return isBefore(at, freeze.until) ? { from: freeze.since, ...(freeze.until === undefined ? {} : { until: freeze.until }) } : undefined;
  let found: FreezeWindow | undefined;
  for (const window of freeze.windows) {
    if (found === undefined) found = isWithin(window, at) ? window : undefined;
    else if (found.until !== undefined && isWithin(window, Date.parse(found.until))) found = joined(found, window);
  }
  return found;
}

const joined = ({ from }: FreezeWindow, { until }: FreezeWindow): FreezeWindow => ({ from, ...(until === undefined ? {} : { until }) });

/** The windows that begin after an instant, in order. */
export const windowsAfter = (freeze: Freeze, at: number): readonly FreezeWindow[] => (freeze.state === undefined ? (freeze.windows ?? []).filter(({ from }) => Date.parse(from) > at) : []);

/** Instants after `at` at which its phase may change, in no order. */
export function changesAfter(freeze: Freeze, at: number): readonly number[] {
  if (freeze.state !== undefined || freeze.unknown !== undefined) return [];
  const ends = freeze.windows === undefined ? [freeze.until] : [...freeze.windows.flatMap(({ from, until }) => [from, until]), freeze.knownUntil];
  return ends.flatMap((time) => (time === undefined ? [] : [Date.parse(time)])).filter((time) => time > at);
}
