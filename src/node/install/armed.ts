import * as path from 'node:path';
import { agentIds, type AgentId } from '../../core/action.ts';
import { agentSetups } from './agents.ts';
import { readInstallRecord } from './installRecord.ts';
import { hookLauncherPath, launcherState } from './launcher.ts';
import type { Machine } from './machine.ts';
import { planInstall, textDigest } from './plan.ts';
import { readWhole } from './replaceFile.ts';

/**
 * One way in which agents that set-up registered are held no more. `registration`: their settings do not name the launcher as set-up
 * wrote it; `launcher`: what they start is not what set-up put there; `switch`: a setting keeps the hook from being run.
 */
export interface Disarmed {
  readonly kind: 'registration' | 'launcher' | 'switch';
  readonly agents: readonly AgentId[];
  readonly file: string;
  /** One line, lower case, no full stop. */
  readonly why: string;
}

/** What set-up registered by its record, and by what was `known` before: the record may have been changed, too. */
export const registeredAgents = (machine: Machine, known: readonly AgentId[]): readonly AgentId[] => {
  const recorded = readInstallRecord(machine.state).files.flatMap(({ agents }) => agents);
  return agentIds.filter((id) => recorded.includes(id) || known.includes(id));
};

/** As people write it. */
const shown = (file: string, { home }: Machine): string => (file.startsWith(`${home}${path.sep}`) ? `~${file.slice(home.length)}` : file);

const recordFile = ({ state }: Machine): string => path.join(state, 'install.json');

/**
 * What keeps registered agents from asking Tagout, now. Reads the files that {@link watchedFiles} names; starts nothing, writes
 * nothing. `known`: agents that were registered before. Agents that never were are not among them.
 */
export function disarmedAgents(machine: Machine, projects: readonly string[], known: readonly AgentId[]): readonly Disarmed[] {
  const agents = registeredAgents(machine, known);
  if (agents.length === 0) return [];
  return [...brokenLauncher(machine, agents), ...lostRegistrations(machine, agents), ...switchedOff(machine, agents, projects)];
}

function brokenLauncher(machine: Machine, agents: readonly AgentId[]): readonly Disarmed[] {
  const state = launcherState(machine.state, machine.platform);
  const file = hookLauncherPath(machine.state, machine.platform);
  switch (state.kind) {
    case 'ready':
      return [];
    case 'absent':
      return [{ kind: 'launcher', agents, file, why: `the record of set-up (${shown(recordFile(machine), machine)}) is gone` }];
    case 'changed':
      return [{ kind: 'launcher', agents, file, why: state.what.replace(`${machine.home}${path.sep}`, `~${path.sep}`) }];
  }
}

/** A file that stands as set-up left it is in order, whatever a newer version would write into it. */
function lostRegistrations(machine: Machine, agents: readonly AgentId[]): readonly Disarmed[] {
  const { files } = readInstallRecord(machine.state);
  const untouched = new Set(files.filter(({ file, written }) => digestOf(file) === written).map(({ file }) => file));
  const plan = planInstall(machine, agents);
  const changed = plan.changes.filter(({ file, before, after }) => before !== after && !untouched.has(file)).map(({ file, agents: held, before }): Disarmed => ({ kind: 'registration', agents: held, file, why: before === undefined ? `${shown(file, machine)} is gone` : `the hook was taken out of ${shown(file, machine)}, or changed` }));
  return [...changed, ...plan.problems.map(({ file, agents: held, problem }): Disarmed => ({ kind: 'registration', agents: held, file, why: `${shown(file, machine)} cannot be read (${problem})` }))];
}

function digestOf(file: string): string | undefined {
  try {
    const text = readWhole(file);
    return text === undefined ? undefined : textDigest(text);
  } catch {
    return undefined;
  }
}

function switchedOff(machine: Machine, agents: readonly AgentId[], projects: readonly string[]): readonly Disarmed[] {
  return agentSetups.filter(({ id }) => agents.includes(id)).flatMap((setup) => setup.offSwitches(machine, projects).map(({ file, setting, says }): Disarmed => ({ kind: 'switch', agents: [setup.id], file, why: `${setting} in ${shown(file, machine)} ${says}` })));
}

/** Every file whose change may disarm a registered agent: settings of the user and of the projects, launcher and record. */
export function watchedFiles(machine: Machine, projects: readonly string[]): readonly string[] {
  const { launcher, files } = readInstallRecord(machine.state);
  const below = (directory: string, names: readonly string[]): readonly string[] => names.map((name) => path.join(directory, name));
  const programs = launcher === undefined ? [] : below(launcher.bundle, ['', 'hook.cjs', 'run.cjs', 'engine.cjs', 'ask.cjs', 'knowledge']);
  return [
    recordFile(machine), hookLauncherPath(machine.state, machine.platform), ...programs, ...files.map(({ file }) => file),
    ...agentSetups.flatMap((setup) => [setup.target(machine).file]),
    ...below(machine.home, ['.claude/settings.json', '.codex/config.toml', '.gemini/settings.json', '.qwen/settings.json', '.copilot/settings.json', '.config/Code/User/settings.json', '.vscode-server/data/Machine/settings.json']),
    ...projects.flatMap((project) => below(project, ['.claude/settings.json', '.claude/settings.local.json', '.codex/config.toml', '.gemini/settings.json', '.qwen/settings.json', '.github/copilot/settings.json', '.github/copilot/settings.local.json', '.vscode/settings.json'])),
  ];
}
