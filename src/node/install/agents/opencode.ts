import { agentName } from '../../../core/agentNames.ts';
import * as path from 'node:path';
import { opencodePlugin } from '../../../adapters/opencodePlugin.ts';
import { type Machine, movable } from '../machine.ts';
import { type AgentSetup, detectBy } from './agentSetup.ts';

// Facts: opencode 1.18.34. It has no hook processes; every file in its plugin directory is loaded, and one that fails is skipped without a word.

const directory = (machine: Machine): string => path.join(movable(machine, 'XDG_CONFIG_HOME', '.config'), 'opencode');

/** opencode loads a plugin file of our own, which starts the launcher for every tool call. */
export const opencodeSetup: AgentSetup = {
  id: 'opencode',
  title: agentName('opencode'),
  // Our own plugin makes the directory exist, so only what opencode or its user writes there counts.
  detect: (machine) => detectBy(machine, 'opencode', [...['opencode.json', 'opencode.jsonc'].map((name) => path.join(directory(machine), name)), path.join(movable(machine, 'XDG_DATA_HOME', path.join('.local', 'share')), 'opencode')]),
  target: (machine) => ({
    kind: 'file',
    file: path.join(directory(machine), 'plugin', 'tagout.js'),
    text: opencodePlugin({ launcher: machine.launcher, windows: machine.platform === 'win32' }),
  }),
  steps: () => [],
  offSwitches: () => [],
};
