import * as os from 'node:os';
import * as path from 'node:path';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import { realDisk } from '../node/disk.ts';
import { isBundle, verifyBundle, type BundleReport } from '../node/incident/verifyBundle.ts';
import { workspaceStateDirectory } from '../node/stateDirectory.ts';
import { sealedHashes } from '../node/trace/checkAnchors.ts';
import { readHead } from '../node/trace/traceHead.ts';
import type { TraceIo } from './trace.ts';

/** The bundle that `tagout trace verify DIRECTORY` is about; undefined where it is about the trace of a workspace. */
export function bundleIn([command, directory]: readonly string[], cwd: string): string | undefined {
  if (command !== 'verify' || directory === undefined || directory.startsWith('-')) return undefined;
  return path.resolve(cwd, directory);
}

/** Checks the bundle of an incident, with `--workspace` also against the trace of that workspace here. 0 it is what was written, 1 it was changed, 2 it is none. */
export function verifyHanded(directory: string, args: readonly string[], io: TraceIo): number {
  if (!isBundle(directory)) {
    io.fail(`${directory} is no bundle of an incident: it holds no records.jsonl\n`);
    return 2;
  }
  const report = verifyBundle(directory);
  if (args.includes('--json')) io.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else io.write(reportText(report));
  const workspace = args.includes('--workspace') ? args[args.indexOf('--workspace') + 1] : undefined;
  const held = workspace === undefined || report.records === undefined || heldByTrace(report.records, path.resolve(io.cwd, workspace), io);
  return report.ok && held ? 0 : 1;
}

/** Whether the trace of a workspace on this machine holds the last event of the bundle, and so all before it. */
function heldByTrace({ chain, last, fingerprint }: NonNullable<BundleReport['records']>, workspace: string, io: TraceIo): boolean {
  const trace = path.join(workspaceStateDirectory(io.state, workspaceRootOf(io.state, workspace, os.homedir())), 'trace');
  const held = readHead(realDisk, trace)?.chain === chain && sealedHashes(trace, new Set([last])).hashes.get(last) === fingerprint;
  io.fail(held ? `The trace of ${workspace} holds this event ${last}: the bundle was taken from it.\n` : `The trace of ${workspace} does not hold this event ${last}: the bundle is from elsewhere, or was made up, or the trace was replaced.\n`);
  return held;
}

function reportText({ ok, problems, verification, records, documentCompared }: BundleReport): string {
  if (!ok || verification === undefined || records === undefined) return `${problems.map(({ file, line, problem }) => `${file}${line === undefined ? '' : `:${line}`}: ${problem}\n`).join('')}The bundle was changed or damaged: ${problems.length} problems.\n`;
  const { events, withheld, erased, chain, first, last, fingerprint } = records;
  return [
    `The bundle is whole: ${events} records${withheld === 0 ? '' : `, ${withheld} of others withheld`}${erased === 0 ? '' : `, ${erased} erased`}, events ${first} to ${last} of chain ${chain}.`,
    documentCompared ? 'incident.md says what the records say: written anew from them, it is the same.' : 'incident.md was written by another version: it was not changed since, but not written anew to compare.',
    verification.trace.ok ? `The whole trace was whole as well when ${verification.by} made this at ${verification.made}.` : `The trace that it was taken from had ${verification.trace.problems.length} problems when this was made: see verification.json.`,
    'Who made all of it up, records and hashes, cannot be told from here. On the machine that it came from, or in an anchor,', `event ${last} must have the fingerprint ${fingerprint}`, '',
  ].join('\n');
}
