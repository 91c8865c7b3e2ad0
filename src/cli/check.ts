import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import type { Action, ShellDialect } from '../core/action.ts';
import { decide } from '../core/decide.ts';
import type { FreezeMode, FreezeState } from '../core/freeze/freeze.ts';
import { judge } from '../core/judge.ts';
import { defaultPolicy, type Policy } from '../core/policy/policy.ts';
import { replacementFor } from '../core/replaceQuestion.ts';
import { dialectOf } from '../core/resolve/describedWorld.ts';
import { strictestDecision, type Decision, type Verdict } from '../core/verdict.ts';
import type { World } from '../core/world.ts';
import { globMatcher } from '../node/globs.ts';
import { measureImpact } from '../node/impact.ts';
import { knowledgeFiles } from '../node/knowledgeFiles.ts';
import { layeredPrograms } from '../node/layeredPrograms.ts';
import { liveWorld, realPathOf, type LiveWorld } from '../node/liveWorld.ts';
import { compilePolicy, policyOfFile, type ExampleTools } from '../node/policy/compilePolicy.ts';
import { policyPlace } from '../node/policy/policyPlace.ts';
import { readPolicy } from '../node/policy/policyStore.ts';
import { protectedPaths } from '../node/protectedPaths.ts';
import { checkpointStoreOf } from '../node/stateDirectory.ts';
import { readTrust } from '../node/trustStore.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import { checkCases, verdictJson } from './checkCases.ts';
import { judgeHere, type CheckPlace } from './checkHere.ts';
import { UsageError, type CommandIo } from './commandIo.ts';
import { explain } from './explain.ts';
import { pushesOf, quoted } from './pushes.ts';

/** Exit codes of `check`, for scripts; 2 = the check itself failed. */
const exitCodes: Readonly<Record<Decision, number>> = { allow: 0, ask: 10, deny: 20 };
/** A person waits longer than an agent's hook may. */
const judgeMs = 30_000;

/** How a judgement is made from an action and a world; the same for one command and for a corpus. */
export type Check = (action: Action, world: World) => Verdict;
/** Whether a checkpoint would replace the question of a verdict, as far as can be said before anything is measured. */
export type IsReplaced = (verdict: Verdict, world: World) => boolean;

/**
 * `check -- COMMAND` explains what Tagout would decide about a command here (nothing is run): with the policy, the freezes and the
 * knowledge that the editor's hooks use, so in git hooks and in CI too. `--stdin` takes the text of a script instead, `--pre-push
 * REMOTE` the refs that git tells its hook. `check --jsonl` judges the cases on standard input, each with all its facts, and reads
 * nothing from the machine. INVARIANT: no option makes a command here pass that the editor's hook would hold.
 */
export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { options, command } = readOptions(args);
  const own = knowledgeFiles(path.join(io.bundle, 'knowledge'));
  const matchesPath = globMatcher();
  const tools: ExampleTools = { judge, programs: own, matchesPath };
  const given = options.policy === undefined ? undefined : readPolicyFile(path.resolve(io.cwd, options.policy), tools, io);
  if (options.policy !== undefined && given === undefined) return 2;
  const declared = options.freeze === undefined ? undefined : freezeOf(options.freeze, io);
  if (options.jsonl) {
    const rules = given ?? defaultPolicy;
    const check: Check = (action, world) => decide(judge(action, { world, policy: rules, programs: own }), { policy: rules, freeze: declared ?? { kind: 'off' }, now: new Date(io.now()).toISOString(), root: world.root, matchesPath });
    return checkCases(io, check, replacedWith(rules));
  }
  const world = worldHere(options.cwd, io);
  const commands = commandsOf(options, command, world.cwd, io);
  const stored = readPolicy(policyPlace(io.state, world.root, io.platform), (place) => compilePolicy(place, tools));
  if (stored.problem !== undefined) io.complain(`${stored.problem}: what changes something is asked about\n`);
  const place: CheckPlace = { world, dialect: options.dialect, stored, given, declared, state: io.state, programs: layeredPrograms(own, io.state, world.root), matchesPath, io };
  let worst: Decision = 'allow';
  for (const [index, text] of commands.entries()) {
    const { verdict, policy } = judgeHere(text, place);
    worst = strictestDecision(worst, verdict.decision);
    const action: Action = { kind: 'shell', command: text, dialect: options.dialect };
    const loss = verdict.decision === 'allow' ? undefined : (await measureImpact({ verdict, proposal: { actions: [action] }, cwd: world.cwd, workspace: world.root, checkpoints: checkpointStoreOf(io.state, world.root), rowCounter: [path.join(io.bundle, 'row-counter.cjs')] })).loss;
    const shown = { checkpoint: replacedWith(policy)(verdict, world), ...(loss === undefined ? {} : { loss }) };
    io.write(options.json ? `${JSON.stringify({ command: text, ...verdictJson(verdict), ...shown })}\n` : `${index === 0 ? '' : '\n'}${explain(text, verdict, { colour: io.colour, ...shown })}`);
  }
  return exitCodes[worst];
}

const replacedWith = (rules: Policy): IsReplaced => (verdict, { root, protectedPaths: paths, caseInsensitive }) => replacementFor(verdict, { policy: rules, root, protectedPaths: paths, caseInsensitive }).kind === 'replaced';

/** The texts to judge: what stands behind `--`, a script, or the pushes that git announces. */
function commandsOf(options: Options, command: readonly string[], cwd: string, io: CommandIo): readonly string[] {
  const ways = [command.length > 0, options.stdin, options.prePush !== undefined].filter(Boolean).length;
  if (ways !== 1) throw new UsageError('say the command after `--`, or give it by `--stdin` or `--pre-push REMOTE`: one of the three');
  if (options.stdin) return [io.readInput()];
  if (options.prePush !== undefined) return pushesOf(options.prePush, io.readInput(), cwd);
  return [command.length === 1 ? (command[0] ?? '') : command.map(quoted).join(' ')];
}

interface Options {
  readonly jsonl: boolean;
  readonly stdin: boolean;
  readonly json: boolean;
  readonly prePush?: string;
  readonly freeze?: FreezeMode;
  readonly policy?: string;
  readonly cwd?: string;
  readonly dialect: ShellDialect;
}

function readOptions(args: readonly string[]): { readonly options: Options; readonly command: readonly string[] } {
  const end = args.indexOf('--');
  const { jsonl = false, stdin = false, json = false, freeze, policy, cwd, shell, 'pre-push': prePush } = parse(end < 0 ? args : args.slice(0, end));
  if (freeze !== undefined && freeze !== 'ask' && freeze !== 'deny') throw new UsageError('`--freeze` must be ask or deny');
  if (shell !== undefined && !['bash', 'zsh', 'sh', 'pwsh', 'powershell', 'cmd'].includes(shell)) throw new UsageError('`--shell` must be bash, zsh, sh, pwsh or cmd');
  const options: Options = { jsonl, stdin, json, dialect: dialectOf(shell), ...(prePush === undefined ? {} : { prePush }), ...(freeze === undefined ? {} : { freeze }), ...(policy === undefined ? {} : { policy }), ...(cwd === undefined ? {} : { cwd }) };
  return { options, command: end < 0 ? [] : args.slice(end + 1) };
}

interface GivenOptions {
  readonly jsonl?: boolean;
  readonly stdin?: boolean;
  readonly json?: boolean;
  readonly freeze?: string;
  readonly policy?: string;
  readonly cwd?: string;
  readonly shell?: string;
  readonly 'pre-push'?: string;
}

function parse(args: readonly string[]): GivenOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { jsonl: { type: 'boolean' }, stdin: { type: 'boolean' }, json: { type: 'boolean' }, freeze: { type: 'string' }, policy: { type: 'string' }, cwd: { type: 'string' }, shell: { type: 'string' }, 'pre-push': { type: 'string' } },
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

function freezeOf(mode: FreezeMode, io: CommandIo): FreezeState {
  return { kind: 'on', freezes: [{ id: 'check', mode, reason: 'given on the command line', by: 'you', since: new Date(io.now()).toISOString() }] };
}

/** The machine as it is, seen from a directory; for one judgement after the other by hand. */
export function worldHere(cwd: string | undefined, io: CommandIo): LiveWorld {
  const place = realPathOf(path.resolve(io.cwd, cwd ?? '.'));
  const root = workspaceRootOf(io.state, place, realPathOf(io.home));
  return liveWorld({
    root, cwd: place, home: io.home, env: io.env, platform: io.platform, tempDirectory: io.tempDirectory, session: { written: [], denied: [] }, trusted: () => readTrust(io.state, root),
    protectedPaths: () => protectedPaths(io.state, io.home, root, io.env), until: io.now() + judgeMs, now: io.now,
  });
}
