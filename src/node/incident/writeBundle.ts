import * as fs from 'node:fs';
import * as path from 'node:path';
import { documentVersion } from '../../core/incident/incidentDocument.ts';
import type { Incident } from '../../core/incident/incident.ts';
import type { IncidentSeed } from '../../core/incident/subject.ts';
import { payloadsIn } from '../../core/trace/payloadMark.ts';
import { ensurePrivateDirectory } from '../durableFile.ts';
import { sha256 } from '../trace/sealedForm.ts';
import { TraceReader } from '../trace/readTrace.ts';
import { sealTrace } from '../trace/traceStore.ts';
import { verifyTrace } from '../trace/verifyTrace.ts';
import { bundleNames, bundleTexts, type Verification } from './bundleFiles.ts';
import { excerptOf, readExcerpt } from './excerpt.ts';
import { incidentRecords } from './incidentRecords.ts';

export interface BundleRequest {
  /** `<workspace state>/trace`. */
  readonly trace: string;
  readonly root: string;
  readonly seed: IncidentSeed;
  /** A directory that does not exist yet, or is empty. */
  readonly out: string;
  readonly by: string;
  /** ISO 8601. */
  readonly now: string;
}

export type BundleResult =
  | { readonly kind: 'written'; readonly incident: Incident; readonly verification: Verification }
  | { readonly kind: 'nothing' | 'taken' }
  /** Another process is sealing and did not end. */
  | { readonly kind: 'unsealed'; readonly events: number };

/**
 * Writes the bundle of an incident: the document, its records as they were sealed, what is left out, and what verifies them.
 * Everything is sealed first, for only what is sealed can be proved. Throws where the disk fails.
 */
export function writeBundle({ trace, root, seed, out, by, now }: BundleRequest): BundleResult {
  if (fs.existsSync(out) && fs.readdirSync(out).length > 0) return { kind: 'taken' };
  sealAll(trace, root);
  const reader = new TraceReader(trace);
  try {
    const found = incidentRecords(reader, root, seed);
    if (found === undefined) return { kind: 'nothing' };
    const { lines, missing } = excerptOf(trace, new Set(found.events.map(({ id }) => id)));
    if (missing > 0) return { kind: 'unsealed', events: missing };
    const read = readExcerpt(lines);
    const texts = read.events.flatMap((event) => payloadsIn(event.body).map((reference) => ({ reference, payload: reader.payload(reference, event) })));
    const kept = new Map(texts.flatMap(({ reference, payload }) => (payload.kind === 'text' ? [[reference.sha256, payload.text]] : [])));
    const counts = { longTexts: kept.size, longTextsGone: new Set(texts.flatMap(({ reference }) => (kept.has(reference.sha256) ? [] : [reference.sha256]))).size };
    const written = bundleTexts(read, seed, found.subject, counts);
    if (written === undefined) return { kind: 'nothing' };
    const files = { [bundleNames.document]: written.document, [bundleNames.records]: `${lines.map((line) => line.toString('utf8')).join('\n')}\n`, [bundleNames.redaction]: written.redaction };
    const whole = verifyTrace(trace);
    const verification: Verification = {
      v: 1, document: documentVersion, incident: written.incident.id, made: now, by, seed, subject: { ...found.subject, also: [...found.subject.also] },
      records: { chain_uid: read.chain, first: read.first, last: read.last, prev_event: read.before, fingerprint: read.fingerprint, events: read.events.length, withheld: read.withheld, erased: read.erased, ...counts, problems: read.problems.map(({ line, problem }) => `line ${line}: ${problem}`) },
      trace: { ok: whole.ok, events: whole.events, segments: whole.segments, erased: whole.erased, retired: whole.retired, problems: whole.problems.map(({ file, line, problem }) => `${path.basename(file)}${line === undefined ? '' : `:${line}`}: ${problem}`) },
      files: { [bundleNames.document]: sha256(files[bundleNames.document]), [bundleNames.records]: sha256(files[bundleNames.records]), [bundleNames.redaction]: sha256(files[bundleNames.redaction]) },
    };
    ensurePrivateDirectory(out);
    const put = (name: string, text: string): void => fs.writeFileSync(path.join(out, name), text, { flag: 'wx', mode: 0o600 });
    for (const [name, text] of Object.entries(files)) put(name, text);
    if (kept.size > 0) ensurePrivateDirectory(path.join(out, bundleNames.payloads));
    for (const [name, text] of kept) put(path.join(bundleNames.payloads, name), text);
    // Last: a bundle that was cut short has none.
    put(bundleNames.verification, `${JSON.stringify(verification, undefined, 2)}\n`);
    return { kind: 'written', incident: written.incident, verification };
  } finally {
    reader.close();
  }
}

/** Somebody else who seals at this moment ends soon. */
const mostTries = 1000;

function sealAll(trace: string, workspace: string): void {
  if (!fs.existsSync(trace)) return;
  for (let tries = 0; tries < mostTries; tries++) {
    const result = sealTrace({ trace, workspace });
    if (result.kind === 'sealed' && !result.more) return;
    if (result.kind === 'busy') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
}
