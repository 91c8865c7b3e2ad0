import * as fs from 'node:fs';
import * as path from 'node:path';
import { differences, type TicketFacts } from '../../../src/core/ticket.ts';
import { collectFacts, lookNow } from '../../../src/node/ticket/collect.ts';
import { RaceTrack, type RaceResult } from './race.ts';
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

/** Races every way so many times, below an empty directory. */
export async function raceAll(root: string, count: number, only?: string): Promise<readonly RaceRow[]> {
  const track = new RaceTrack(root);
  await track.open();
  const rows: RaceRow[] = [];
  try {
    for (const scenario of scenarios.filter(({ name }) => only === undefined || name === only)) {
      const laps: number[] = [];
      for (let lap = 0; lap < warmLaps; lap++) laps.push(await track.lap(scenario));
      const startMs = laps.sort((one, other) => one - other)[Math.floor(warmLaps / 2)] ?? 0;
      const results: RaceResult[] = [];
      const others: number[] = [];
      for (let race = 0; race < count; race++) {
        const { result, beforeMs } = await track.race(scenario, Math.random() * startMs * 1.1 * 1000);
        results.push(result);
        if (result === 'something else') others.push(beforeMs);
      }
      rows.push({ name: scenario.name, results, startMs, others });
    }
    if (only === undefined || only === 'environment') rows.push(await environment(track, count));
  } finally {
    await track.close();
  }
  if (only === undefined || only === 'MCP config') rows.push(serverConfiguration(root, count));
  return rows;
}

/** The environment of a process cannot change from outside once it runs: it is another one at the start, or it is not. */
async function environment(track: RaceTrack, count: number): Promise<RaceRow> {
  const results: RaceResult[] = [];
  for (let race = 0; race < count; race++) results.push(await track.raceEnvironment(Math.random() < 0.5));
  return { name: 'environment', results, startMs: 0, others: [] };
}

/** A call to an MCP server goes through no command: it is looked at again when the answer comes. The configuration changes before that, or after. */
function serverConfiguration(root: string, count: number): RaceRow {
  const place = path.join(root, 'servers');
  fs.mkdirSync(place);
  const file = path.join(place, '.mcp.json');
  const write = (command: string): void => fs.writeFileSync(file, JSON.stringify({ mcpServers: { tracker: { command, args: ['serve'] } } }));
  const look = (): TicketFacts => lookNow(collectFacts({
    id: 'race', directory: place, cwd: place, home: place, env: {}, effects: [], meaning: '', texts: [], programs: [], policyRevision: '1', freezes: [], expires: '2030-01-01T00:00:00.000Z',
    proposal: { actor: { agent: 'claude-code' }, session: { id: 'race', cwd: place }, tool: 'mcp__tracker__erase', input: { id: 7 }, actions: [{ kind: 'mcp', server: 'tracker', tool: 'erase', input: { id: 7 } }] },
  }));
  const results: RaceResult[] = [];
  for (let race = 0; race < count; race++) {
    write('/usr/bin/tracker');
    const approved = look();
    const before = Math.random() < 0.5;
    if (before) write('/usr/bin/other');
    const passes = differences(approved, look()).length === 0;
    results.push(passes ? (before ? 'something else' : 'as approved') : 'refused');
  }
  return { name: 'MCP config', results, startMs: 0, others: [] };
}
