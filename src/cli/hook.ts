import * as fs from 'node:fs';
import { compiledParts } from '../node/compiledParts.ts';
import type { HookProcess } from './hookProcess.ts';

/*
 * The program that agents start for each tool call (bundle `hook.cjs`). It loads all else from their compiled form: `run.cjs`,
 * and for a proposal `engine.cjs` with `unbash.cjs` and a table of `knowledge/`; the other bundles only when they are needed.
 * INVARIANT: it ends with 0 or 2, with 2 only after a line on stderr, and prints nothing but the agent's own answer:
 * most agents run the tool when a hook ends otherwise.
 */

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

const isHookProcess = (value: unknown): value is HookProcess => typeof value === 'object' && value !== null && 'runProcess' in value && typeof value.runProcess === 'function';

// First of all: an exception that Node itself ends with is exit 1, which most agents take for a go.
process.on('uncaughtException', (error) => end(2, error));
process.on('unhandledRejection', (error) => end(2, error));
const parts = compiledParts(__dirname, require);
const hook = parts.load('run.cjs');
if (!isHookProcess(hook)) throw new Error('run.cjs is not of this version');
void hook.runProcess({ bundles: __dirname, load: parts.load, complain: tryToSay }).then(({ exitCode, judged }) => {
  // Other events call too little of it to be worth keeping.
  if (judged) parts.keep();
  end(exitCode);
});
