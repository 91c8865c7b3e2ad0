import * as crypto from 'node:crypto';
import * as os from 'node:os';
import { parseArgs } from 'node:util';
import type { Freeze } from '../core/freeze/freeze.ts';
import { declareFreeze, readFreezes } from '../node/freezeStore.ts';
import { realPathOf } from '../node/liveWorld.ts';
import { openSpool } from '../node/spool.ts';
import { workspaceRootOf } from '../node/workspaceRegistry.ts';
import { UsageError, type CommandIo } from './commandIo.ts';

/**
 * `freeze status` (exit 0 off, 10 ask, 20 deny or unknown) and `freeze declare`. There is no word that lifts one: that is
 * a gesture of a person in the editor.
 */
export function run(args: readonly string[], io: CommandIo): Promise<number> {
  const [word, ...rest] = args;
  if (word === 'status' && rest.length === 0) return Promise.resolve(status(io));
  if (word === 'declare') return Promise.resolve(declare(rest, io));
  throw new UsageError(word === 'lift' ? 'a freeze is lifted by a person in the editor, never from the command line' : 'say `status` or `declare`');
}

function status(io: CommandIo): number {
  const state = readFreezes(io.state, [realPathOf(io.cwd)], io.now());
  switch (state.kind) {
    case 'off':
      io.write('no freeze\n');
      return 0;
    case 'unknown':
      io.write(`frozen, because it is not known whether a freeze is on: ${state.why}\n`);
      return 20;
    case 'on':
      for (const freeze of state.freezes) io.write(`${describe(freeze)}\n`);
      return state.freezes.some(({ mode }) => mode === 'deny') ? 20 : 10;
  }
}

const describe = ({ mode, reason, by, since, until }: Freeze): string =>
  `freeze (${mode}): ${reason}\n  declared by ${by} at ${since}, ${until === undefined ? 'until somebody lifts it in the editor' : `until ${until}`}`;

function declare(args: readonly string[], io: CommandIo): number {
  const { mode, reason, until } = readOptions(args);
  if (mode !== 'ask' && mode !== 'deny') throw new UsageError('`--mode` must be ask or deny');
  if (reason === undefined || reason.trim() === '') throw new UsageError('`--reason` must say why');
  if (until !== undefined && !(Date.parse(until) > io.now())) throw new UsageError('`--until` must be a date in the future, such as 2030-01-31T18:00Z');
  const root = workspaceRootOf(io.state, realPathOf(io.cwd), realPathOf(io.home));
  const by = os.userInfo().username;
  const freeze: Freeze = {
    id: crypto.randomUUID(), mode, reason: reason.trim(), by, since: new Date(io.now()).toISOString(), ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
  };
  declareFreeze(io.state, root, freeze, io.now());
  openSpool(io.state, root, io.now).append({ workspace: root }, [{ kind: 'freeze', change: 'declared', freeze, by, reason: freeze.reason }], 'durable');
  io.write(`${root} is frozen.\n${describe(freeze)}\n`);
  return 0;
}

function readOptions(args: readonly string[]): { readonly mode?: string; readonly reason?: string; readonly until?: string } {
  try {
    return parseArgs({ args: [...args], options: { mode: { type: 'string' }, reason: { type: 'string' }, until: { type: 'string' } } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options are not understood');
  }
}
