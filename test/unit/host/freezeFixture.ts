import type { Freeze } from '../../../src/core/freeze/freeze.ts';
import { standingAt, type FreezeBook, type Standing } from '../../../src/core/freeze/standing.ts';
import type { Pause, StoredPause } from '../../../src/node/pauseStore.ts';

/** Milliseconds since 1970 of the moment that the suites look at. */
export const now = Date.parse('2026-11-23T10:00:00Z');

export const translate = (message: string, ...values: string[]): string => message.replace(/\{(\d)\}/g, (_place, index: string) => values[Number(index)] ?? '');

export const freeze = (changes: Partial<Freeze> = {}): Freeze => ({ id: 'f', mode: 'deny', reason: 'release', by: 'ann', since: '2026-11-23T08:00:00Z', ...changes });

export const pause = (changes: Partial<Pause> = {}): StoredPause => ({ kind: 'pause', pause: { workspace: '/srv', agent: 'codex', cause: 'person', by: 'ann', reason: 'lunch', since: 'day one', ...changes } });

export const book = (given: FreezeBook): Standing => standingAt(given, [now]);

/** What freezes that people declared in the editor add up to. */
export const standing = (...freezes: readonly Freeze[]): Standing => book({ sources: [{ name: 'here', kind: 'person', from: 'user', freezes }] });
