import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { CommandIo } from './commandIo.ts';

/** Becomes the program behind `tagout run`: loads its bundle, which ends the process with its own code. */
export function run(args: readonly string[], io: CommandIo): Promise<number> {
  const program = path.join(io.bundle, 'through.cjs');
  process.argv = [process.argv0, program, '--state', io.state, 'run', ...args];
  createRequire(program)(program);
  return new Promise(() => undefined);
}
