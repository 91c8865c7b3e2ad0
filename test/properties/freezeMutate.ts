import { phaseOf } from '../../src/core/freeze/phase.ts';
import { readFreezeFile, type FreezeOrigin } from '../../src/node/freeze/readFreezeFile.ts';
import { policyTextAt, problemFault } from './policyMutate.ts';

/** Freeze files that mutations start from: between them they use every member of the format. */
export const freezeSeeds: readonly string[] = [
  `version: 1
services: [shop]
# the end of the year
freezes:
  - id: year-end
    title: Year end
    reason: nobody is there
    mode: ask
    when: { start: 2026-12-18T18:00, end: 2027-01-04T08:00, zone: Europe/Berlin }
    scope: { branches: [main, "release/*"], paths: ["infra/**"], environments: [prod], services: [shop], actions: [deploy, schema], agents: ["*"] }
    allow: [branch-push]
    inflight: stop
    owner: release
    lift: { by: [release], second: true }
    breakGlass: { by: [oncall], ticket: true, second: true, minutes: 10, maxActions: 2 }
`,
  `version: 1
freezes:
  - id: weekends
    when: { start: 2026-11-06T16:00, for: P2DT16H, zone: America/New_York, repeat: "FREQ=WEEKLY;BYDAY=FR;UNTIL=20271231T000000Z" }
  - { id: now, state: active, mode: deny }
`,
  '{"version":1,"freezes":[{"id":"a","mode":"observe","when":{"start":"2026-03-29T02:30","zone":"Europe/Berlin"}}]}\n',
];

const now = Date.parse('2026-12-20T12:00:00Z');
const origin: FreezeOrigin = { from: 'workspace', by: '.tagout/freeze.yaml', since: '2026-11-30T08:00:00.000Z' };

/** Text number `index` of the run `seed`: a freeze file after a few changes that keep most of its form. */
export const freezeTextAt = (seed: number, index: number): string => policyTextAt(seed, index, freezeSeeds);

/**
 * What is wrong with the reading of a text; undefined = nothing. It is valid, and every freeze in it has times that can be read; or it is refused
 * with a line that is in the text, and words. That an error lifts nothing is the rule of the book: what was in force goes on beside it.
 */
export function freezeFaultOf(text: string): string | undefined {
  try {
    const read = readFreezeFile(text, origin, now);
    if (!read.ok) return problemFault(text, read.problems);
    const times = read.content.freezes.flatMap(({ windows = [], knownUntil }) => [...windows.flatMap(({ from, until }) => [from, until]), knownUntil]);
    if (times.some((time) => time !== undefined && Number.isNaN(Date.parse(time)))) return 'a time that cannot be read';
    const ordered = read.content.freezes.every(({ windows = [] }) => windows.every(({ from, until }, at) => (until === undefined || until > from) && (windows[at + 1]?.from ?? '9') > (until ?? '')));
    if (!ordered) return 'windows that are not in order';
    const mentioned = text.match(/\bid\b/g)?.length ?? 0;
    if (read.content.freezes.length > mentioned) return 'a freeze that nobody wrote';
    for (const freeze of read.content.freezes) phaseOf(freeze, [now, Number.NaN]);
    return undefined;
  } catch (error) {
    return `threw: ${error instanceof Error ? error.message : String(error)}`;
  }
}
