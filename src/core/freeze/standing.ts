import { actionClasses, neverHeld, type ActionClass } from './actionClass.ts';
import { actionsLeft, keepsToRule, type BreakGlass } from './breakGlass.ts';
import { freezeModes, type Freeze, type FreezeState, type FreezeWindow } from './freeze.ts';
import { changesAfter, holds, phaseOf, windowAt, windowsAfter, type FreezePhase } from './phase.ts';
import { isInScope, type ActFacts } from './scope.ts';
import { ageOf, freezesOf, isStale, type SourceReport } from './source.ts';

/** All that is known about the freezes over a place. */
export interface FreezeBook {
  readonly sources: readonly SourceReport[];
  /** State of ours that could not be read, in words: everything counts as frozen. */
  readonly damage?: string;
  readonly glasses?: readonly BreakGlass[];
  /** The services that the workspace is, where somebody whom it believes said so. */
  readonly services?: readonly string[];
}

/** Strictest first; `unknown` counts as `deny`. */
export type StandingKind = 'unknown' | 'deny' | 'ask' | 'observe' | 'off';

/** A freeze that holds, and until when: absent = until somebody lifts it, or nobody knows. */
export interface HoldingFreeze {
  readonly freeze: Freeze;
  readonly phase: FreezePhase;
  readonly from: string;
  readonly until?: string;
}

export interface SourceStanding {
  readonly report: SourceReport;
  /** Milliseconds; absent = never read. */
  readonly ageMs?: number;
  readonly stale: boolean;
}

/** The state of the freezes at one moment, for people and for checks. */
export interface Standing {
  readonly kind: StandingKind;
  /** Why nothing is known, where state could not be read. */
  readonly damage?: string;
  /** Strictest first. */
  readonly holding: readonly HoldingFreeze[];
  /** Windows to come, the nearest first. */
  readonly upcoming: readonly { readonly freeze: Freeze; readonly window: FreezeWindow }[];
  /** When the strictest end, ISO 8601 in UTC; absent = until somebody lifts them, or nobody knows. */
  readonly until?: string;
  /** When the state may next change, and to what. */
  readonly next?: { readonly at: string; readonly kind: StandingKind };
  /** Classes of acts that go on. */
  readonly allowed: readonly ActionClass[];
  readonly sources: readonly SourceStanding[];
  /** Break-glasses that still let something through. */
  readonly glasses: readonly { readonly glass: BreakGlass; readonly left: number }[];
}

const kinds: readonly StandingKind[] = ['unknown', 'deny', 'ask', 'observe', 'off'];
const stricter = (one: StandingKind, other: StandingKind): StandingKind => (kinds.indexOf(one) <= kinds.indexOf(other) ? one : other);
const listedUpcoming = 20;

/** Every freeze of a book at some instants, those that nobody knows enough about included, with the break-glass that is open over it. */
export function freezesIn({ sources, glasses = [], services }: FreezeBook, instants: readonly number[]): readonly Freeze[] {
  const freezes = sources.flatMap((report) => freezesOf(report, instants)).filter(({ scope }) => services === undefined || scope?.services === undefined || isInScope({ services: scope.services }, { services }));
  return freezes.map((freeze) => {
    const glass = glasses.find((one) => one.freezes.includes(freeze.id) && keepsToRule(one, freeze) && actionsLeft(one, instants) > 0);
    return glass === undefined ? freeze : { ...freeze, glass };
  });
}

/**
 * What decides, out of a book: the freezes that hold at one of the instants (milliseconds since 1970, the clock's own first). One
 * that holds only at another of them is pinned, for whoever looks at the clock later must not lose it.
 */
export function stateOf(book: FreezeBook, instants: readonly number[]): FreezeState {
  if (book.damage !== undefined) return { kind: 'unknown', why: book.damage };
  const freezes = freezesIn(book, instants).filter((freeze) => holds(freeze, instants)).map((freeze) => asItHolds(freeze, instants));
  return freezes.length === 0 ? { kind: 'off' } : { kind: 'on', freezes };
}

/** Without the windows in which it does not hold now: it is recorded with every decision that it makes. */
function asItHolds(freeze: Freeze, instants: readonly number[]): Freeze {
  const pinned: Freeze = holds(freeze, instants.slice(0, 1)) ? freeze : { ...freeze, state: 'active' };
  if (freeze.windows === undefined) return pinned;
  const window = instants.map((at) => windowAt(freeze, at)).find((one) => one !== undefined);
  return { ...pinned, windows: window === undefined ? [] : [window] };
}

/**
 * The state at some instants, for an act of which `facts` are known (nothing known = for the whole workspace). The strictest of
 * all sources wins; nothing that is not a freeze can loosen it.
 */
export function standingAt(book: FreezeBook, instants: readonly number[], facts: ActFacts = {}): Standing {
  const freezes = freezesIn(book, instants).filter(({ scope }) => isInScope(scope, facts)).filter((freeze) => !excepts(freeze, facts));
  const holding = holdingOf(freezes, instants);
  const kind = kindOf(book, holding);
  const last = Math.max(...instants);
  const strict = holding.filter((one) => kindOfOne(one) === kind);
  const until = strict.every((one) => one.until !== undefined) ? strict.map((one) => one.until ?? '').sort().at(-1) : undefined;
  const next = nextChange(book, instants, facts, kind);
  return {
    kind, ...(book.damage === undefined ? {} : { damage: book.damage }), holding,
    upcoming: freezes.flatMap((freeze) => windowsAfter(freeze, last).map((window) => ({ freeze, window }))).sort((one, other) => Date.parse(one.window.from) - Date.parse(other.window.from)).slice(0, listedUpcoming),
    ...(until === undefined || kind === 'off' ? {} : { until }), ...(next === undefined ? {} : { next }), allowed: allowedBy(book, holding),
    sources: book.sources.map((report) => ({ report, stale: isStale(report, instants), ...definedAge(ageOf(report, instants)) })),
    glasses: (book.glasses ?? []).map((glass) => ({ glass, left: actionsLeft(glass, instants) })).filter(({ left }) => left > 0),
  };
}

const definedAge = (ageMs: number | undefined): { readonly ageMs?: number } => (ageMs === undefined ? {} : { ageMs });

/** An exception counts where every class of the act is known and one of them goes on. */
const excepts = ({ allow }: Freeze, { actions }: ActFacts): boolean => allow !== undefined && (actions?.some((action) => allow.includes(action)) ?? false);

function holdingOf(freezes: readonly Freeze[], instants: readonly number[]): readonly HoldingFreeze[] {
  const found = freezes.filter((freeze) => holds(freeze, instants)).map((freeze): HoldingFreeze => {
    const window = instants.map((at) => windowAt(freeze, at)).find((one) => one !== undefined);
    const until = freeze.state === 'active' || freeze.unknown !== undefined ? undefined : window?.until;
    return { freeze, phase: phaseOf(freeze, instants), from: window?.from ?? freeze.since, ...(until === undefined ? {} : { until }) };
  });
  return [...found].sort((one, other) => kinds.indexOf(kindOfOne(one)) - kinds.indexOf(kindOfOne(other)));
}

/** A broken freeze asks. Times that are not known hold as strictly as their freeze would; a source that is not known refuses. */
function kindOfOne({ freeze, phase }: HoldingFreeze): StandingKind {
  if (freeze.glass !== undefined && freeze.mode === 'deny') return 'ask';
  return phase === 'unknown' && freeze.mode === 'deny' ? 'unknown' : freeze.mode;
}

const kindOf = ({ damage }: FreezeBook, holding: readonly HoldingFreeze[]): StandingKind => (damage === undefined ? holding.map(kindOfOne).reduce(stricter, 'off') : 'unknown');

/** Looks at the nearest instants at which anything may change, until the state is another one. */
function nextChange(book: FreezeBook, instants: readonly number[], facts: ActFacts, kind: StandingKind): Standing['next'] {
  if (book.damage !== undefined) return undefined;
  const last = Math.max(...instants);
  const stale = book.sources.flatMap(({ readAt, maxStaleMs }) => (readAt === undefined || maxStaleMs === undefined ? [] : [Date.parse(readAt) + maxStaleMs + 1]));
  const ends = (book.glasses ?? []).map(({ until }) => Date.parse(until));
  const changes = [...stale, ...ends, ...freezesIn(book, instants).flatMap((freeze) => changesAfter(freeze, last))].filter((at) => at > last).sort((one, other) => one - other);
  for (const at of new Set(changes)) {
    const freezes = freezesIn(book, [at]).filter((freeze) => isInScope(freeze.scope, facts) && !excepts(freeze, facts));
    const then = kindOf(book, holdingOf(freezes, [at]));
    if (then !== kind) return { at: new Date(at).toISOString(), kind: then };
  }
  return undefined;
}

/** What no freeze holds, and what all that hold let through. */
function allowedBy({ damage }: FreezeBook, holding: readonly HoldingFreeze[]): readonly ActionClass[] {
  if (damage !== undefined) return neverHeld;
  const refusing = holding.filter(({ freeze }) => freezeModes.indexOf(freeze.mode) > 0);
  const goesOn = (action: ActionClass): boolean => refusing.every(({ freeze: { allow, scope } }) => (allow?.includes(action) ?? false) || (scope?.actions !== undefined && !scope.actions.includes(action)));
  return actionClasses.filter((action) => neverHeld.includes(action) || goesOn(action));
}
