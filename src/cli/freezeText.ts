import type { HoldingFreeze, Standing, StandingKind } from '../core/freeze/standing.ts';

const codes: Readonly<Record<StandingKind, number>> = { off: 0, observe: 0, ask: 10, deny: 20, unknown: 20 };

/** The exit code of a state: what is not known counts as frozen. */
export const standingCode = ({ kind }: Pick<Standing, 'kind'>): number => codes[kind];

const headlines: Readonly<Record<StandingKind, string>> = {
  off: 'no freeze', observe: 'observed: nothing is held', ask: 'frozen: each change is asked about', deny: 'frozen', unknown: 'frozen, because it is not known whether a freeze is on',
};

/** All that a person or the log of a pipeline should read: what holds, who and until when, what goes on, what comes next, and how old each source is. */
export function standingText(standing: Standing): string {
  const { kind, damage, holding, upcoming, next, allowed, sources, glasses } = standing;
  const lines = [
    `${headlines[kind]}${damage === undefined ? '' : `: ${damage}`}`,
    ...holding.map(freezeLine),
    ...(kind === 'off' || kind === 'observe' ? [] : [`  goes on: ${allowed.join(', ')}`]),
    ...glasses.map(({ glass, left }) => `  broken by ${glass.by} until ${glass.until} (${glass.reason}), ${left} left`),
    ...(next === undefined ? [] : [`  next: ${next.kind === 'off' ? 'open' : next.kind} at ${next.at}`]),
    ...upcoming.slice(0, 3).map(({ freeze, window }) => `  planned: ${freeze.title ?? freeze.id} from ${window.from}${window.until === undefined ? '' : ` until ${window.until}`}`),
    ...sources.filter(({ report }) => report.kind !== 'person').map(({ report, ageMs, stale }) => `  source ${report.name}: ${ageMs === undefined ? 'never read' : `read ${Math.round(ageMs / 60_000)} min ago`}${stale ? ', too old' : ''}${report.problem === undefined ? '' : ` (${report.problem})`}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** One freeze that holds, in two lines. */
export function freezeLine({ freeze, until }: HoldingFreeze): string {
  const { mode, title, reason, by, since, unknown, inflight } = freeze;
  const what = [title ?? '', unknown ?? reason].filter((text) => text !== '').join(': ');
  return `freeze (${mode}): ${what}\n  declared by ${by}${since === '' ? '' : ` at ${since}`}, ${until === undefined ? 'until somebody lifts it in the editor' : `until ${until}`}${inflight === 'stop' ? '; stops what runs already' : ''}`;
}
