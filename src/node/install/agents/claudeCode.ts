import { agentName } from '../../../core/agentNames.ts';
import * as path from 'node:path';
import { cmdCommand, type HookRole, posixCommand } from '../hookCommand.ts';
import type { WantedHook } from '../hooksEdit.ts';
import type { JsonObject } from '../jsonEdit.ts';
import { type Machine, movable } from '../machine.ts';
import { settingOf } from '../settingsFacts.ts';
import { hookTimeoutSeconds, observerTimeoutSeconds } from '../timeouts.ts';
import { type AgentSetup, detectBy } from './agentSetup.ts';

// Facts: Claude Code 2.1.330. Hooks of all scopes are merged; `onFailure: "block"` also covers a time-out (since 2.1.295).

const directory = (machine: Machine): string => movable(machine, 'CLAUDE_CONFIG_DIR', '.claude');

function hook(machine: Machine, event: string, role: HookRole): WantedHook {
  // On Windows the exec form (no shell) is the only one that does not depend on which shell is installed.
  const run: JsonObject =
    machine.platform === 'win32'
      ? { command: 'cmd.exe', args: ['/d', '/c', cmdCommand(machine.launcher, 'claude-code', role)] }
      : { command: posixCommand(machine.launcher, 'claude-code', role) };
  const handler: JsonObject = role === 'decides' ? { type: 'command', ...run, timeout: hookTimeoutSeconds('claude-code'), onFailure: 'block' } : { type: 'command', ...run, timeout: observerTimeoutSeconds };
  const matcher: JsonObject = event.includes('Tool') ? { matcher: '*' } : {};
  return { event, value: { ...matcher, hooks: [handler] } };
}

/** Claude Code reads `~/.claude/settings.json` (or `$CLAUDE_CONFIG_DIR`) and needs no trust for it. */
export const claudeCodeSetup: AgentSetup = {
  id: 'claude-code',
  title: agentName('claude-code'),
  detect: (machine) => detectBy(machine, 'claude', [directory(machine)]),
  target: (machine) => ({
    kind: 'hooks',
    file: path.join(directory(machine), 'settings.json'),
    start: {},
    hooks: [
      hook(machine, 'PreToolUse', 'decides'),
      ...['PostToolUse', 'PostToolUseFailure', 'UserPromptSubmit', 'Stop', 'SessionStart', 'SessionEnd'].map((event) => hook(machine, event, 'observes')),
    ],
  }),
  steps: () => [],
  offSwitches: (machine, projects) => {
    const own = path.join(directory(machine), 'settings.json');
    const files = [own, ...projects.flatMap((project) => ['settings.json', 'settings.local.json'].map((name) => path.join(project, '.claude', name)))];
    const managed = machine.platform === 'darwin' ? '/Library/Application Support/ClaudeCode/managed-settings.json' : machine.platform === 'win32' ? 'C:\\Program Files\\ClaudeCode\\managed-settings.json' : '/etc/claude-code/managed-settings.json';
    const disabled = [...files, managed].filter((file) => settingOf(file, 'disableAllHooks') === true);
    return [
      ...disabled.map((file) => ({ file, setting: 'disableAllHooks: true', says: 'switches every hook off, also the ones in your own settings' })),
      ...(settingOf(managed, 'allowManagedHooksOnly') === true ? [{ file: managed, setting: 'allowManagedHooksOnly: true', says: 'lets only hooks of the administrator run' }] : []),
    ];
  },
};
