import * as fs from 'node:fs';
import { isatty } from 'node:tty';
import { parseArgs } from 'node:util';
import { agentIds, type AgentId } from '../core/action.ts';
import { agentSetups } from '../node/install/agents.ts';
import { applyChange } from '../node/install/applyPlan.ts';
import { hookLauncherPath, launcherIsCurrent, type LauncherSource } from '../node/install/launcher.ts';
import type { Machine } from '../node/install/machine.ts';
import { versionOf } from '../node/install/packageVersion.ts';
import { type Plan, planInstall, planUninstall } from '../node/install/plan.ts';
import { carryOut, remainingSteps, surveyAgents, titlesOf } from '../node/install/setup.ts';
import { unifiedDiff } from '../node/install/unifiedDiff.ts';
import { UsageError, type CommandIo } from './commandIo.ts';

/** Asks a yes-or-no question; undefined where there is nobody to ask. */
export type Question = (question: string, io: CommandIo) => boolean | undefined;

interface Options {
  readonly agents: readonly AgentId[];
  readonly dryRun: boolean;
  readonly yes: boolean;
}

/**
 * `install [--agent NAME]… [--dry-run] [--yes]`: puts the launcher in place and registers it with the agents that are found
 * here, after showing each change as a diff and asking. Exit 0 done, 1 declined or a file could not be changed.
 */
export async function runInstall(args: readonly string[], io: CommandIo, ask: Question = askOnTerminal): Promise<number> {
  const { agents, dryRun, yes } = readOptions(args);
  const machine = machineOf(io);
  const chosen = agents.length > 0 ? agents : surveyAgents(machine).filter(({ detection }) => detection !== undefined).map(({ id }) => id);
  if (chosen.length === 0) {
    io.complain(`No agent that Tagout knows was found. Name one: ${agentSetups.map(({ id }) => `--agent ${id}`).join(', ')}.\n`);
    return 1;
  }
  const source: LauncherSource = { state: io.state, dist: io.bundle, version: versionOf(io.bundle), env: io.env, home: io.home, ownRuntime: process.execPath, platform: io.platform };
  const plan = planInstall(machine, chosen);
  const current = launcherIsCurrent(source);
  io.write(current ? `The launcher ${machine.launcher} is up to date.\n` : `Launcher: ${machine.launcher} (version ${source.version}, programs copied beside it)\n`);
  showPlan(plan, io);
  if (current && plan.changes.length === 0) {
    io.write('The agents are registered already.\n');
    showSteps(machine, chosen, io);
    return plan.problems.length === 0 ? 0 : 1;
  }
  if (dryRun) return plan.problems.length === 0 ? 0 : 1;
  if (!agreed(`Write this for ${titlesOf(chosen)}? [y/N] `, yes, io, ask)) return 1;
  await carryOut(source, plan, new Date(io.now()));
  io.write(`Done: ${titlesOf(chosen)}.\n`);
  showSteps(machine, chosen, io);
  io.write('`tagout doctor` proves it. Sessions that are open now read their settings when they start again.\n');
  return plan.problems.length === 0 ? 0 : 1;
}

/** Variables by which agents mark the commands that they start. */
const agentMarks = ['CLAUDECODE', 'COPILOT_CLI', 'GEMINI_CLI', 'QWEN_CODE', 'CODEX_SANDBOX', 'CODEX_THREAD_ID', 'OPENCODE', 'CURSOR_AGENT', 'AI_AGENT'];

/**
 * `uninstall [--agent NAME]… [--dry-run] [--yes]`: gives every settings file back as it was, or takes out only Tagout's
 * entries where somebody has changed it since. Refuses to be run by an agent: it loosens. Exit codes as for install.
 */
export function runUninstall(args: readonly string[], io: CommandIo, ask: Question = askOnTerminal): Promise<number> {
  const { agents, dryRun, yes } = readOptions(args);
  const mark = agentMarks.find((name) => (io.env[name] ?? '') !== '');
  if (mark !== undefined && !dryRun) {
    io.complain(`This was started by an agent (${mark} is set). Only a person removes the guard: run it in a terminal of your own.\n`);
    return Promise.resolve(1);
  }
  const chosen = agents.length > 0 ? agents : agentSetups.map(({ id }) => id);
  const plan = planUninstall(machineOf(io), chosen);
  showPlan(plan, io);
  if (plan.changes.length === 0) io.write('Nothing of Tagout is registered there.\n');
  if (plan.changes.length === 0 || dryRun) return Promise.resolve(plan.problems.length === 0 ? 0 : 1);
  if (!agreed('Remove this? The agents are not guarded any more. [y/N] ', yes, io, ask)) return Promise.resolve(1);
  for (const change of plan.changes) applyChange(io.state, change, new Date(io.now()));
  io.write(`Removed. The launcher and the trace stay in ${io.state}, so that sessions which are still open are not blocked; delete that directory when they have ended and you need neither.\n`);
  return Promise.resolve(plan.problems.length === 0 ? 0 : 1);
}

function machineOf({ platform, env, home, state }: CommandIo): Machine {
  return { platform, env, home, state, launcher: hookLauncherPath(state, platform) };
}

function readOptions(args: readonly string[]): Options {
  let values: { agent?: string[]; 'dry-run'?: boolean; yes?: boolean };
  try {
    values = parseArgs({ args: [...args], options: { agent: { type: 'string', multiple: true }, 'dry-run': { type: 'boolean' }, yes: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options are not understood');
  }
  const agents = (values.agent ?? []).map((name) => {
    const id = agentIds.find((agent) => agent === name);
    if (id === undefined) throw new UsageError(`\`${name}\` is not one of ${agentIds.join(', ')}`);
    return id;
  });
  return { agents, dryRun: values['dry-run'] === true, yes: values.yes === true };
}

function showPlan({ changes, problems }: Plan, io: CommandIo): void {
  for (const { file, before, after } of changes) {
    const diff = unifiedDiff(file, before, after);
    if (diff !== '') io.write(`\n${io.colour ? coloured(diff) : diff}`);
  }
  for (const { file, problem } of problems) io.complain(`\n${file} cannot be changed and is left as it is: ${problem}. Mend it and run this again.\n`);
  if (changes.length > 0) io.write('\n');
}

const coloured = (diff: string): string => diff.replace(/^([-+]).*$/gm, (line, sign: string) => `\u001b[${sign === '+' ? 32 : 31}m${line}\u001b[0m`);

/** What only the person can do, said once after everything else. */
function showSteps(machine: Machine, agents: readonly AgentId[], io: CommandIo): void {
  for (const { title, what, how } of remainingSteps(machine, agents)) io.write(`\n${title}, for you to do: ${what}\n  → ${how}\n`);
}

function agreed(question: string, yes: boolean, io: CommandIo, ask: Question): boolean {
  if (yes) return true;
  const answer = ask(question, io);
  if (answer === undefined) io.complain('Nothing was written, because there is no terminal to ask on. Add --yes, or --dry-run only to look.\n');
  else if (!answer) io.write('Nothing was written.\n');
  return answer === true;
}

/** Reads one line from the terminal on standard input. */
function askOnTerminal(question: string, io: CommandIo): boolean | undefined {
  if (!isatty(0)) return undefined;
  io.write(question);
  const buffer = Buffer.alloc(256);
  const length = fs.readSync(0, buffer);
  return /^y(es)?$/i.test(buffer.toString('utf8', 0, length).trim());
}
