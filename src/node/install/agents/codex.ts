import { agentName } from '../../../core/agentNames.ts';
import * as path from 'node:path';
import { cmdCommand, type HookRole, posixCommand } from '../hookCommand.ts';
import type { WantedHook } from '../hooksEdit.ts';
import type { JsonObject } from '../jsonEdit.ts';
import { type Machine, movable } from '../machine.ts';
import { readWhole } from '../replaceFile.ts';
import { hookTimeoutSeconds, observerTimeoutSeconds } from '../timeouts.ts';
import { tomlValue } from '../tomlValue.ts';
import { type AgentSetup, detectBy } from './agentSetup.ts';

// Facts: Codex 0.169.0. Hooks run only with a recorded hash of each entry; an untrusted one is skipped without a word.

/** Empty where there is none, or none that can be read: Codex does not start with that. */
function configText(file: string): string {
  try {
    return readWhole(file) ?? '';
  } catch {
    return '';
  }
}

/** `$CODEX_HOME`, else `~/.codex`. */
export const codexDirectory = (machine: Machine): string => movable(machine, 'CODEX_HOME', '.codex');

/** Codex shortens the time-out of this event to three seconds itself. */
const sessionEndSeconds = 3;

function hook(machine: Machine, event: string, role: HookRole): WantedHook {
  const command = machine.platform === 'win32' ? cmdCommand(machine.launcher, 'codex', role) : posixCommand(machine.launcher, 'codex', role);
  const timeout = role === 'decides' ? hookTimeoutSeconds('codex') : event === 'SessionEnd' ? sessionEndSeconds : observerTimeoutSeconds;
  const matcher: JsonObject = event.includes('Tool') ? { matcher: '.*' } : {};
  return { event, value: { ...matcher, hooks: [{ type: 'command', command, timeout }] } };
}

/** Codex reads `hooks.json` beside its `config.toml`. Its trust is a person's consent: set-up names the step and never writes the hash. */
export const codexSetup: AgentSetup = {
  id: 'codex',
  title: agentName('codex'),
  detect: (machine) => detectBy(machine, 'codex', [codexDirectory(machine)]),
  target: (machine) => ({
    kind: 'hooks',
    file: path.join(codexDirectory(machine), 'hooks.json'),
    start: {},
    hooks: [hook(machine, 'PreToolUse', 'decides'), ...['PostToolUse', 'UserPromptSubmit', 'Stop', 'SessionStart', 'SessionEnd'].map((event) => hook(machine, event, 'observes'))],
  }),
  steps: () => [
    { what: 'Codex skips new hooks without a word until you have trusted them, and again after each change to them.', how: 'start codex, type /hooks, and trust every entry whose command names tagout-hook' },
  ],
  offSwitches: (machine, projects) =>
    [codexDirectory(machine), ...projects.map((project) => path.join(project, '.codex'))]
      .map((directory) => path.join(directory, 'config.toml'))
      .filter((file) => tomlValue(configText(file), ['features', 'hooks']) === false)
      .map((file) => ({ file, setting: '[features] hooks = false', says: 'switches every hook off' })),
};
