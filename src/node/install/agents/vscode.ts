import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Machine } from '../machine.ts';
import { settingOf } from '../settingsFacts.ts';
import { type AgentSetup, detectBy, type OffSwitch } from './agentSetup.ts';
import { copilotTarget } from './copilotHooks.ts';

// Facts: VS Code 1.139 with Copilot Chat 0.67. It reads `~/.copilot/hooks` whatever COPILOT_HOME says, and nothing at all in an untrusted workspace.

const hooksPlace = '~/.copilot/hooks';

/** User settings of the editors that may run here, and the machine settings of a remote one. */
function userSettings({ platform, env, home }: Machine): readonly string[] {
  const base = platform === 'win32' ? (env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming')) : platform === 'darwin' ? path.join(home, 'Library', 'Application Support') : (env['XDG_CONFIG_HOME'] ?? path.join(home, '.config'));
  return [
    ...['Code', 'Code - Insiders', 'VSCodium'].map((product) => path.join(base, product, 'User', 'settings.json')),
    ...['.vscode-server', '.vscode-server-insiders', '.vscode-remote'].map((name) => path.join(home, name, 'data', 'Machine', 'settings.json')),
  ];
}

function switches(file: string): readonly OffSwitch[] {
  const places = settingOf(file, 'chat.hookFilesLocations');
  const off = typeof places === 'object' && places !== null && new Map<string, unknown>(Object.entries(places)).get(hooksPlace) === false;
  return [
    ...(settingOf(file, 'chat.useHooks') === false ? [{ file, setting: '"chat.useHooks": false', says: "switches every hook of VS Code's own agent off" }] : []),
    ...(off ? [{ file, setting: `"chat.hookFilesLocations": {"${hooksPlace}": false}`, says: 'keeps VS Code from reading the hooks file' }] : []),
  ];
}

export const vscodeSetup: AgentSetup = {
  id: 'vscode',
  title: 'VS Code agent mode',
  detect: (machine) => {
    if (machine.env['VSCODE_PID'] !== undefined || machine.env['VSCODE_IPC_HOOK'] !== undefined) return { evidence: 'editor', path: machine.env['VSCODE_CWD'] ?? machine.home };
    const directories = [...userSettings(machine).map((file) => path.dirname(file)), ...['.vscode', '.vscode-server'].map((name) => path.join(machine.home, name))];
    return ['code', 'code-insiders', 'codium', 'code-server'].map((name) => detectBy(machine, name, [])).find((found) => found !== undefined) ?? detectBy(machine, 'code', directories.filter((directory) => fs.existsSync(directory)));
  },
  target: (machine) => copilotTarget(machine, path.join(machine.home, '.copilot')),
  steps: () => [
    { what: 'VS Code runs no hooks in a workspace that you have not trusted.', how: 'Command Palette: Workspaces: Manage Workspace Trust' },
  ],
  offSwitches: (machine, projects) => [...userSettings(machine), ...projects.map((project) => path.join(project, '.vscode', 'settings.json'))].flatMap(switches),
};
