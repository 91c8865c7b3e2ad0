import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AgentId } from '../../core/action.ts';
import { agentSetups } from '../install/agents.ts';
import type { AgentSetup, OffSwitch, Target } from '../install/agents/agentSetup.ts';
import { codexDirectory } from '../install/agents/codex.ts';
import { ownHooks } from '../install/hooksEdit.ts';
import { readInstallRecord } from '../install/installRecord.ts';
import { launcherState } from '../install/launcher.ts';
import type { Machine } from '../install/machine.ts';
import { readWhole } from '../install/replaceFile.ts';
import { runCanary, startOf } from './canary.ts';
import { codexTrust } from './codexTrust.ts';
import type { AgentReport, Check, DoctorReport } from './report.ts';
import { unprovenOf } from './unproven.ts';

/** What to look at. `known`: switches that only the caller can see (an editor's own settings and its workspace trust). */
export interface DoctorRequest {
  readonly machine: Machine;
  /** Absolute directories whose project settings count: the workspace folders, or the current directory and its repository. */
  readonly projects: readonly string[];
  /** Only these agents; all when left out. */
  readonly only?: readonly AgentId[];
  readonly known?: Readonly<Partial<Record<AgentId, readonly OffSwitch[]>>>;
  /** Agents that are here although no trace of them is found, such as the editor that asks. */
  readonly present?: readonly AgentId[];
  readonly now: () => number;
}

type Found = { readonly entry: unknown; readonly index: number } | { readonly plugin: string };

function readQuietly(file: string): string | undefined {
  try {
    return readWhole(file);
  } catch {
    return undefined;
  }
}

const install = 'run `tagout install`, or "Tagout: Protect This Machine\'s Agents" in the editor';

/** The deciding entry as it stands in the file, and whether all entries are as set-up writes them. */
function checkEntry(target: Target): { readonly check: Check; readonly found?: Found } {
  const text = readQuietly(target.file);
  if (text === undefined) return { check: { id: 'entry', ok: false, says: `${target.file} is missing`, fix: install } };
  if (target.kind === 'file') {
    const ok = text === target.text;
    return { check: ok ? { id: 'entry', ok, says: `${target.file} is as set-up wrote it` } : { id: 'entry', ok, says: `${target.file} is not as set-up would write it`, fix: install }, found: { plugin: target.file } };
  }
  const present = ownHooks(text);
  const [deciding] = target.hooks;
  const ours = present.find(({ event }) => event === deciding?.event);
  if (ours === undefined) return { check: { id: 'entry', ok: false, says: `${target.file} does not name Tagout before a tool call`, fix: install } };
  const found = { entry: ours.value, index: ours.index };
  const differing = target.hooks.filter(({ event, value }) => !present.some((entry) => entry.event === event && isDeepStrictEqual(entry.value, value))).map(({ event }) => event);
  if (differing.length > 0) return { check: { id: 'entry', ok: false, says: `${target.file} differs from what set-up writes, at ${differing.join(', ')}`, fix: install }, found };
  return { check: { id: 'entry', ok: true, says: `${target.file} names Tagout before every tool call` }, found };
}

function checkLauncher(machine: Machine): Check {
  const state = launcherState(machine.state, machine.platform);
  switch (state.kind) {
    case 'ready':
      return { id: 'launcher', ok: true, says: `launcher ${state.record.version} is in place, with ${state.record.runtimes.map(({ version, electron }) => `${electron ? 'the editor as ' : ''}Node ${version}`).join(', ')}` };
    case 'absent':
      return { id: 'launcher', ok: false, says: 'the launcher is not installed', fix: install };
    case 'changed':
      return { id: 'launcher', ok: false, says: state.what, fix: install };
  }
}

function checkSwitches(switches: readonly OffSwitch[]): Check {
  const [first] = switches;
  if (first === undefined) return { id: 'switches', ok: true, says: 'no setting that was looked at switches hooks off' };
  return { id: 'switches', ok: false, says: switches.map(({ file, setting, says }) => `${setting} in ${file} ${says}`).join('; '), fix: first.fix ?? `remove ${first.setting} from ${first.file}` };
}

/** Codex runs an entry only with its hash recorded; the other agents need no trust for entries of the user. */
function checkTrust(setup: AgentSetup, machine: Machine, target: Target, found: Found): readonly Check[] {
  if (setup.id !== 'codex' || target.kind !== 'hooks' || !('entry' in found)) return [];
  const config = readQuietly(path.join(codexDirectory(machine), 'config.toml')) ?? '';
  const trust = codexTrust(config, target.file, target.hooks[0]?.event ?? '', found.index, found.entry);
  if (trust === 'trusted') return [{ id: 'trust', ok: true, says: 'Codex has this very entry recorded as trusted' }];
  const says = trust === 'changed' ? 'the entry has changed since Codex was told to trust it, so Codex skips it without a word' : 'Codex has not been told to trust the entry, so it skips it without a word';
  return [{ id: 'trust', ok: false, says, fix: setup.steps(machine).map(({ how }) => how).join('; ') }];
}

async function examine(setup: AgentSetup, request: DoctorRequest): Promise<AgentReport> {
  const { machine, projects, present = [], known = {}, now } = request;
  const target = setup.target(machine);
  const detected = setup.detect(machine);
  const detection = detected ?? (present.includes(setup.id) ? { evidence: 'registered' as const, path: target.file } : undefined);
  const shared = { agent: setup.id, title: setup.title, file: target.file, steps: setup.steps(machine) };
  if (detection === undefined) return { ...shared, status: 'absent', checks: [], unproven: [], steps: [] };
  const launcher = checkLauncher(machine);
  const { check: entry, found } = checkEntry(target);
  const switches = checkSwitches([...setup.offSwitches(machine, projects), ...(known[setup.id] ?? [])]);
  const trust = found === undefined ? [] : checkTrust(setup, machine, target, found);
  const state = launcherState(machine.state, machine.platform);
  const runtime = state.kind === 'absent' ? process.execPath : (state.record.runtimes[0]?.path ?? process.execPath);
  const start = found === undefined ? undefined : startOf(setup.id, found, machine, runtime);
  const canary: readonly Check[] =
    start === undefined
      ? [{ id: 'denies', ok: false, says: 'nothing could be tried, because no hook is registered', fix: install }]
      : await runCanary(setup.id, start, machine, path.dirname(target.file), now());
  const checks = [launcher, entry, switches, ...trust, ...canary];
  return { ...shared, detection, checks, unproven: unprovenOf(setup.id, detection), status: checks.every(({ ok }) => ok) ? 'green' : 'red' };
}

/**
 * Looks at every agent, one after another. Changes nothing but the trace of its own canaries. Never throws for what is
 * wrong with an agent: that is a red check.
 */
export async function runDoctor(request: DoctorRequest): Promise<DoctorReport> {
  const registered = readInstallRecord(request.machine.state).files.flatMap((file) => file.agents);
  const complete: DoctorRequest = { ...request, present: [...registered, ...(request.present ?? [])] };
  const agents: AgentReport[] = [];
  for (const setup of agentSetups) {
    if (request.only === undefined || request.only.includes(setup.id)) agents.push(await examine(setup, complete));
  }
  const installed = agents.filter(({ status }) => status !== 'absent');
  return { v: 1, at: new Date(request.now()).toISOString(), state: request.machine.state, agents, green: installed.length > 0 && installed.every(({ status }) => status === 'green') };
}
