import { parseArgs } from 'node:util';
import { agentIds } from '../core/action.ts';
import { runDoctor } from '../node/doctor/doctor.ts';
import { reportText } from '../node/doctor/reportText.ts';
import { workspaceReport, workspaceText } from '../node/doctor/workspaceReport.ts';
import { hookLauncherPath } from '../node/install/launcher.ts';
import { realPathOf } from '../node/liveWorld.ts';
import { realDisk } from '../node/disk.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import { UsageError, type CommandIo } from './commandIo.ts';

/**
 * `doctor [--agent NAME]… [--json]`: proves each installed agent with a live canary through its real hook path. Exit 0 only
 * when every installed agent was seen to be blocked in this run, else 1.
 */
export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  let values: { agent?: string[]; json?: boolean };
  try {
    values = parseArgs({ args: [...args], options: { agent: { type: 'string', multiple: true }, json: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options are not understood');
  }
  const unknown = (values.agent ?? []).find((name) => !agentIds.some((id) => id === name));
  if (unknown !== undefined) throw new UsageError(`\`${unknown}\` is not one of ${agentIds.join(', ')}`);
  const only = agentIds.filter((id) => values.agent?.includes(id) === true);
  const { platform, env, home, state, now } = io;
  const cwd = realPathOf(io.cwd);
  const report = await runDoctor({
    machine: { platform, env, home, state, launcher: hookLauncherPath(state, platform) },
    projects: [...new Set([cwd, workspaceRootOf(state, cwd, realPathOf(home))])],
    present: only,
    now,
    ...(only.length > 0 ? { only } : {}),
  });
  const workspace = workspaceReport(realDisk, state, workspaceRootOf(state, cwd, realPathOf(home)));
  io.write(values.json === true ? `${JSON.stringify({ ...report, ...workspace }, null, 2)}\n` : [reportText(report), workspaceText(workspace)].filter((text) => text !== '').join('\n'));
  return report.green ? 0 : 1;
}
