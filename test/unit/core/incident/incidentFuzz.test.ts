import { ok } from 'node:assert/strict';
import { incidentDocument } from '../../../../src/core/incident/incidentDocument.ts';
import { reconstruct } from '../../../../src/core/incident/incident.ts';
import { redactionNote } from '../../../../src/core/incident/redactionNote.ts';
import type { IncidentSeed } from '../../../../src/core/incident/subject.ts';
import { readTraceEvent } from '../../../../src/protocol/readTraceEvent.ts';
import { randomNumbers } from '../../../support/randomNumbers.ts';
import { allowed, approvedBehindCheckpoint, freezeStory } from '../../../support/traceStories.ts';

const stories: readonly unknown[] = [...allowed, ...approvedBehindCheckpoint, ...freezeStory];
const odd: readonly unknown[] = ['', '‮', '`'.repeat(50), '+275760-09-13T00:00:00.000Z', '-271821-04-20T00:00:00.000Z', '1', -1, 0, 1e308, true, null, [], {}, ['x'], 'a\n'.repeat(300), '/w/a', 's-approved-1', 'constructor', '__proto__'];
const seeds: readonly IncidentSeed[] = [
  ...['s-approved-1', '', 'x', '__proto__'].map((id): IncidentSeed => ({ kind: 'act', id })), ...['/', '', 'C:\\w', '/home/dana/shop/data', '\0'].map((path): IncidentSeed => ({ kind: 'file', path })),
  ...['2026-03-01T10:30:00Z', '', 'x', '+275760-09-13T00:00:00.000Z'].map((at): IncidentSeed => ({ kind: 'time', at })),
];

/** A copy with some members put in the place of others. */
function broken(value: unknown, random: () => number): unknown {
  if (random() < 0.02) return odd[Math.floor(random() * odd.length)];
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry: unknown) => broken(entry, random));
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]: [string, unknown]) => (random() < 0.01 ? [] : [[name, broken(member, random)]])));
}

describe('incidents of broken records', () => {
  it('are reconstructed or not, and never throw', () => {
    const random = randomNumbers(20260301);
    let written = 0;
    for (let round = 0; round < 120; round++) {
      const events = stories.flatMap((event) => readTraceEvent(broken(event, random)) ?? []);
      for (const seed of seeds) {
        const incident = reconstruct(events, seed);
        if (incident === undefined) continue;
        written += 1;
        ok(incidentDocument(incident).startsWith('# Incident `inc-'));
      }
      ok(redactionNote(events, { withheld: round, erased: 0, longTexts: 0, longTextsGone: 0 }).length > 0);
    }
    ok(written > 120, `${written} documents`);
  });
});
