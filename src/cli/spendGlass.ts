import type { Freeze } from '../core/freeze/freeze.ts';
import type { Verdict } from '../core/verdict.ts';
import { ancestorsOf } from '../node/ancestors.ts';
import { readGlasses, useGlass } from '../node/freeze/glassStore.ts';
import type { Judgement, Situation } from './judgement.ts';

/** Whether an act is asked about only because somebody broke a freeze. */
export const isUnderGlass = ({ findings }: Verdict): boolean => findings.some(({ rule, source }) => source === 'freeze' && rule === 'break-glass');

/**
 * Takes an act out of what the broken freezes over it let through, the last thing before it runs; in words why it must not run
 * when none is left or their time is over (by the judgement's guarded clock a moment ago, by the wall clock now). Two acts at once never count as one. Throws when the disk refuses.
 */
export function spendGlass({ verdict, freezes }: Judgement, id: string, { state, cwd, root, now }: Pick<Situation, 'state' | 'cwd' | 'root' | 'now'>): string | undefined {
  if (!isUnderGlass(verdict)) return undefined;
  const roots = [...new Set([cwd, root].flatMap(ancestorsOf))];
  const glasses = new Set(freezes.flatMap(({ glass }) => glass?.id ?? []));
  for (const glass of glasses) {
    const holder = roots.find((one) => readGlasses(state, one).some((stored) => stored.id === glass));
    if (holder === undefined || !useGlass(state, holder, glass, id, [now()])) return 'Tagout did not run this: the break-glass of the code freeze has come to its end, so the freeze holds again. Do not try to reach the same by another way; tell the user.';
  }
  return undefined;
}

/** Freezes as far as an approval rests on them: that another act was let through meanwhile changes nothing, that none is left does. */
export const freezesAsBound = (freezes: readonly Freeze[]): readonly unknown[] => freezes.map(({ glass, ...freeze }) => (glass === undefined ? freeze : { ...freeze, glass: glass.id }));
