import * as fs from 'node:fs';
import type { Adapter } from '../adapters/adapter.ts';
import type { AgentId } from '../core/action.ts';
import { below } from '../node/ancestors.ts';
import { knowledgeFiles } from '../node/knowledgeFiles.ts';
import { defaultStateDirectory } from '../node/stateDirectory.ts';
import { homeDirectory, temporaryDirectory } from '../node/userDirectories.ts';
import type { AskModule } from './askModule.ts';
import { isEngine } from './engineModule.ts';
import type { HookHost } from './hookHost.ts';
import { runHook } from './hookRun.ts';
import { readInput, writeReply } from './standardStreams.ts';

/** What the program that was started gives to the hook. */
export interface Starter {
  /** Directory of the bundles and of `knowledge/`. */
  readonly bundles: string;
  /** Another bundle in it, by its file name. */
  readonly load: (name: string) => unknown;
  /** A line on stderr, ended. */
  readonly complain: (line: string) => void;
}

/** The hook as it is started (bundle `run.cjs`). */
export interface HookProcess {
  /** Answers the event on standard input; `judged` when it held a proposal. Rejects when the answer cannot be printed. */
  runProcess(starter: Starter): Promise<{ readonly exitCode: 0 | 2; readonly judged: boolean }>;
}

/** See {@link HookProcess}. */
export async function runProcess(starter: Starter): ReturnType<HookProcess['runProcess']> {
  let judged = false;
  const reply = await runHook(process.argv.slice(2), hookHost(starter, () => (judged = true)));
  writeReply(reply);
  return { exitCode: reply.exitCode, judged };
}

function hookHost({ bundles, load, complain }: Starter, onJudge: () => void): HookHost {
  return {
    readInput,
    now: Date.now,
    startedAt: Date.now() - process.uptime() * 1000,
    defaultState: defaultStateDirectory,
    cwd: process.cwd(),
    home: homeDirectory(process.env, process.platform),
    tempDirectory: temporaryDirectory(process.env, process.platform),
    platform: process.platform,
    env: process.env,
    programs: knowledgeFiles(below(bundles, 'knowledge')),
    matchesPath: (glob, file) => ofThisVersion('globs.cjs', load, isGlobs).matchesPath(glob, file),
    adapter: (agent) => ofThisVersion(`agent-${agent}.cjs`, load, isAdapterModule).adapter,
    loadEngine: () => {
      onJudge();
      return ofThisVersion('engine.cjs', load, isEngine);
    },
    loadAsk: () => ofThisVersion('ask.cjs', load, isAsk),
    interactive,
    complain: (line) => complain(`tagout: ${line}\n`),
  };
}

function ofThisVersion<Part>(name: string, load: Starter['load'], is: (value: unknown) => value is Part): Part {
  const part = load(name);
  if (!is(part)) throw new Error(`${name} is not of this version`);
  return part;
}

interface GlobModule {
  matchesPath(glob: string, file: string): boolean;
}

const isGlobs = (value: unknown): value is GlobModule => typeof value === 'object' && value !== null && 'matchesPath' in value && typeof value.matchesPath === 'function';
const isAdapterModule = (value: unknown): value is { readonly adapter: Adapter } => typeof value === 'object' && value !== null && 'adapter' in value && typeof value.adapter === 'object';
const isAsk = (value: unknown): value is AskModule => typeof value === 'object' && value !== null && 'answerAsked' in value && typeof value.answerAsked === 'function' && 'isOwnRun' in value;

/** The editor's own agent always has a person before it; a command-line agent where there is a terminal. */
function interactive(agent: AgentId): boolean {
  if (agent === 'vscode') return true;
  if (process.platform === 'win32') return false;
  try {
    fs.closeSync(fs.openSync('/dev/tty', 'r+'));
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}
