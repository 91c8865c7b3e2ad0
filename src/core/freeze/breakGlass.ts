/** Who may break a freeze in an emergency, and for how long. */
export interface BreakGlassRule {
  /** One of these breaks it, or agrees by signature; absent = whoever sits at the editor. */
  readonly by?: readonly string[];
  /** A ticket has to be named besides the reason. */
  readonly ticket?: boolean;
  /** A second person has to agree by signature. */
  readonly second?: boolean;
  /** At most this long; absent = {@link breakGlassMinutes}. */
  readonly minutes?: number;
  /** At most so many acts; absent = {@link breakGlassActions}. */
  readonly maxActions?: number;
}

/** Longest time and most acts of a break-glass where its freeze says nothing less. */
export const breakGlassMinutes = 30;
export const breakGlassActions = 5;

/** A freeze broken by a person, until an instant (ISO 8601, UTC) and for a number of acts. Nothing makes it longer. */
export interface BreakGlass {
  readonly id: string;
  /** The freezes that it breaks. */
  readonly freezes: readonly string[];
  readonly by: string;
  readonly second?: string;
  readonly reason: string;
  readonly ticket?: string;
  readonly since: string;
  readonly until: string;
  readonly maxActions: number;
  /** Ids of the proposals that it let through, each once. */
  readonly used: readonly string[];
}

/** What a person gives to break a freeze. */
export interface BreakGlassRequest {
  readonly id: string;
  readonly by: string;
  readonly reason: string;
  readonly ticket?: string;
  /** The person whose signature agreed. */
  readonly second?: string;
}

/** One freeze as far as breaking it goes. `source` absent = declared here by a person. */
export interface BreakableFreeze {
  readonly id: string;
  readonly source?: string;
  readonly breakGlass?: BreakGlassRule;
}

/**
 * A break-glass over freezes from `now` (milliseconds since 1970), within the tightest of their rules; or in words what is
 * missing. A freeze of a file or a source can be broken only where it says so.
 */
export function openBreakGlass(request: BreakGlassRequest, freezes: readonly BreakableFreeze[], now: number): { readonly ok: true; readonly glass: BreakGlass } | { readonly ok: false; readonly missing: string } {
  const closed = freezes.find(({ source, breakGlass }) => source !== undefined && breakGlass === undefined);
  if (freezes.length === 0) return { ok: false, missing: 'no freeze is in force' };
  if (closed !== undefined) return { ok: false, missing: `the freeze \`${closed.id}\` has no way to break it: ask its owner` };
  const rules = freezes.map(({ breakGlass }) => breakGlass ?? {});
  const missing = missingFor(request, rules);
  if (missing !== undefined) return { ok: false, missing };
  const { id, by, reason, ticket, second } = request;
  const minutes = Math.min(breakGlassMinutes, ...rules.flatMap((rule) => rule.minutes ?? []));
  const maxActions = Math.min(...rules.map((rule) => rule.maxActions ?? breakGlassActions));
  return {
    ok: true,
    glass: {
      id, freezes: freezes.map((freeze) => freeze.id), by, reason: reason.trim(), ...(ticket === undefined ? {} : { ticket: ticket.trim() }), ...(second === undefined ? {} : { second }),
      since: new Date(now).toISOString(), until: new Date(now + minutes * 60_000).toISOString(), maxActions, used: [],
    },
  };
}

function missingFor({ by, reason, ticket, second }: BreakGlassRequest, rules: readonly BreakGlassRule[]): string | undefined {
  if (reason.trim() === '') return 'say why: the reason is recorded and reported';
  if (rules.some((rule) => rule.ticket === true) && (ticket ?? '').trim() === '') return 'name the ticket';
  if (rules.some((rule) => rule.second === true) && (second === undefined || second === by)) return 'a second person has to agree';
  const closed = rules.find((rule) => !mayBreak(rule, by) && (second === undefined || !mayBreak(rule, second)));
  return closed === undefined ? undefined : `only ${closed.by?.join(', ') ?? ''} may break it, or agree to it`;
}

/** Whether a rule leaves breaking to somebody of this name, without anybody else. */
export const mayBreak = ({ by = [] }: BreakGlassRule, name: string): boolean => by.length === 0 || by.includes(name);

/** Acts that are left at some instants (milliseconds since 1970); 0 once any of them is past its end, or the end cannot be read. */
export function actionsLeft({ until, maxActions, used }: BreakGlass, instants: readonly number[]): number {
  const end = Date.parse(until);
  return instants.every((at) => at < end) ? Math.max(0, maxActions - used.length) : 0;
}

/**
 * Whether a break-glass keeps to the rule of a freeze. SECURITY: freezes are named by their ids, and two of one id can hold at
 * once (an accepted version beside a changed one, two sources): what the looser one lets break does not break the other.
 */
export function keepsToRule({ by, second, ticket, since, until, maxActions }: BreakGlass, { source, breakGlass: rule }: BreakableFreeze): boolean {
  if (rule === undefined) return source === undefined;
  const named = mayBreak(rule, by) || (second !== undefined && mayBreak(rule, second));
  const agreed = rule.second !== true || (second !== undefined && second !== by);
  const length = Math.min(rule.minutes ?? breakGlassMinutes, breakGlassMinutes) * 60_000;
  return named && agreed && (rule.ticket !== true || ticket !== undefined) && Date.parse(until) - Date.parse(since) <= length && maxActions <= (rule.maxActions ?? breakGlassActions);
}
