import * as fs from 'node:fs';
import * as module from 'node:module';
import * as os from 'node:os';
import * as path from 'node:path';
import type { AgentId } from '../core/action.ts';
import { knowledgeFiles } from '../node/knowledgeFiles.ts';
import { defaultStateDirectory } from '../node/stateDirectory.ts';
import type { AskModule } from './askModule.ts';
import type { EngineModule } from './engineModule.ts';
import type { HookHost } from './hookHost.ts';
import { runHook } from './hookRun.ts';
import { readInput, writeReply } from './standardStreams.ts';

/*
 * The process that agents start for each tool call (bundle `hook.cjs`; `engine.cjs`, `globs.cjs`, `ask.cjs` and `knowledge/` beside it).
 * INVARIANT: it ends with 0 or 2, with 2 only after a line on stderr, and prints nothing but the agent's own answer:
 * most agents run the tool when a hook ends otherwise. Nothing is loaded here that an allowed call does not need.
 */

function hookHost(): HookHost {
  return {
    readInput,
    now: Date.now,
    startedAt: Date.now() - process.uptime() * 1000,
    defaultState: defaultStateDirectory(),
    cwd: process.cwd(),
    home: os.homedir(),
    tempDirectory: os.tmpdir(),
    platform: process.platform,
    env: process.env,
    programs: knowledgeFiles(path.join(__dirname, 'knowledge')),
    matchesPath: (glob, file) => loadGlobs().matchesPath(glob, file),
    loadEngine,
    loadAsk,
    interactive,
    complain: (line) => tryToSay(`tagout: ${line}\n`),
  };
}

/** Another bundle beside this one, by absolute path. */
const load = (name: string): unknown => module.createRequire(__filename)(path.join(__dirname, name));

/** The engine's compiled form is kept in the state directory, which only the user can enter: who could write it could run code. Node 22.1 and later. */
function loadEngine(state: string): EngineModule {
  if (hasCompileCache(module)) module.enableCompileCache(path.join(state, 'cache'));
  const loaded: unknown = load('engine.cjs');
  if (!isEngine(loaded)) throw new Error('engine.cjs is not of this version');
  return loaded;
}

function loadAsk(): AskModule {
  const loaded: unknown = load('ask.cjs');
  if (!isAsk(loaded)) throw new Error('ask.cjs is not of this version');
  return loaded;
}

function loadGlobs(): GlobModule {
  const loaded: unknown = load('globs.cjs');
  if (!isGlobs(loaded)) throw new Error('globs.cjs is not of this version');
  return loaded;
}

interface GlobModule {
  matchesPath(glob: string, file: string): boolean;
}

const isGlobs = (value: unknown): value is GlobModule => typeof value === 'object' && value !== null && 'matchesPath' in value && typeof value.matchesPath === 'function';
const hasCompileCache = (value: object): value is { enableCompileCache(directory: string): unknown } => 'enableCompileCache' in value;
const isEngine = (value: unknown): value is EngineModule => typeof value === 'object' && value !== null && 'decideAct' in value && typeof value.decideAct === 'function';
const isAsk = (value: unknown): value is AskModule => typeof value === 'object' && value !== null && 'askPerson' in value && typeof value.askPerson === 'function' && 'onAbandoned' in value;

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

function end(code: 0 | 2, why?: unknown): never {
  if (why !== undefined) tryToSay(`tagout: the hook failed and refuses: ${why instanceof Error ? why.message : 'unknown error'}\n`);
  process.exit(code);
}

/** With nobody left to read, the exit code alone must do. */
function tryToSay(line: string): void {
  try {
    fs.writeSync(2, line);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

// First of all: an exception that Node itself ends with is exit 1, which most agents take for a go.
process.on('uncaughtException', (error) => end(2, error));
process.on('unhandledRejection', (error) => end(2, error));
void runHook(process.argv.slice(2), hookHost()).then((reply) => {
  writeReply(reply);
  end(reply.exitCode);
});
