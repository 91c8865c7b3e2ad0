import type { PushFacts } from '../../core/impact/facts.ts';
import type { FactView } from '../../protocol/panel.ts';
import { localTime, type Translate } from './askView.ts';

/** Who else pushed, whether a lease would hold, and how old all of this is. */
export function pushFactViews({ others, lease, fetchedAt, why }: PushFacts, translate: Translate, now: number): readonly FactView[] {
  return [
    ...others.map(({ author, commits, lost, at }): FactView => ({
      label: translate('Also pushed'), value: lost === 0 ? translate('{0} (commits lately: {1}, last {2})', author, String(commits), localTime(at)) : translate('{0} (commits lately: {1}, of which this loses {2}, last {3})', author, String(Math.max(commits, lost)), String(lost), localTime(at)),
      ...(lost > 0 ? { grave: true as const } : {}),
    })),
    ...leaseView(lease, translate),
    { label: translate('Last fetch'), value: momentWithAge(fetchedAt, translate, now), ...(isOlder(fetchedAt, freshMinutes.fetch, now) ? { grave: true as const } : {}) },
    ...(why === undefined ? [] : [{ label: translate('Not known'), value: why, grave: true as const }]),
  ];
}

function leaseView(lease: PushFacts['lease'], translate: Translate): readonly FactView[] {
  const label = '--force-with-lease';
  switch (lease) {
    case 'used':
      return [{ label, value: translate('is used: it stops if somebody pushed after the last fetch') }];
    case 'holds':
      return [{ label, value: translate('would hold, and stop if somebody pushed after the last fetch') }];
    case 'blind':
      return [{ label, value: translate('would not stop it: the last fetch already brought commits that this branch never contained'), grave: true }];
    case 'unknown':
      return [];
  }
}

/** Minutes after which what was known then is no ground to decide on. */
export const freshMinutes = { fetch: 15, plan: 30 } as const;

/** Whether a moment is further back; a moment that is not known counts as that. */
export const isOlder = (iso: string | undefined, minutes: number, now: number): boolean => iso === undefined || !(now - Date.parse(iso) <= minutes * 60_000);

/** A moment with how long ago it was: `12 Mar 2026, 10:00 (3 hours ago)`. */
export function momentWithAge(iso: string | undefined, translate: Translate, now: number): string {
  if (iso === undefined) return translate('never, as far as this clone says');
  const age = now - Date.parse(iso);
  if (Number.isNaN(age)) return iso;
  const [unit, length] = age < 3_600_000 ? (['minute', 60_000] as const) : age < 172_800_000 ? (['hour', 3_600_000] as const) : (['day', 86_400_000] as const);
  return `${localTime(iso)} (${new Intl.RelativeTimeFormat(undefined, { numeric: 'always' }).format(-Math.max(0, Math.round(age / length)), unit)})`;
}
