import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { CommandIo } from './commandIo.ts';

/** Becomes the hook process: loads its bundle, which reads the event, answers and ends the process with its own code. */
export function run(args: readonly string[], io: CommandIo): Promise<number> {
  const hook = path.join(io.bundle, 'hook.cjs');
  process.argv = [process.argv0, hook, '--state', io.state, ...args];
  createRequire(hook)(hook);
  return new Promise(() => undefined);
}
