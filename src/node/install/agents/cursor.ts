import { agentName } from '../../../core/agentNames.ts';
import * as path from 'node:path';
import { type HookRole, posixCommand, powershellCommand } from '../hookCommand.ts';
import type { WantedHook } from '../hooksEdit.ts';
import type { JsonObject } from '../jsonEdit.ts';
import type { Machine } from '../machine.ts';
import { hookTimeoutSeconds, observerTimeoutSeconds } from '../timeouts.ts';
import { type AgentSetup, detectBy } from './agentSetup.ts';

// Facts: Cursor's documentation of its hooks (`~/.cursor/hooks.json`, time-outs in seconds) and a field report on 3.9.16; no real
// Cursor was driven. Without `failClosed`: it takes an empty answer for a failure, and an empty answer is the only one that
// leaves Cursor's own prompts as they are. The command itself refuses where the launcher is missing or too late.

const directory = ({ home }: Machine): string => path.join(home, '.cursor');

function hook(machine: Machine, event: string, role: HookRole): WantedHook {
  const write = machine.platform === 'win32' ? powershellCommand : posixCommand;
  const matcher: JsonObject = event.includes('Tool') ? { matcher: '.*' } : {};
  return { event, value: { command: write(machine.launcher, 'cursor', role), ...matcher, timeout: role === 'decides' ? hookTimeoutSeconds('cursor') : observerTimeoutSeconds } };
}

export const cursorSetup: AgentSetup = {
  id: 'cursor',
  title: agentName('cursor'),
  detect: (machine) => detectBy(machine, 'cursor', [path.join(directory(machine), 'extensions'), path.join(directory(machine), 'projects')]),
  target: (machine) => ({
    kind: 'hooks',
    file: path.join(directory(machine), 'hooks.json'),
    start: { version: 1 },
    hooks: [hook(machine, 'preToolUse', 'decides'), ...['postToolUse', 'postToolUseFailure', 'beforeSubmitPrompt', 'afterAgentThought', 'afterAgentResponse', 'sessionStart', 'sessionEnd'].map((event) => hook(machine, event, 'observes'))],
  }),
  steps: () => [],
  offSwitches: () => [],
};
