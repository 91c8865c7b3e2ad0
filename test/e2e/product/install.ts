import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import * as path from 'node:path';
import type { AgentId } from '../../../src/core/action.ts';
import { installLauncher } from '../../../src/node/install/launcher.ts';
import { parts, projectRoot } from '../../support/setup.ts';
import { launcherOf, stateOf } from './processes.ts';

export async function protectAgents(home: string, agents: readonly AgentId[]): Promise<void> {
  await installLauncher({ state: stateOf(home), dist: path.join(projectRoot, 'dist'), version: '0.1.0', env: { PATH: path.dirname(parts.node) }, home, ownRuntime: parts.node, platform: 'linux' });
  for (const agent of agents) {
    const l = launcherOf(home);
    const command = `[ -r '${l}' ] && exec /bin/sh '${l}' --agent ${agent}; echo 'tagout: the launcher is missing, so this call is refused.' >&2; exit 2`;
    const merge = (file: string, value: object): void => {
      mkdirSync(path.dirname(file), { recursive: true });
      const before: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
      writeFileSync(file, JSON.stringify({ ...(typeof before === 'object' ? before : {}), ...value }, undefined, 2));
    };
    switch (agent) {
      case 'codex':
        merge(path.join(home, '.codex/hooks.json'), { hooks: { PreToolUse: [{ matcher: '.*', hooks: [{ type: 'command', command, timeout: 3600 }] }] } });
        break;
      case 'gemini-cli':
        merge(path.join(home, '.gemini/settings.json'), { hooks: { BeforeTool: [{ matcher: '.*', hooks: [{ type: 'command', name: 'tagout', command, timeout: 3600000 }] }] } });
        break;
      case 'qwen-code':
        merge(path.join(home, '.qwen/settings.json'), { hooks: { PreToolUse: [{ matcher: '*', hooks: [{ type: 'command', name: 'tagout', command, timeout: 900 }] }] } });
        break;
      case 'vscode':
        merge(path.join(home, '.copilot/hooks/tagout.json'), { version: 1, hooks: { PreToolUse: [{ type: 'command', command, timeout: 3600 }] } });
        break;
      default:
        break;
    }
  }
}
