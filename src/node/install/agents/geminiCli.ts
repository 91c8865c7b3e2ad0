import { agentName } from '../../../core/agentNames.ts';
import * as path from 'node:path';
import { type HookRole, posixCommand, powershellCommand } from '../hookCommand.ts';
import type { WantedHook } from '../hooksEdit.ts';
import type { JsonObject } from '../jsonEdit.ts';
import { type Machine, movable } from '../machine.ts';
import { settingOf } from '../settingsFacts.ts';
import { hookTimeoutSeconds, observerTimeoutSeconds } from '../timeouts.ts';
import { type AgentSetup, detectBy, type OffSwitch } from './agentSetup.ts';

// Facts: Gemini CLI 0.61.0. Time-outs are milliseconds. An untrusted folder stops Gemini itself; user-level hooks also run with --skip-trust.

/** `$GEMINI_CLI_HOME` stands for the home directory, not for `.gemini` itself. */
const directory = (machine: Machine): string => path.join(movable(machine, 'GEMINI_CLI_HOME', ''), '.gemini');

/** The name under which Gemini lists the hook; `hooksConfig.disabled` switches hooks off by it. */
const hookName = 'tagout';

function hook(machine: Machine, event: string, role: HookRole): WantedHook {
  const write = machine.platform === 'win32' ? powershellCommand : posixCommand;
  const seconds = role === 'decides' ? hookTimeoutSeconds('gemini-cli') : observerTimeoutSeconds;
  const matcher: JsonObject = event.includes('Tool') ? { matcher: '*' } : {};
  return { event, value: { ...matcher, hooks: [{ type: 'command', name: hookName, command: write(machine.launcher, 'gemini-cli', role), timeout: seconds * 1000 }] } };
}

function switches(file: string): readonly OffSwitch[] {
  const disabled = settingOf(file, 'hooksConfig', 'disabled');
  return [
    ...(settingOf(file, 'hooksConfig', 'enabled') === false ? [{ file, setting: 'hooksConfig.enabled: false', says: 'switches every hook off' }] : []),
    ...(Array.isArray(disabled) && disabled.includes(hookName) ? [{ file, setting: `hooksConfig.disabled: ["${hookName}"]`, says: 'switches this hook off by its name' }] : []),
  ];
}

export const geminiCliSetup: AgentSetup = {
  id: 'gemini-cli',
  title: agentName('gemini-cli'),
  detect: (machine) => detectBy(machine, 'gemini', [directory(machine)]),
  target: (machine) => ({
    kind: 'hooks',
    file: path.join(directory(machine), 'settings.json'),
    start: {},
    hooks: [hook(machine, 'BeforeTool', 'decides'), ...['AfterTool', 'BeforeAgent', 'AfterAgent', 'SessionStart', 'SessionEnd'].map((event) => hook(machine, event, 'observes'))],
  }),
  steps: () => [],
  offSwitches: (machine, projects) => [path.join(directory(machine), 'settings.json'), ...projects.map((project) => path.join(project, '.gemini', 'settings.json'))].flatMap(switches),
};
