import type { Freeze, FreezeWindow } from './freeze.ts';

/** Hours before its beginning at which people are told of a freeze, the nearest first. */
export const noticeHours = [1, 24] as const;

/** What begins sooner, in milliseconds, is not told any more: it has begun before anybody has read it. */
const tooLateMs = 60_000;

/** A freeze that begins soon. */
export interface FreezeNotice {
  /** The same for one beginning of one freeze and one distance, whoever looks. */
  readonly key: string;
  readonly hours: (typeof noticeHours)[number];
  readonly freeze: Freeze;
  readonly window: FreezeWindow;
}

/** What people are to be told at an instant (milliseconds since 1970): the nearest distance only, so that nobody hears of one beginning twice at once. */
export function noticesDue(upcoming: readonly { readonly freeze: Freeze; readonly window: FreezeWindow }[], now: number): readonly FreezeNotice[] {
  return upcoming.flatMap(({ freeze, window }) => {
    const before = Date.parse(window.from) - now;
    const hours = before > tooLateMs ? noticeHours.find((distance) => before <= distance * 3_600_000) : undefined;
    return hours === undefined ? [] : [{ key: `${freeze.source ?? ''} ${freeze.id} ${window.from} ${hours}`, hours, freeze, window }];
  });
}
