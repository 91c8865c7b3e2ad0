import type { Target, Verdict } from '../verdict.ts';

/** Retries of one frozen act after which it counts as an attempt to get round the freeze. */
export const evasionRetries = 3;

/** How often one act was refused in a session. */
export interface Refusals {
  readonly count: number;
  /** Of these, by a freeze. */
  readonly frozen: number;
}

/** What was refused, told by its objects and not by its words: another spelling, or another tool on the same objects, has the same key. */
export function refusalKey({ findings }: Verdict): string {
  const raised = findings.filter(({ decision }) => decision !== 'allow');
  const objects = raised.flatMap(({ effect }) => (effect === undefined ? [] : [effect.target === undefined ? effect.rule : `${effect.target.kind} ${targetWords(effect.target)}`]));
  return [...new Set(objects.length === 0 ? raised.map(({ rule }) => rule) : objects)].sort().join('\n');
}

/** The act was refused once more; `retry` when it had been refused before. */
export function refusedAgain(before: Refusals | undefined, frozen: boolean): { readonly refusals: Refusals; readonly retry?: { readonly refusals: number; readonly evasion: boolean } } {
  const refusals = { count: (before?.count ?? 0) + 1, frozen: (before?.frozen ?? 0) + (frozen ? 1 : 0) };
  return before === undefined ? { refusals } : { refusals, retry: { refusals: before.count, evasion: frozen && before.frozen >= evasionRetries } };
}

function targetWords(target: Target): string {
  switch (target.kind) {
    case 'path':
      return `${target.path} ${target.pattern ?? ''}`;
    case 'git':
      return `${target.repository} ${target.loses}`;
    case 'database':
      return `${target.connection} ${target.table ?? ''}`;
    case 'remote':
      return `${target.name} ${target.branch ?? ''}`;
    case 'environment':
    case 'other':
      return target.name;
  }
}
