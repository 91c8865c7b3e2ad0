import { agentName } from '../../../core/agentNames.ts';
import * as path from 'node:path';
import { type Machine, movable } from '../machine.ts';
import { settingOf } from '../settingsFacts.ts';
import { type AgentSetup, detectBy } from './agentSetup.ts';
import { copilotTarget } from './copilotHooks.ts';

// Facts: Copilot CLI 1.0.102. User-level hooks need no folder trust; a trusted repository may still switch all hooks off.

const directory = (machine: Machine): string => movable(machine, 'COPILOT_HOME', '.copilot');

export const copilotCliSetup: AgentSetup = {
  id: 'copilot-cli',
  title: agentName('copilot-cli'),
  // Our own hooks file makes the directory exist, so only what Copilot itself writes there counts.
  detect: (machine) => detectBy(machine, 'copilot', ['config.json', 'session-state'].map((name) => path.join(directory(machine), name))),
  target: (machine) => copilotTarget(machine, directory(machine)),
  steps: () => [],
  offSwitches: (machine, projects) =>
    [
      ...['settings.json', 'config.json'].map((name) => path.join(directory(machine), name)),
      ...projects.flatMap((project) => ['settings.json', 'settings.local.json'].map((name) => path.join(project, '.github', 'copilot', name))),
    ]
      .filter((file) => settingOf(file, 'disableAllHooks') === true)
      .map((file) => ({ file, setting: 'disableAllHooks: true', says: 'switches every hook off' })),
};
