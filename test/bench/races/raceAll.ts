import * as fs from 'node:fs';
import * as path from 'node:path';
import { differences, type TicketFacts } from '../../../src/core/ticket.ts';
import { collectFacts, lookNow } from '../../../src/node/ticket/collect.ts';
import { RaceTrack, wall, type RaceResult } from './race.ts';
import { scenarios } from './scenarios.ts';

export interface RaceRow {
  readonly name: string;
  readonly results: readonly RaceResult[];
  /** Milliseconds from the start of `tagout run` to that of the command, the middle of some without a change. */
  readonly startMs: number;
  /** How long before the start the changes came that were not seen, in milliseconds. */
  readonly others: readonly number[];
}

const warmLaps = 7;

/** Races every way so many times, below an empty directory; tells of each when it is done. */
export async function raceAll(root: string, count: number, tell: (row: RaceRow) => void, only?: string): Promise<void> {
  const track = new RaceTrack(root);
  await track.open();
  try {
    for (const scenario of scenarios.filter(({ name }) => only === undefined || name === only)) {
      const laps: number[] = [];
      for (let lap = 0; lap < warmLaps; lap++) laps.push(await track.lap(scenario));
      const startMs = laps.sort((one, other) => one - other)[Math.floor(warmLaps / 2)] ?? 0;
      const results: RaceResult[] = [];
      const others: number[] = [];
      for (let race = 0; race < count; race++) {
        // What is read at the very start changes before it, too.
        const waitMs = scenario.environment === undefined ? 0 : Math.random() * startMs;
        const { result, beforeMs } = await track.race(scenario, Math.random() * startMs * 1.1 * 1000, waitMs);
        results.push(result);
        if (result === 'something else') others.push(beforeMs);
      }
      tell({ name: scenario.name, results, startMs, others });
    }
    if (only === undefined || only === 'MCP config') tell(await serverConfiguration(track, root, count));
  } finally {
    await track.close();
  }
}

/**
 * A call to an MCP server starts nothing: the server was started before by what its configuration said then, and that is looked
 * at again when the answer comes. Something else passes where a change that was whole before that look began is not seen.
 */
async function serverConfiguration(track: RaceTrack, root: string, count: number): Promise<RaceRow> {
  const place = path.join(root, 'servers');
  fs.mkdirSync(place);
  const [file, other] = [path.join(place, '.mcp.json'), path.join(place, 'other.json')];
  const textOf = (command: string): string => JSON.stringify({ mcpServers: { tracker: { command, args: ['serve'] } } });
  const look = (): TicketFacts => lookNow(collectFacts({
    id: 'race', directory: place, cwd: place, home: place, env: {}, effects: [], meaning: '', texts: [], programs: [], policyRevision: '1', freezes: [], expires: '2030-01-01T00:00:00.000Z',
    proposal: { actor: { agent: 'claude-code' }, session: { id: 'race', cwd: place }, tool: 'mcp__tracker__erase', input: { id: 7 }, actions: [{ kind: 'mcp', server: 'tracker', tool: 'erase', input: { id: 7 } }] },
  }));
  const results: RaceResult[] = [];
  for (let race = 0; race < count; race++) {
    fs.writeFileSync(file, textOf('/usr/bin/tracker'));
    const approved = look();
    const changed = track.change([{ do: 'write', file: other, text: textOf('/usr/bin/other') }, { do: 'rename', from: other, to: file }], Math.random() * 4000);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
    const begun = wall();
    const passes = differences(approved, look()).length === 0;
    const { ended } = await changed;
    results.push(!passes ? 'refused' : ended < begun ? 'something else' : 'late');
  }
  return { name: 'MCP config', results, startMs: 0, others: [] };
}
