import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import type { Action, ShellDialect } from '../core/action.ts';
import { withAlternatives } from '../core/explain/alternatives.ts';
import type { ProgramLookup } from '../core/classify/programTable.ts';
import { decide } from '../core/decide.ts';
import type { FreezeMode, FreezeState } from '../core/freeze/freeze.ts';
import { judge, type JudgeContext } from '../core/judge.ts';
import { defaultPolicy, type Policy } from '../core/policy/policy.ts';
import { replacementFor } from '../core/replaceQuestion.ts';
import { dialectOf } from '../core/resolve/describedWorld.ts';
import type { Decision, Verdict } from '../core/verdict.ts';
import type { World } from '../core/world.ts';
import { readFreezes } from '../node/freezeStore.ts';
import { globMatcher } from '../node/globs.ts';
import { measureImpact } from '../node/impact.ts';
import { knowledgeFiles } from '../node/knowledgeFiles.ts';
import { layeredPrograms } from '../node/layeredPrograms.ts';
import { liveWorld, realPathOf } from '../node/liveWorld.ts';
import { compilePolicy, policyOfFile, type ExampleTools } from '../node/policy/compilePolicy.ts';
import { policyPlace } from '../node/policy/policyPlace.ts';
import { readPolicy } from '../node/policy/policyStore.ts';
import { protectedPaths } from '../node/protectedPaths.ts';
import { readTrust } from '../node/trustStore.ts';
import { workspaceRootOf } from '../node/workspaceRegistry.ts';
import { checkCases } from './checkCases.ts';
import { UsageError, type CommandIo } from './commandIo.ts';
import { explain } from './explain.ts';

/** Exit codes of `check`, for scripts; 2 = the check itself failed. */
const exitCodes: Readonly<Record<Decision, number>> = { allow: 0, ask: 10, deny: 20 };
/** A person waits longer than an agent's hook may. */
const judgeMs = 30_000;

/** How a judgement is made from an action and a world; the same for one command and for a corpus. */
export type Check = (action: Action, world: World) => Verdict;
/** Whether a checkpoint would replace the question of a verdict, as far as can be said before anything is measured. */
export type IsReplaced = (verdict: Verdict, world: World) => boolean;

/**
 * `check -- COMMAND` explains what Tagout would decide about a command here (nothing is run); `check --jsonl` judges the
 * cases on standard input, each with all its facts, and reads nothing from the machine.
 */
export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { options, command } = readOptions(args);
  const own = knowledgeFiles(path.join(io.bundle, 'knowledge'));
  const matchesPath = globMatcher();
  const tools: ExampleTools = { judge, programs: own, matchesPath };
  const given = options.policy === undefined ? undefined : readPolicyFile(path.resolve(io.cwd, options.policy), tools, io);
  if (options.policy !== undefined && given === undefined) return 2;
  const checkWith = (rules: Policy, freeze: FreezeState, programs: ProgramLookup): Check => (action, world) => {
    const now = new Date(io.now()).toISOString();
    const context: JudgeContext = { world, policy: rules, programs };
    return decide(judge(action, context), { policy: rules, freeze, now, root: world.root, matchesPath });
  };
  const replacedWith = (rules: Policy): IsReplaced => (verdict, { root, protectedPaths: paths, caseInsensitive }) => replacementFor(verdict, { policy: rules, root, protectedPaths: paths, caseInsensitive }).kind === 'replaced';
  const declared = options.freeze === undefined ? undefined : freezeOf(options.freeze, io);
  if (options.jsonl) return checkCases(io, checkWith(given ?? defaultPolicy, declared ?? { kind: 'off' }, own), replacedWith(given ?? defaultPolicy));
  if (command.length === 0) throw new UsageError('say the command after `--`');
  const world = worldHere(options.cwd, io);
  const freeze = declared ?? readFreezes(io.state, [world.cwd], io.now());
  const text = command.length === 1 ? (command[0] ?? '') : command.map(quoted).join(' ');
  const action: Action = { kind: 'shell', command: text, dialect: options.dialect };
  const rules = given ?? policyHere(world.root, tools, io);
  const check = checkWith(rules, freeze, layeredPrograms(own, io.state, world.root));
  const verdict = withAlternatives(check(action, world), () => action, world, (other) => check(other, world).decision === 'allow');
  const loss = verdict.decision === 'allow' ? undefined : (await measureImpact({ verdict, proposal: { actions: [action] }, cwd: world.cwd, workspace: world.root, rowCounter: [path.join(io.bundle, 'row-counter.cjs')] })).loss;
  io.write(explain(text, verdict, { colour: io.colour, checkpoint: replacedWith(rules)(verdict, world), ...(loss === undefined ? {} : { loss }) }));
  return exitCodes[verdict.decision];
}

interface Options {
  readonly jsonl: boolean;
  readonly freeze?: FreezeMode;
  readonly policy?: string;
  readonly cwd?: string;
  readonly dialect: ShellDialect;
}

function readOptions(args: readonly string[]): { readonly options: Options; readonly command: readonly string[] } {
  const end = args.indexOf('--');
  const { jsonl = false, freeze, policy, cwd, shell } = parse(end < 0 ? args : args.slice(0, end));
  if (freeze !== undefined && freeze !== 'ask' && freeze !== 'deny') throw new UsageError('`--freeze` must be ask or deny');
  if (shell !== undefined && !['bash', 'zsh', 'sh', 'pwsh', 'powershell', 'cmd'].includes(shell)) throw new UsageError('`--shell` must be bash, zsh, sh, pwsh or cmd');
  const options: Options = { jsonl, dialect: dialectOf(shell), ...(freeze === undefined ? {} : { freeze }), ...(policy === undefined ? {} : { policy }), ...(cwd === undefined ? {} : { cwd }) };
  return { options, command: end < 0 ? [] : args.slice(end + 1) };
}

function parse(args: readonly string[]): { readonly jsonl?: boolean; readonly freeze?: string; readonly policy?: string; readonly cwd?: string; readonly shell?: string } {
  try {
    const { values } = parseArgs({
      args: [...args], options: { jsonl: { type: 'boolean' }, freeze: { type: 'string' }, policy: { type: 'string' }, cwd: { type: 'string' }, shell: { type: 'string' } },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options are not understood');
  }
}

/** The policy of a file over the default, as the user's own; undefined where it cannot be read. What is wrong with it is said. */
function readPolicyFile(file: string, tools: ExampleTools, io: CommandIo): Policy | undefined {
  const { policy, problems } = policyOfFile(file, fs.readFileSync(file, 'utf8'), tools);
  for (const { line, message } of problems) io.complain(`${file}:${line}: ${message}\n`);
  return policy;
}

function policyHere(root: string, tools: ExampleTools, io: CommandIo): Policy {
  const { policy, problem } = readPolicy(policyPlace(io.state, root, io.platform), (place) => compilePolicy(place, tools));
  if (problem !== undefined) io.complain(`${problem}: what changes something is asked about\n`);
  return policy;
}

function freezeOf(mode: FreezeMode, io: CommandIo): FreezeState {
  return { kind: 'on', freezes: [{ id: 'check', mode, reason: 'given on the command line', by: 'you', since: new Date(io.now()).toISOString() }] };
}

/** The machine as it is, seen from a directory; for one judgement after the other by hand. */
export function worldHere(cwd: string | undefined, io: CommandIo): World {
  const place = realPathOf(path.resolve(io.cwd, cwd ?? '.'));
  const root = workspaceRootOf(io.state, place, realPathOf(io.home));
  return liveWorld({
    root, cwd: place, home: io.home, env: io.env, platform: io.platform, tempDirectory: io.tempDirectory, session: { written: [], denied: [] }, trusted: () => readTrust(io.state, root),
    protectedPaths: () => protectedPaths(io.state, io.home, root, io.env), until: io.now() + judgeMs, now: io.now,
  });
}

/** Several words after `--` stand for themselves: `check -- rm 'a b'` is about one file. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
