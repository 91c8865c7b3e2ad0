import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { reduceTrace } from '../core/trace/reduce.ts';
import { TraceReader } from '../node/readTrace.ts';
import { workspaceStateDirectory } from '../node/stateDirectory.ts';
import { sealTrace } from '../node/traceStore.ts';
import { verifyTrace } from '../node/verifyTrace.ts';
import { workspaceRootOf } from '../node/workspaceRegistry.ts';
import { renderTrace } from './traceText.ts';

/** What a command may see of the outside. */
export interface TraceIo {
  readonly state: string;
  readonly cwd: string;
  readonly write: (text: string) => void;
  readonly fail: (text: string) => void;
}

const usage = `tagout trace show [--last N] [--session ID] [--json]   what agents proposed, what was decided, what came of it
tagout trace verify [--json]                            checks that nothing in the sealed trace was changed
Both take --workspace DIR; without it the workspace of the current directory is meant.
`;

/** `tagout trace …`. Returns the exit code: 0 good, 1 the trace is not what was sealed, 2 wrong usage. */
export function run(args: readonly string[], io: TraceIo): number {
  const request = parseArguments(args, io.cwd);
  if (typeof request === 'string') {
    io.fail(`${request}\n${usage}`);
    return 2;
  }
  const root = workspaceRootOf(io.state, request.workspace, os.homedir());
  const trace = path.join(workspaceStateDirectory(io.state, root), 'trace');
  if (request.command === 'verify') return verify(trace, request, io);
  seal(trace, root, io);
  return show(trace, request, io);
}

/** Where no editor is open, nobody else seals. A failure is told and costs nothing: unsealed events are shown as well. */
function seal(trace: string, workspace: string, io: TraceIo): void {
  if (!fs.existsSync(trace)) return;
  try {
    for (let result = sealTrace({ trace, workspace }); result.kind === 'sealed' && result.more; result = sealTrace({ trace, workspace }));
  } catch (error) {
    io.fail(`The trace could not be sealed: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

interface Request {
  readonly command: 'show' | 'verify';
  readonly last: number;
  readonly session: string | undefined;
  readonly json: boolean;
  readonly workspace: string;
}

function show(trace: string, { last, session, json }: Request, io: TraceIo): number {
  const reader = new TraceReader(trace);
  try {
    const { events, unreadable, more } = reader.read({ sessions: last, ...(session === undefined ? {} : { session }) });
    const tree = reduceTrace(events);
    if (json) {
      io.write(`${JSON.stringify({ ...tree, unreadable, more }, undefined, 2)}\n`);
      return 0;
    }
    io.write(renderTrace(tree));
    if (more) io.write(`\nOlder sessions: tagout trace show --last ${last * 2}\n`);
    if (unreadable > 0) io.fail(`${unreadable} lines are not readable by this version. Check: tagout trace verify\n`);
    return 0;
  } finally {
    reader.close();
  }
}

function verify(trace: string, { json }: Request, io: TraceIo): number {
  const report = verifyTrace(trace);
  if (json) {
    io.write(`${JSON.stringify(report, undefined, 2)}\n`);
    return report.ok ? 0 : 1;
  }
  const place = ({ file, line, byte }: { readonly file: string; readonly line?: number; readonly byte?: number }): string => `${file}${line === undefined ? '' : `:${line}`}${byte === undefined ? '' : ` (byte ${byte})`}`;
  for (const problem of report.problems) io.write(`${place(problem)}: ${problem.problem}\n`);
  if (report.torn !== undefined) io.write(`${place(report.torn)}: ${report.torn.problem}; nothing that was sealed is lost\n`);
  io.write(report.ok ? `The trace is whole: ${report.events} events in ${report.segments} segments.\n` : `The trace was changed or damaged: ${report.problems.length} problems in ${report.segments} segments.\n`);
  return report.ok ? 0 : 1;
}

function parseArguments(args: readonly string[], cwd: string): Request | string {
  const [command, ...rest] = args;
  if (command !== 'show' && command !== 'verify') return command === undefined ? 'say what to do with the trace' : `\`${command}\` is not known`;
  let [last, session, json, workspace]: [number, string | undefined, boolean, string] = [10, undefined, false, cwd];
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? '';
    if (word === '--json') {
      json = true;
      continue;
    }
    const value = rest[index + 1];
    index += 1;
    if (value === undefined || (command === 'verify' && word !== '--workspace')) return `\`${word}\` is not understood`;
    if (word === '--last' && /^[1-9]\d{0,5}$/.test(value)) last = Number(value);
    else if (word === '--session') session = value;
    else if (word === '--workspace') workspace = path.resolve(cwd, value);
    else return `\`${word} ${value}\` is not understood`;
  }
  return { command, last, session, json, workspace };
}
