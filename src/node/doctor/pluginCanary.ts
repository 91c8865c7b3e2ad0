import type { HookStart } from './runHook.ts';

/**
 * Loads opencode's plugin as opencode would, hands it one call, and answers like a hook process: a throw of the plugin
 * becomes status 2 with the reason. The text is imported as a module whatever the file is called, as Bun does. opencode runs plugins under Bun, this runs under Node; the plugin uses nothing that differs.
 */
const script = `
const [plugin] = process.argv.slice(1);
const { readFileSync } = require('node:fs');
import('data:text/javascript,' + encodeURIComponent(readFileSync(plugin, 'utf8'))).then(async (module) => {
  const { input, output } = JSON.parse(readFileSync(0, 'utf8'));
  const factory = Object.values(module).find((value) => typeof value === 'function');
  const hooks = await factory({ directory: process.cwd(), worktree: process.cwd() });
  try {
    await hooks['tool.execute.before'](input, output);
  } catch (error) {
    process.stdout.write(JSON.stringify({ decision: 'deny', reason: String(error.message) }));
    process.stderr.write(String(error.message));
    process.exitCode = 2;
  }
}).catch((error) => { process.stderr.write(String(error)); process.exitCode = 1; });
`;

/** Starts the plugin file with the given Node. */
export const pluginStart = (plugin: string, runtime: string): HookStart => ({ program: runtime, args: ['-e', script, plugin] });
