import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { decide } from '../core/decide.ts';
import { judge } from '../core/judge.ts';
import { comparePolicies, comparisonSentence, type DecisionChange, type PolicyComparison } from '../core/policy/comparePolicies.ts';
import { defaultMatrix, type Policy, type PolicyRule } from '../core/policy/policy.ts';
import { blastRadii, reversibilities } from '../core/verdict.ts';
import { globMatcher } from '../node/globs.ts';
import { knowledgeFiles } from '../node/knowledgeFiles.ts';
import { realPathOf } from '../node/liveWorld.ts';
import { readBundleSource } from '../node/policy/bundle/bundleSource.ts';
import { fetchBundle } from '../node/policy/bundle/fetchBundle.ts';
import { makePolicy, policyOfFile, type ExampleTools, type PolicyProblem } from '../node/policy/compilePolicy.ts';
import { pastActs } from '../node/policy/pastActs.ts';
import { policyPlace, type PolicyPlace } from '../node/policy/policyPlace.ts';
import { policyJsonSchema } from '../node/policy/policySchema.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import { worldHere } from './check.ts';
import { environmentTokens } from '../node/tokenPlace.ts';
import { UsageError, type CommandIo } from './commandIo.ts';

const defaultActs = 500;

/**
 * `policy test [FILE]` tries the examples of the rules, `policy explain [RULE]` shows what is in force and where it comes from,
 * `policy diff FILE` what FILE would have decided otherwise about recorded acts, `policy schema` prints the JSON Schema, `policy
 * fetch` asks for the organisation's bundle. Exit 0 when all is well, 1 when a file has a problem, nothing is named so, the
 * other policy is looser somewhere or the bundle is refused, 2 when it could not be found out.
 */
export function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parsed(args);
  const [word, name, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError('say one file or one rule');
  const place = policyPlace(io.state, workspaceRootOf(io.state, realPathOf(io.cwd), realPathOf(io.home)), io.platform);
  const tools: ExampleTools = { judge, programs: knowledgeFiles(path.join(io.bundle, 'knowledge')), matchesPath: globMatcher() };
  switch (word) {
    case 'test':
      return Promise.resolve(test(name, place, tools, io));
    case 'explain':
      return Promise.resolve(explain(name, place, tools, io));
    case 'diff':
      if (name === undefined) throw new UsageError('say the file of the other policy');
      return Promise.resolve(diff(name, Number(values.last ?? defaultActs), place, tools, io));
    case 'fetch':
      return fetchNow(place, io);
    case 'schema':
      io.write(`${JSON.stringify(policyJsonSchema(), undefined, 2)}\n`);
      return Promise.resolve(0);
    default:
      throw new UsageError('say `test`, `explain`, `diff`, `fetch` or `schema`');
  }
}

function parsed(args: readonly string[]): { readonly values: { readonly last?: string }; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options: { last: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options are not understood');
  }
}

function test(file: string | undefined, place: PolicyPlace, tools: ExampleTools, io: CommandIo): number {
  const { policy, problems } = file === undefined ? makePolicy(place, tools).files : fileOf(file, tools, io);
  complain(problems, io);
  if (policy !== undefined) io.write(`${policy.rules.length} rules, ${problems.length === 0 ? 'all examples hold' : `${problems.length} problems`}\n`);
  return problems.length === 0 ? 0 : 1;
}

const fileOf = (file: string, tools: ExampleTools, io: CommandIo): ReturnType<typeof policyOfFile> => {
  const absolute = path.resolve(io.cwd, file);
  return policyOfFile(absolute, fs.readFileSync(absolute, 'utf8'), tools);
};

function complain(problems: readonly PolicyProblem[], io: CommandIo): void {
  for (const { file, line, message, rule } of problems) io.complain(`${file}:${line}: ${message}${rule === undefined ? '' : `; until it does, \`${rule}\` only tightens`}\n`);
}

function explain(id: string | undefined, place: PolicyPlace, tools: ExampleTools, io: CommandIo): number {
  const { policy, problems, problem, pending } = makePolicy(place, tools).files;
  if (id !== undefined) return explainRule(id, policy, io);
  io.write(`policy ${policy.revision}\n`);
  for (const [layer, file] of [['organisation', place.organisation], ['bundle', place.bundle], ['user', place.user], ['workspace', place.workspace]] as const) io.write(`  ${layer.padEnd(12)} ${fs.existsSync(file) ? file : `none (${file})`}\n`);
  if (pending !== undefined) io.write(`  the workspace's file ${pending.text === undefined ? 'is gone' : 'changed'} and was not reviewed: the version before counts too\n`);
  for (const row of reversibilities) for (const radius of blastRadii) {
    const source = policy.cellSources[row]?.[radius];
    if (source !== undefined) io.write(`  ${row} × ${radius}: ${policy.matrix[row][radius]} instead of ${defaultMatrix[row][radius]} (${source})\n`);
  }
  for (const { name, production } of policy.environments) io.write(`  environment ${name}${production ? ' (production)' : ''}\n`);
  for (const line of attentionLines(policy)) io.write(`  ${line}\n`);
  for (const rule of policy.rules) io.write(`  ${ruleLine(rule)}\n`);
  if (problem !== undefined) io.complain(`${problem}: what changes something is asked about\n`);
  complain(problems, io);
  return problems.length === 0 && problem === undefined ? 0 : 1;
}

/** Who answers for agents, and what the policy says of questions, grants and the trace. */
function attentionLines({ owners = {}, questions = {}, grants, capture }: Policy): readonly string[] {
  const { inTenMinutes, inHundredCalls } = questions;
  const asked = [...(inTenMinutes === undefined ? [] : [`${inTenMinutes} in 10 minutes`]), ...(inHundredCalls === undefined ? [] : [`${inHundredCalls} more for 100 calls`])];
  const lasting = grants === undefined ? [] : [
    ...(grants.lengths === undefined ? [] : [grants.lengths.length === 0 ? 'none is offered' : grants.lengths.join(', ')]),
    ...(grants.idleMinutes === undefined ? [] : [`${grants.idleMinutes} idle minutes at most`]), ...(grants.sessionHours === undefined ? [] : [`${grants.sessionHours} hours at most`]),
  ];
  return [
    ...Object.entries(owners).map(([agent, owner]) => `${owner} answers for ${agent === '*' ? 'every other agent' : agent}`),
    ...(asked.length === 0 ? [] : [`questions at most: ${asked.join(', ')}`]), ...(lasting.length === 0 ? [] : [`grants: ${lasting.join(', ')}`]),
    ...(capture === undefined ? [] : [`of each act is recorded: ${capture}`]),
  ];
}

const ruleLine = ({ id, decision, reason, source, mayLower, origin, incident }: PolicyRule): string => `${decision} ${id}: ${reason} (${origin ?? source}${decision === 'allow' && !mayLower ? ', does not loosen' : ''}${incident === undefined ? '' : `, from incident ${incident}`})`;

function explainRule(id: string, { rules }: Policy, io: CommandIo): number {
  const found = rules.filter((rule) => rule.id === id);
  if (found.length === 0) io.complain(`no rule is named \`${id}\`\n`);
  for (const rule of found) io.write(`${ruleLine(rule)}\n  when ${JSON.stringify(rule.match)}\n${rule.alternative === undefined ? '' : `  instead: ${rule.alternative}\n`}`);
  return found.length === 0 ? 1 : 0;
}

function diff(file: string, last: number, place: PolicyPlace, tools: ExampleTools, io: CommandIo): number {
  if (!Number.isInteger(last) || last < 1) throw new UsageError('`--last` must be a number of acts');
  const other = fileOf(file, tools, io);
  complain(other.problems, io);
  if (other.policy === undefined) return 2;
  const policies = { before: makePolicy(place, tools).files.policy, after: other.policy };
  const now = new Date(io.now()).toISOString();
  const world = worldHere(undefined, io);
  const comparison = comparePolicies(pastActs(io.state, place.root, last), (action, which, agent) => {
    const policy = policies[which];
    return decide(judge(action, { world, policy, programs: tools.programs }), { policy, freeze: { kind: 'off' }, now, root: place.root, matchesPath: tools.matchesPath, actionOf: () => action, ...(agent === undefined ? {} : { agent }) }).decision;
  });
  writeComparison(comparison, io);
  return comparison.looser.length === 0 ? 0 : 1;
}

/** For machines without an editor; where one runs it does this by itself. */
async function fetchNow(place: PolicyPlace, io: CommandIo): Promise<number> {
  const found = readBundleSource(place.bundle);
  if (found.kind === 'absent') {
    io.complain(`${place.bundle} names no bundle\n`);
    return 2;
  }
  if (found.kind === 'problem') {
    io.complain(`${place.bundle}:${found.line}: ${found.why}\n`);
    return 2;
  }
  try {
    const { kind, revision } = await fetchBundle(place, found, { now: io.now, token: environmentTokens(io.env) });
    io.write(`revision ${revision} ${kind === 'new' ? 'counts from now' : 'is the newest'}\n`);
    return 0;
  } catch (error) {
    io.complain(`${error instanceof Error ? error.message : 'it failed'}; what was fetched before goes on counting\n`);
    return 1;
  }
}

function writeComparison(comparison: PolicyComparison, io: CommandIo): void {
  io.write(`${comparisonSentence(comparison)}\n`);
  const line = ({ title, count, before, after }: DecisionChange): string => `  ${before} → ${after}  ${count > 1 ? `${count} × ` : ''}${title}\n`;
  for (const change of [...comparison.looser, ...comparison.stricter]) io.write(line(change));
}
