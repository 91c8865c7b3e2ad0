import * as fs from 'node:fs';
import { compiledParts } from '../node/compiledParts.ts';
import type { ApprovedProcess } from './run/approvedProcess.ts';

/*
 * The program behind `tagout run` (bundle `through.cjs`), of its own because every approved command waits for its start. It
 * loads all else from their compiled form, as the hook does, and ends with 126 on anything that goes wrong with itself.
 */

const failed = 126;

function complain(line: string): void {
  fs.writeSync(2, `${line.startsWith('Tagout') ? '' : 'tagout: '}${line.trimEnd()}\n`);
}

function end(error: unknown): never {
  complain(`this was not run: ${error instanceof Error ? error.message : 'unknown error'}`);
  process.exit(failed);
}

const isApproved = (value: unknown): value is ApprovedProcess => typeof value === 'object' && value !== null && 'runApproved' in value && typeof value.runApproved === 'function';

process.on('uncaughtException', end);
process.on('unhandledRejection', end);
const parts = compiledParts(__dirname, require);
const program = parts.load('approved.cjs');
if (!isApproved(program)) throw new Error('approved.cjs is not of this version');
void program.runApproved(process.argv.slice(2), { bundles: __dirname, load: parts.load, complain }).then((code) => {
  parts.keep();
  process.exit(code);
});
