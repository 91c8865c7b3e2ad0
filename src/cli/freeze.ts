import * as crypto from 'node:crypto';
import * as os from 'node:os';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { actionClasses } from '../core/freeze/actionClass.ts';
import { inflightWays, type Freeze, type FreezeScope } from '../core/freeze/freeze.ts';
import type { ActFacts } from '../core/freeze/scope.ts';
import { isStale } from '../core/freeze/source.ts';
import { standingAt } from '../core/freeze/standing.ts';
import { readCompiled } from '../node/freeze/compiledFreezes.ts';
import { freezeJsonSchema } from '../node/freeze/freezeSchema.ts';
import { compiledUpperFile } from '../node/freeze/freezePlaces.ts';
import { askSources } from '../node/freeze/sources/askSources.ts';
import { sourcePorts } from '../node/freeze/sources/sourcePorts.ts';
import { declareFreeze, readFreezeBook } from '../node/freeze/freezeStore.ts';
import { globMatcher } from '../node/globs.ts';
import { realPathOf } from '../node/liveWorld.ts';
import { environmentTokens } from '../node/tokenPlace.ts';
import { openSpool } from '../node/trace/spool.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import { UsageError, type CommandIo } from './commandIo.ts';
import { freezeLine, standingCode, standingText } from './freezeText.ts';

/**
 * `freeze status` and `freeze check` (exit 0 off or observed, 10 ask, 20 deny or unknown), and `freeze on`, also called `declare`. No word
 * lifts one: that is a gesture of a person in the editor, which no program can make.
 */
export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const [word, ...rest] = args;
  switch (word) {
    case 'status':
    case 'check':
      return check(rest, io);
    case 'on':
    case 'declare':
      return declare(rest, io);
    case 'schema':
      io.write(`${JSON.stringify(freezeJsonSchema(), undefined, 2)}\n`);
      return 0;
    case 'off':
    case 'lift':
      throw new UsageError('a freeze is lifted by a person in the editor, never from the command line: open the folder in VS Code and run “Tagout: Lift the Code Freeze”. One of a file ends when the file says so and somebody has reviewed that');
    default:
      throw new UsageError('say `status`, `check`, `on`, `off` or `schema`');
  }
}

/** What is known about the freezes here, of all acts or of one that is described. Sources whose answers are too old are asked first. */
async function check(args: readonly string[], io: CommandIo): Promise<number> {
  const facts = { env: { type: 'string' }, branch: { type: 'string' }, path: { type: 'string' }, service: { type: 'string' }, action: { type: 'string' }, agent: { type: 'string' } } as const;
  const { json = false, fresh = false, ...named } = optionsOf(args, { ...facts, json: { type: 'boolean' }, fresh: { type: 'boolean' } });
  const directory = realPathOf(io.cwd);
  const look = (): ReturnType<typeof readFreezeBook> => readFreezeBook(io.state, [directory], io.now());
  const before = look();
  const sources = readCompiled(compiledUpperFile(io.state))?.sources ?? [];
  const stale = before.book.sources.some((report) => report.maxStaleMs !== undefined && isStale(report, before.instants));
  if (sources.length > 0 && (fresh || stale)) await askSources(io.state, sources, sourcePorts(io.now(), environmentTokens(io.env)));
  const { book, instants } = look();
  const standing = standingAt(book, instants, factsOf(named));
  io.write(json ? `${JSON.stringify(standing, undefined, 2)}\n` : standingText(standing));
  return standingCode(standing);
}

interface NamedFacts {
  readonly env?: string;
  readonly branch?: string;
  readonly path?: string;
  readonly service?: string;
  readonly action?: string;
  readonly agent?: string;
}

function factsOf({ env, branch, path, service, action, agent }: NamedFacts): ActFacts {
  const actions = action === undefined ? undefined : actionClasses.filter((one) => one === action);
  if (actions?.length === 0) throw new UsageError(`\`--action\` must be one of ${actionClasses.join(', ')}`);
  const matches = globMatcher();
  return {
    ...(env === undefined ? {} : { environments: [env] }), ...(branch === undefined ? {} : { branches: [branch] }), ...(service === undefined ? {} : { services: [service] }), ...(agent === undefined ? {} : { agent }),
    ...(actions === undefined ? {} : { actions }), ...(path === undefined ? {} : { touches: (globs: readonly string[]) => globs.some((glob) => matches(glob, path)) }),
  };
}

function declare(args: readonly string[], io: CommandIo): number {
  const list = { type: 'string', multiple: true } as const;
  const { mode = 'deny', reason, until, inflight, env, branch, path } = optionsOf(args, { mode: { type: 'string' }, inflight: { type: 'string' }, reason: { type: 'string' }, until: { type: 'string' }, env: list, branch: list, path: list });
  if (mode !== 'ask' && mode !== 'deny') throw new UsageError('`--mode` must be ask or deny');
  const way = inflightWays.find((one) => one === inflight);
  if (inflight !== undefined && way === undefined) throw new UsageError('`--inflight` must be finish or stop');
  if (reason === undefined || reason.trim() === '') throw new UsageError('`--reason` must say why');
  if (until !== undefined && !(Date.parse(until) > io.now())) throw new UsageError('`--until` must be a date in the future, such as 2030-01-31T18:00Z');
  const root = workspaceRootOf(io.state, realPathOf(io.cwd), realPathOf(io.home));
  const by = os.userInfo().username;
  const scope: FreezeScope = { ...(env === undefined ? {} : { environments: env }), ...(branch === undefined ? {} : { branches: branch }), ...(path === undefined ? {} : { paths: path }) };
  const freeze: Freeze = {
    id: crypto.randomUUID(), mode, reason: reason.trim(), by, since: new Date(io.now()).toISOString(), ...(until === undefined ? {} : { until: new Date(until).toISOString() }), ...(Object.keys(scope).length === 0 ? {} : { scope }), ...(way === undefined ? {} : { inflight: way }),
  };
  declareFreeze(io.state, root, freeze, io.now());
  openSpool(io.state, root, io.now).append({ workspace: root }, [{ kind: 'freeze', change: 'declared', freeze, by, reason: freeze.reason }], 'durable');
  io.write(`${root} is frozen.\n${freezeLine({ freeze, phase: 'active', from: freeze.since, ...(freeze.until === undefined ? {} : { until: freeze.until }) })}\n`);
  return 0;
}

function optionsOf<Options extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: Options): ReturnType<typeof parseArgs<{ options: Options }>>['values'] {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options are not understood');
  }
}
