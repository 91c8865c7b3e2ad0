import * as path from 'node:path';
import { type HookRole, posixCommand, powershellCommand } from '../hookCommand.ts';
import type { WantedHook } from '../hooksEdit.ts';
import type { JsonObject } from '../jsonEdit.ts';
import type { Machine } from '../machine.ts';
import { hookTimeoutSeconds, observerTimeoutSeconds } from '../timeouts.ts';
import type { Target } from './agentSetup.ts';

/**
 * One file serves two agents: VS Code's own agent and Copilot CLI (also inside VS Code's Agent Host) both read
 * `~/.copilot/hooks`. No choice of keys can tell them apart: Copilot CLI takes `linux` and `osx` before `bash` just as VS
 * Code does, and drops an entry that has both `exec` and another command without a word (seen with 1.0.102). So the entry
 * says `--agent vscode`, and the launcher turns that into `copilot-cli` where `COPILOT_HOOK_DIR` is set, which Copilot gives
 * to hooks alone. Should that ever fail, the adapter meets an event of the other shape and refuses it.
 *
 * Events stand in Copilot's spelling: VS Code reads both, and registering both would ask Copilot twice. Both know
 * `timeoutSec`. Facts: VS Code 1.139, Copilot CLI 1.0.102.
 */
function hook({ platform, launcher }: Machine, event: string, role: HookRole): WantedHook {
  const timeoutSec = role === 'decides' ? hookTimeoutSeconds('copilot-cli') : observerTimeoutSeconds;
  const command: JsonObject = platform === 'win32' ? { powershell: powershellCommand(launcher, 'vscode', role) } : { bash: posixCommand(launcher, 'vscode', role) };
  return { event, value: { type: 'command', ...command, timeoutSec } };
}

/** The file under a `.copilot` directory, for either agent. */
export function copilotTarget(machine: Machine, directory: string): Target {
  return {
    kind: 'hooks',
    file: path.join(directory, 'hooks', 'tagout.json'),
    start: { version: 1 },
    hooks: [
      hook(machine, 'preToolUse', 'decides'),
      ...['postToolUse', 'postToolUseFailure', 'userPromptSubmitted', 'agentStop', 'sessionStart', 'sessionEnd'].map((event) => hook(machine, event, 'observes')),
    ],
  };
}
