import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { AgentId } from '../../src/core/action.ts';
import { agentIds } from '../../src/core/action.ts';

const directory = path.join(import.meta.dirname, '../fixtures/agents');

/** One payload that an agent's hook sends. `file` is `<agent>/<name>.json`; `run-*` were recorded from real runs. */
export interface AgentFixture {
  readonly agent: AgentId;
  readonly file: string;
  readonly event: unknown;
}

export const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(directory, file), 'utf8'));

export const agentFixtures: readonly AgentFixture[] = agentIds.flatMap((agent) =>
  readdirSync(path.join(directory, agent))
    .sort()
    .map((name) => ({ agent, file: `${agent}/${name}`, event: readJson(`${agent}/${name}`) })),
);
