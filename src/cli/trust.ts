import * as os from 'node:os';
import type { ProgramTrust } from '../core/trust/trust.ts';
import { realPathOf } from '../node/liveWorld.ts';
import { openSpool } from '../node/trace/spool.ts';
import { readTrust, revokeTrust, type StoredTrust } from '../node/trustStore.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import { UsageError, type CommandIo } from './commandIo.ts';

/**
 * `trust list` and `trust revoke PROGRAM [VERB…]`. There is no word that grants: that is a gesture of a person in the
 * approval panel, over an act that waits.
 */
export function run(args: readonly string[], io: CommandIo): Promise<number> {
  const [word, ...rest] = args;
  const root = workspaceRootOf(io.state, realPathOf(io.cwd), realPathOf(io.home));
  if (word === 'list' && rest.length === 0) return Promise.resolve(list(root, io));
  if (word === 'revoke' && rest.length > 0) return Promise.resolve(revoke(rest, root, io));
  throw new UsageError(word === 'grant' || word === 'add' ? 'trust is granted by a person in the approval panel, never from the command line' : 'say `list` or `revoke PROGRAM [VERB]`');
}

function list(root: string, io: CommandIo): number {
  const trusted = readTrust(io.state, root);
  if (trusted.length === 0) io.write(`No program is trusted in ${root}.\n`);
  for (const one of trusted) io.write(`${describe(one)}  (by ${one.by}, ${one.at})\n`);
  return 0;
}

/** Without a verb: all that the program is trusted with. Taking back counts also when it cannot be recorded. */
function revoke([program = '', ...verb]: readonly string[], root: string, io: CommandIo): number {
  const text = verb.join(' ');
  const gone = revokeTrust(io.state, root, (one) => one.program === program && (text === '' || one.verb === text));
  if (gone.length === 0) {
    io.complain(`\`${[program, ...verb].join(' ')}\` is not trusted in ${root}; see \`tagout trust list\`.\n`);
    return 1;
  }
  for (const one of gone) io.write(`No longer trusted: ${describe(one)}\n`);
  openSpool(io.state, root, io.now).append({ workspace: root }, [{ kind: 'trust', change: 'revoked', trusted: gone.map(withoutRecord), by: os.userInfo().username }], 'durable');
  return 0;
}

const withoutRecord = ({ program, scope, verb }: StoredTrust): ProgramTrust => ({ program, scope, ...(verb === undefined ? {} : { verb }) });

function describe({ program, scope, verb }: ProgramTrust): string {
  switch (scope) {
    case 'verb':
      return `${program} ${verb ?? ''}`.trim();
    case 'reading':
      return `${program}: reading`;
    case 'workspace':
      return `${program}: everything that stays in the workspace`;
  }
}
