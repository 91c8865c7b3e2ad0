import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { withPayloads } from '../core/trace/payloadMark.ts';
import { reduceTrace } from '../core/trace/reduce.ts';
import { eraseSession } from '../node/trace/eraseTrace.ts';
import { TraceReader } from '../node/trace/readTrace.ts';
import { workspaceStateDirectory } from '../node/stateDirectory.ts';
import { sealTrace } from '../node/trace/traceStore.ts';
import { verifyTrace } from '../node/trace/verifyTrace.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
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
tagout trace export --session ID                        all that is recorded of a session, one JSON line an event, secrets taken out
tagout trace erase --session ID --reason WORDS          takes a session out of the trace for good; the record says who did and why
All take --workspace DIR; without it the workspace of the current directory is meant.
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
  switch (request.command) {
    case 'verify':
      return verify(trace, request, io);
    case 'show':
      seal(trace, root, io);
      return show(trace, request, io);
    case 'export':
      return exportSession(trace, request, io);
    case 'erase':
      return erase(trace, root, request, io);
  }
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

const commandNames = ['show', 'verify', 'export', 'erase'] as const;

interface Request {
  readonly command: (typeof commandNames)[number];
  readonly reason: string | undefined;
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

/** Every event as it was recorded, long texts put back where they are still there. */
function exportSession(trace: string, { session = '' }: Request, io: TraceIo): number {
  const reader = new TraceReader(trace);
  try {
    const events = reader.read({ sessions: Number.MAX_SAFE_INTEGER, session, newest: Number.MAX_SAFE_INTEGER }).events.filter((event) => event.session === session);
    for (const event of events) io.write(`${JSON.stringify(withPayloads(event, (reference) => reader.payload(reference, event)))}\n`);
    if (events.length === 0) io.fail(`Nothing is recorded of session ${session}.\n`);
    return events.length === 0 ? 1 : 0;
  } finally {
    reader.close();
  }
}

function erase(trace: string, workspace: string, { session = '', reason = '' }: Request, io: TraceIo): number {
  const result = eraseSession({ trace, workspace }, { session, by: os.userInfo().username, why: reason });
  if (result.kind === 'busy') {
    io.fail('Another process is writing to the trace at this moment. Nothing was erased: try again.\n');
    return 1;
  }
  const kept = result.kept === 0 ? '' : ` ${result.kept} events were sealed by an older version; they go when their time is over.`;
  io.write(`${result.events} events and ${result.payloads} long texts of session ${session} are erased.${kept}\n`);
  return result.events === 0 && result.payloads === 0 ? 1 : 0;
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
  const taken = [...(report.erased === 0 ? [] : [`${report.erased} of them erased`]), ...(report.retired === 0 ? [] : [`${report.retired} older segments removed`])];
  io.write(report.ok ? `The trace is whole: ${report.events} events in ${report.segments} segments${taken.length === 0 ? '' : ` (${taken.join('; ')}, as the trace itself says)`}.\n` : `The trace was changed or damaged: ${report.problems.length} problems in ${report.segments} segments.\n`);
  return report.ok ? 0 : 1;
}

function parseArguments(args: readonly string[], cwd: string): Request | string {
  const [command, ...rest] = args;
  const known = commandNames.find((name) => name === command);
  if (known === undefined) return command === undefined ? 'say what to do with the trace' : `\`${command}\` is not known`;
  let [last, session, json, workspace, reason]: [number, string | undefined, boolean, string, string | undefined] = [10, undefined, false, cwd, undefined];
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? '';
    if (word === '--json') {
      json = true;
      continue;
    }
    const value = rest[index + 1];
    index += 1;
    if (value === undefined || (known === 'verify' && word !== '--workspace')) return `\`${word}\` is not understood`;
    if (word === '--last' && /^[1-9]\d{0,5}$/.test(value)) last = Number(value);
    else if (word === '--session') session = value;
    else if (word === '--reason' && known === 'erase') reason = value;
    else if (word === '--workspace') workspace = path.resolve(cwd, value);
    else return `\`${word} ${value}\` is not understood`;
  }
  if ((known === 'export' || known === 'erase') && session === undefined) return `\`${known}\` needs --session`;
  if (known === 'erase' && reason === undefined) return '`erase` needs --reason: the trace keeps it';
  return { command: known, last, session, json, workspace, reason };
}
