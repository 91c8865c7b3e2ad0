import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { incidentDocument } from '../core/incident/incidentDocument.ts';
import { reconstruct, type Incident } from '../core/incident/incident.ts';
import type { IncidentSeed } from '../core/incident/subject.ts';
import { judge } from '../core/judge.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import { globMatcher } from '../node/globs.ts';
import { incidentRecords } from '../node/incident/incidentRecords.ts';
import { makeIncidentRule } from '../node/incident/makeIncidentRule.ts';
import { writeBundle } from '../node/incident/writeBundle.ts';
import { knowledgeFiles } from '../node/knowledgeFiles.ts';
import { realPathOf } from '../node/liveWorld.ts';
import { makePolicy } from '../node/policy/compilePolicy.ts';
import { policyPlace } from '../node/policy/policyPlace.ts';
import { workspaceStateDirectory } from '../node/stateDirectory.ts';
import { TraceReader } from '../node/trace/readTrace.ts';
import { openSpool } from '../node/trace/spool.ts';
import { worldHere } from './check.ts';
import { UsageError, type CommandIo } from './commandIo.ts';

/**
 * `incident --action ID | --file PATH | --at TIME` prints the document of what happened; with `--out DIR` it writes the bundle
 * that can be handed on, and records that the incident was opened; with `--rule` it prints the policy of the workspace with a
 * rule made of it. Exit 0, 1 where nothing in the trace fits or no rule does, 2 when it could not be done.
 */
export function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { seed, out, root, rule } = requestOf(args, io);
  const trace = path.join(workspaceStateDirectory(io.state, root), 'trace');
  if (out !== undefined) return Promise.resolve(bundle({ trace, root, seed, out }, io));
  return Promise.resolve(show(trace, root, seed, io, rule ? (incident) => printRule(incident, root, io) : (incident) => (io.write(incidentDocument(incident)), 0)));
}

interface Request {
  readonly seed: IncidentSeed;
  readonly out?: string;
  readonly root: string;
  readonly rule: boolean;
}

function requestOf(args: readonly string[], io: CommandIo): Request {
  const { action, file, at, out, workspace, rule = false } = parsed(args);
  if (rule && out !== undefined) throw new UsageError('say either `--out` or `--rule`');
  const seeds: readonly IncidentSeed[] = [
    ...(action === undefined ? [] : [{ kind: 'act' as const, id: action }]), ...(file === undefined ? [] : [{ kind: 'file' as const, path: realPathOf(path.resolve(io.cwd, file)) }]),
    ...(at === undefined ? [] : [{ kind: 'time' as const, at: momentOf(at) }]),
  ];
  const [seed, second] = seeds;
  if (seed === undefined || second !== undefined) throw new UsageError('say one of `--action`, `--file` and `--at`');
  const root = workspaceRootOf(io.state, realPathOf(path.resolve(io.cwd, workspace ?? '.')), realPathOf(io.home));
  return { seed, root, rule, ...(out === undefined ? {} : { out: path.resolve(io.cwd, out) }) };
}

interface Given {
  readonly action?: string;
  readonly file?: string;
  readonly at?: string;
  readonly out?: string;
  readonly workspace?: string;
  readonly rule?: boolean;
}

function parsed(args: readonly string[]): Given {
  try {
    return parseArgs({ args: [...args], options: { action: { type: 'string' }, file: { type: 'string' }, at: { type: 'string' }, out: { type: 'string' }, workspace: { type: 'string' }, rule: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options are not understood');
  }
}

function momentOf(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError('`--at` must be a moment such as 2026-01-31T09:30:00Z');
  return new Date(time).toISOString();
}

function show(trace: string, root: string, seed: IncidentSeed, io: CommandIo, use: (incident: Incident) => number): number {
  const reader = new TraceReader(trace);
  try {
    const found = incidentRecords(reader, root, seed);
    const incident = found === undefined ? undefined : reconstruct(found.events, seed, found.subject);
    return incident === undefined ? nothing(io) : use(incident);
  } finally {
    reader.close();
  }
}

/** The workspace's policy file with the rule, on standard output: nothing is written. */
function printRule(incident: Incident, root: string, io: CommandIo): number {
  const place = policyPlace(io.state, root, io.platform);
  const tools = { judge, programs: knowledgeFiles(path.join(io.bundle, 'knowledge')), matchesPath: globMatcher() };
  const made = makeIncidentRule(incident, { file: place.workspace, policy: makePolicy(place, tools).files.policy, tools, world: worldHere(root, io) });
  if (made.kind === 'text') io.write(made.text);
  else io.complain(made.kind === 'there' ? `${place.workspace} has a rule of this incident already\n` : `${made.why}\n`);
  return made.kind === 'text' ? 0 : 1;
}

function nothing(io: CommandIo): number {
  io.complain('Nothing in the trace of this workspace fits. Look for the act with: tagout trace show\n');
  return 1;
}

function bundle({ trace, root, seed, out }: Required<Omit<Request, 'rule'>> & { readonly trace: string }, io: CommandIo): number {
  const by = os.userInfo().username;
  const result = writeBundle({ trace, root, seed, out, by, now: new Date(io.now()).toISOString() });
  switch (result.kind) {
    case 'nothing':
      return nothing(io);
    case 'taken':
      io.complain(`${out} holds something already: name a directory that does not exist yet\n`);
      return 2;
    case 'unsealed':
      io.complain(`${result.events} events are not sealed yet, for another process is writing to the trace: try again\n`);
      return 2;
    case 'written': {
      const { incident, verification: { records, trace: whole } } = result;
      recordOpened(io.state, root, incident, by);
      io.write(`Incident ${incident.id}: ${incident.act.title}\n${records.events} records, ${records.withheld} of others withheld, events ${records.first} to ${records.last} of chain ${records.chain_uid}\n${path.join(out, 'incident.md')}\nCheck it, here or elsewhere: tagout trace verify ${out}\n`);
      if (!whole.ok || records.problems.length > 0) io.complain('The trace itself was changed or damaged: tagout trace verify says where. The bundle says so, too.\n');
      return 0;
    }
  }
}

/** Once for each incident. */
function recordOpened(state: string, root: string, { id, act, also }: Incident, by: string): void {
  if (act.incidents.some(({ incident, change }) => incident === id && change === 'opened')) return;
  const spool = openSpool(state, root);
  spool.append({ workspace: root }, [{ kind: 'incident', change: 'opened', incident: id, title: act.title, by, acts: [act.id, ...also.map((one) => one.id)] }], 'durable');
  spool.close();
}
