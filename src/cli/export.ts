import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { captureLevels, type CaptureLevel } from '../core/trace/capture/level.ts';
import { checkedEndpoint, defaultSpoolMegabytes } from '../node/export/destination.ts';
import { bearer } from '../node/export/sendOtlp.ts';
import { exportReports, exportText } from '../node/export/exportReport.ts';
import { TraceExport } from '../node/export/traceExport.ts';
import { realDisk } from '../node/disk.ts';
import { versionOf } from '../node/install/packageVersion.ts';
import { realPathOf } from '../node/liveWorld.ts';
import { workspaceStateDirectory } from '../node/stateDirectory.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import { sealTrace } from '../node/trace/traceStore.ts';
import { UsageError, type CommandIo } from './commandIo.ts';
import { exportFormats, writeFormat, type ExportFormat } from './exportFile.ts';

interface Request {
  readonly root: string;
  readonly workspaceState: string;
  readonly content: CaptureLevel;
  readonly since?: string;
  readonly until?: string;
}

/** `export`: sends the trace of a workspace to a receiver once, or writes it as a file. Exit 0 all of it, 1 something stayed behind. */
export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { to, format, out, content = 'none', since, until, workspace, 'token-env': tokenVariable, status = false } = optionsOf(args);
  const level = captureLevels.find((one) => one === content);
  if (level === undefined) throw new UsageError(`\`--content\` must be one of ${captureLevels.join(', ')}`);
  const root = workspaceRootOf(io.state, realPathOf(path.resolve(io.cwd, workspace ?? '.')), realPathOf(io.home));
  const request: Request = { root, workspaceState: workspaceStateDirectory(io.state, root), content: level, ...dateOf('since', since), ...dateOf('until', until) };
  if (status) {
    const text = exportText(exportReports(realDisk, request.workspaceState));
    io.write(text === '' ? 'Nothing of this workspace was ever exported.\n' : text);
    return 0;
  }
  if ((to === undefined) === (format === undefined)) throw new UsageError('say `--to URL` or `--format NAME`');
  seal(request, io);
  if (to !== undefined) {
    if (out !== undefined || until !== undefined) throw new UsageError('`--out` and `--until` belong to `--format`');
    return send(to, request, tokenVariable, io);
  }
  const named = exportFormats.find((one) => one === format);
  if (named === undefined) throw new UsageError(`\`--format\` must be one of ${exportFormats.join(', ')}`);
  return write(named, request, out, io);
}

function optionsOf(args: readonly string[]): { to?: string; format?: string; out?: string; content?: string; since?: string; until?: string; workspace?: string; 'token-env'?: string; status?: boolean } {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { to: text, format: text, out: text, content: text, since: text, until: text, workspace: text, 'token-env': text, status: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options are not understood');
  }
}

function dateOf<Name extends 'since' | 'until'>(name: Name, value: string | undefined): { readonly [Key in Name]?: string } {
  if (value === undefined) return {};
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) throw new UsageError(`\`--${name}\` must be a date such as 2030-01-31 or 2030-01-31T18:00Z`);
  const named: { [Key in 'since' | 'until']?: string } = {};
  named[name] = new Date(ms).toISOString();
  return named;
}

/** Where no editor is open, nobody else seals. */
function seal({ workspaceState, root }: Request, io: CommandIo): void {
  const trace = path.join(workspaceState, 'trace');
  if (!fs.existsSync(trace)) return;
  for (let result = sealTrace({ trace, workspace: root }); result.kind !== 'sealed' || result.more; result = sealTrace({ trace, workspace: root })) {
    if (result.kind === 'busy') {
      io.complain('Another process is writing to the trace at this moment: what it has not sealed yet is not exported.\n');
      return;
    }
  }
}

async function send(to: string, { workspaceState, content, since }: Request, tokenVariable: string | undefined, io: CommandIo): Promise<number> {
  const checked = checkedEndpoint(to);
  if (!checked.ok) throw new UsageError(checked.why);
  const token = tokenVariable === undefined ? undefined : io.env[tokenVariable];
  if (tokenVariable !== undefined && (token === undefined || token === '')) throw new UsageError(`the variable ${tokenVariable} is not set`);
  const sending = new TraceExport({
    workspaceState, destination: { endpoint: checked.endpoint, content, spoolBytes: defaultSpoolMegabytes * 1024 * 1024, from: 'command line' }, headers: () => Promise.resolve(bearer(token)),
    version: versionOf(io.bundle), begin: 'start', ...(since === undefined ? {} : { since }), report: (words) => io.complain(`${words}\n`),
  });
  const cycle = await sending.cycle('all');
  if (cycle.kind === 'busy') {
    io.complain('An editor window sends this trace to that receiver at this moment. Nothing was done: it will send it.\n');
    return 1;
  }
  io.write(exportText(exportReports(realDisk, workspaceState).filter(({ endpoint }) => endpoint === checked.endpoint)));
  if (cycle.waiting > 0) io.complain('What waits is sent by the next `tagout export --to` this address, or by an editor that is set to it.\n');
  return cycle.waiting > 0 || cycle.trouble !== undefined ? 1 : 0;
}

function write(format: ExportFormat, { root, workspaceState, content, since, until }: Request, out: string | undefined, io: CommandIo): number {
  const options = { trace: path.join(workspaceState, 'trace'), workspace: root, content, version: versionOf(io.bundle), ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
  if (out === undefined) {
    writeFormat(format, options, io.write);
    return 0;
  }
  const file = path.resolve(io.cwd, out);
  const descriptor = fs.openSync(file, 'wx', 0o600);
  let records = 0;
  try {
    records = writeFormat(format, options, (text) => fs.writeFileSync(descriptor, text));
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
  io.complain(`${records} records (content: ${content}) in ${file}\n`);
  return 0;
}
