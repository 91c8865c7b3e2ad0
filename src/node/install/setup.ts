import type { AgentId } from '../../core/action.ts';
import { agentSetups } from './agents.ts';
import type { Detection } from './agents/agentSetup.ts';
import { applyChange } from './applyPlan.ts';
import { readInstallRecord } from './installRecord.ts';
import { installLauncher, type LauncherSource } from './launcher.ts';
import type { Machine } from './machine.ts';
import type { Plan } from './plan.ts';

/** One agent as set-up sees it before it does anything. */
export interface SurveyedAgent {
  readonly id: AgentId;
  readonly title: string;
  readonly detection?: Detection;
  /** Set-up has registered with it before. */
  readonly registered: boolean;
}

/** All agents that Tagout knows, with what is known of them here. Starts no agent and writes nothing. */
export function surveyAgents(machine: Machine): readonly SurveyedAgent[] {
  const registered = new Set(readInstallRecord(machine.state).files.flatMap(({ agents }) => agents));
  return agentSetups.map((setup) => {
    const detection = setup.detect(machine);
    return { id: setup.id, title: setup.title, registered: registered.has(setup.id), ...(detection === undefined ? {} : { detection }) };
  });
}

/** Names of agents for people. */
export const titlesOf = (agents: readonly AgentId[]): string => agentSetups.filter(({ id }) => agents.includes(id)).map(({ title }) => title).join(', ');

/** What remains for the person after the files are written, one line each. */
export const remainingSteps = (machine: Machine, agents: readonly AgentId[]): readonly { readonly title: string; readonly what: string; readonly how: string }[] =>
  agentSetups.filter(({ id }) => agents.includes(id)).flatMap((setup) => setup.steps(machine).map((step) => ({ title: setup.title, ...step })));

/** Launcher first, then the registrations that name it. Throws at the first thing that cannot be done; what was written stays recorded. */
export async function carryOut(source: LauncherSource, plan: Plan, now: Date): Promise<void> {
  await installLauncher(source);
  for (const change of plan.changes) applyChange(source.state, change, now);
}

/** Version of the launcher that agents start while it is not `version`; undefined where it is, or where no agent is registered. */
export function outdatedLauncher(state: string, version: string): string | undefined {
  const { launcher, files } = readInstallRecord(state);
  return files.length === 0 || launcher === undefined || launcher.version === version ? undefined : launcher.version;
}
