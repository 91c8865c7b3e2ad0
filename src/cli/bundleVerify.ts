import * as path from 'node:path';
import { isBundle, verifyBundle, type BundleReport } from '../node/incident/verifyBundle.ts';
import type { TraceIo } from './trace.ts';

/** The bundle that `tagout trace verify DIRECTORY` is about; undefined where it is about the trace of a workspace. */
export function bundleIn([command, directory]: readonly string[], cwd: string): string | undefined {
  if (command !== 'verify' || directory === undefined || directory.startsWith('-')) return undefined;
  return path.resolve(cwd, directory);
}

/** Checks the bundle of an incident. 0 it is what was written, 1 it was changed, 2 it is none. */
export function verifyHanded(directory: string, json: boolean, io: TraceIo): number {
  if (!isBundle(directory)) {
    io.fail(`${directory} is no bundle of an incident: it holds no records.jsonl\n`);
    return 2;
  }
  const report = verifyBundle(directory);
  if (json) io.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else io.write(reportText(report));
  return report.ok ? 0 : 1;
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
