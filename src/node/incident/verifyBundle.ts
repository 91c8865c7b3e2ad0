import * as fs from 'node:fs';
import * as path from 'node:path';
import { documentVersion } from '../../core/incident/incidentDocument.ts';
import { payloadsIn } from '../../core/trace/payloadMark.ts';
import { readSmallFile } from '../durableFile.ts';
import { sha256 } from '../trace/sealedForm.ts';
import { bundleNames, bundleTexts, verificationSchema, type Verification } from './bundleFiles.ts';
import { readExcerpt, type ReadExcerpt } from './excerpt.ts';

/** Larger bundles are refused: they come from somebody else. */
const limitBytes = 512 * 1024 * 1024;
const smallBytes = 16 * 1024 * 1024;

/** What is wrong with a bundle, and where. */
export interface BundleProblem {
  readonly file: string;
  readonly line?: number;
  readonly problem: string;
}

export interface BundleReport {
  readonly ok: boolean;
  readonly problems: readonly BundleProblem[];
  /** What the bundle says of itself; absent where that cannot be read. */
  readonly verification?: Verification;
  /** What its records are. */
  readonly records?: Pick<ReadExcerpt, 'chain' | 'first' | 'last' | 'fingerprint' | 'withheld' | 'erased'> & { readonly events: number };
  /** False where another version wrote the document: its hash fits, but whether the records say the same was not looked at. */
  readonly documentCompared: boolean;
}

/** Whether a directory is meant to be a bundle. */
export const isBundle = (directory: string): boolean => fs.existsSync(path.join(directory, bundleNames.records)) || fs.existsSync(path.join(directory, bundleNames.verification));

/**
 * Checks a bundle that somebody handed on, with nothing but the bundle: each record and its place in the chain, the files
 * against their hashes, long texts against theirs, and the document against what these records give when it is written
 * anew. What it cannot see: a bundle that was made up as a whole, which only the machine that it came from, or an anchor,
 * can tell by the fingerprint. Never throws for what is in the files; throws where the disk fails.
 */
export function verifyBundle(directory: string): BundleReport {
  const problems: BundleProblem[] = [];
  const wrong = (file: string, problem: string, line?: number): unknown => problems.push({ file, problem, ...(line === undefined ? {} : { line }) });
  const text = (file: string, limit: number): string => {
    const read = readSmallFile(path.join(directory, file), limit);
    if (read.kind !== 'text') wrong(file, read.kind === 'absent' ? 'it is missing' : `it cannot be read: ${read.why}`);
    return read.kind === 'text' ? read.text : '';
  };
  const verification = verificationIn(text(bundleNames.verification, smallBytes));
  const records = text(bundleNames.records, limitBytes);
  const files = { [bundleNames.document]: text(bundleNames.document, smallBytes), [bundleNames.records]: records, [bundleNames.redaction]: text(bundleNames.redaction, smallBytes) };
  const lines = records.split('\n');
  if (lines.pop() !== '') wrong(bundleNames.records, 'the last line is cut', lines.length + 1);
  const read = readExcerpt(lines.map((line) => Buffer.from(line)));
  for (const { line, problem } of read.problems) wrong(bundleNames.records, problem, line);
  if (verification === undefined) wrong(bundleNames.verification, 'it is not what a bundle says of itself');
  else {
    for (const problem of differences(verification, read)) wrong(bundleNames.records, problem);
    for (const [name, content] of Object.entries(files)) if (sha256(content) !== Object.entries(verification.files).find(([file]) => file === name)?.[1]) wrong(name, 'it is not the file that was written');
    for (const name of payloadProblems(directory, read, verification.records.longTexts)) wrong(bundleNames.payloads, name);
    const texts = verification.document === documentVersion ? bundleTexts(read, verification.seed, verification.subject, verification.records) : undefined;
    if (verification.document === documentVersion && texts === undefined) wrong(bundleNames.records, 'they do not hold the act that the bundle is about');
    if (texts !== undefined && texts.document !== files[bundleNames.document]) wrong(bundleNames.document, 'it does not say what the records say');
    if (texts !== undefined && texts.redaction !== files[bundleNames.redaction]) wrong(bundleNames.redaction, 'it does not say what the records say');
  }
  const { events, chain, first, last, fingerprint, withheld, erased } = read;
  return { ok: problems.length === 0, problems, ...(verification === undefined ? {} : { verification }), records: { chain, first, last, fingerprint, withheld, erased, events: events.length }, documentCompared: verification?.document === documentVersion };
}

function verificationIn(text: string): Verification | undefined {
  try {
    const read = verificationSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Where the records are not the stretch of the chain that the bundle was made of. */
function differences({ records }: Verification, read: ReadExcerpt): readonly string[] {
  const pairs: readonly (readonly [string, string | number, string | number])[] = [
    ['chain', records.chain_uid, read.chain], ['first event', records.first, read.first], ['last event', records.last, read.last], ['hash before them', records.prev_event, read.before], ['fingerprint of the last', records.fingerprint, read.fingerprint],
    ['number of events', records.events, read.events.length], ['number of withheld events', records.withheld, read.withheld], ['number of erased events', records.erased, read.erased],
  ];
  return pairs.flatMap(([what, was, is]) => (was === is ? [] : [`the ${what} was ${was} and is ${is}`]));
}

function payloadProblems(directory: string, { events }: ReadExcerpt, expected: number): readonly string[] {
  const folder = path.join(directory, bundleNames.payloads);
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const wanted = new Set(payloadsIn(events).map(({ sha256: name }) => name));
  const changed = names.flatMap((name) => {
    if (!wanted.has(name)) return [`no record refers to ${name}`];
    const read = readSmallFile(path.join(folder, name), smallBytes);
    return read.kind === 'text' && sha256(read.text) === name ? [] : [`${name} is not the text that was recorded`];
  });
  return names.length === expected ? changed : [...changed, `there were ${expected} long texts and are ${names.length}`];
}
