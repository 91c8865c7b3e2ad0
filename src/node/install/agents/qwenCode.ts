import { agentName } from '../../../core/agentNames.ts';
import * as path from 'node:path';
import { type HookRole, posixCommand, powershellCommand } from '../hookCommand.ts';
import type { WantedHook } from '../hooksEdit.ts';
import type { JsonObject } from '../jsonEdit.ts';
import { type Machine, movable } from '../machine.ts';
import { settingOf } from '../settingsFacts.ts';
import { hookTimeoutSeconds, observerTimeoutSeconds } from '../timeouts.ts';
import { type AgentSetup, detectBy } from './agentSetup.ts';

// Facts: Qwen Code 0.24.4. Claude Code's event names and nesting; time-outs are seconds below 1000.

const directory = (machine: Machine): string => movable(machine, 'QWEN_HOME', '.qwen');

function hook(machine: Machine, event: string, role: HookRole): WantedHook {
  const write = machine.platform === 'win32' ? powershellCommand : posixCommand;
  const timeout = role === 'decides' ? hookTimeoutSeconds('qwen-code') : observerTimeoutSeconds;
  const matcher: JsonObject = event.includes('Tool') ? { matcher: '*' } : {};
  return { event, value: { ...matcher, hooks: [{ type: 'command', name: 'tagout', command: write(machine.launcher, 'qwen-code', role), timeout }] } };
}

export const qwenCodeSetup: AgentSetup = {
  id: 'qwen-code',
  title: agentName('qwen-code'),
  detect: (machine) => detectBy(machine, 'qwen', [directory(machine)]),
  target: (machine) => ({
    kind: 'hooks',
    file: path.join(directory(machine), 'settings.json'),
    start: {},
    hooks: [
      hook(machine, 'PreToolUse', 'decides'),
      ...['PostToolUse', 'PostToolUseFailure', 'UserPromptSubmit', 'Stop', 'SessionStart', 'SessionEnd'].map((event) => hook(machine, event, 'observes')),
    ],
  }),
  steps: (machine) =>
    settingOf(path.join(directory(machine), 'settings.json'), 'security', 'folderTrust', 'enabled') === true
      ? [{ what: 'Folder trust is switched on: in a folder that you have not trusted Qwen Code runs no hooks (and takes auto-approval back).', how: 'start qwen in the folder and type /trust' }]
      : [],
  offSwitches: (machine, projects) =>
    [path.join(directory(machine), 'settings.json'), ...projects.flatMap((project) => ['settings.json', 'settings.local.json'].map((name) => path.join(project, '.qwen', name)))]
      .filter((file) => settingOf(file, 'disableAllHooks') === true)
      .map((file) => ({ file, setting: 'disableAllHooks: true', says: 'switches every hook off' })),
};
