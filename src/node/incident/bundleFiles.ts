import { incidentDocument } from '../../core/incident/incidentDocument.ts';
import { reconstruct, type Incident } from '../../core/incident/incident.ts';
import { redactionNote } from '../../core/incident/redactionNote.ts';
import type { IncidentSeed, IncidentSubject } from '../../core/incident/subject.ts';
import * as zod from '../zod.ts';
import type { ReadExcerpt } from './excerpt.ts';

/** Names in the directory of a bundle. `payloads` holds long texts by their hash, and is there only if there are any. */
export const bundleNames = { document: 'incident.md', records: 'records.jsonl', redaction: 'redaction.md', verification: 'verification.json', payloads: 'payloads' } as const;

const hash = zod.string().regex(/^[0-9a-f]{64}$/);
const count = zod.number().int().min(0);

/** `verification.json`: what was true of the records and of the whole trace when the bundle was made, and what the files were. */
export const verificationSchema = zod.strictObject({
  v: zod.literal(1),
  /** Version of the document: another one may write the same records differently. */
  document: count,
  incident: zod.string(),
  made: zod.string(),
  by: zod.string(),
  seed: zod.union([zod.strictObject({ kind: zod.literal('act'), id: zod.string() }), zod.strictObject({ kind: zod.literal('file'), path: zod.string() }), zod.strictObject({ kind: zod.literal('time'), at: zod.string() })]),
  subject: zod.strictObject({ root: zod.string(), also: zod.array(zod.string()) }),
  /** The stretch of the chain: numbers of its first and last event, the hash before it and the hash of its last line. */
  records: zod.strictObject({ chain_uid: zod.string(), first: count, last: count, prev_event: hash, fingerprint: hash, events: count, withheld: count, erased: count, longTexts: count, longTextsGone: count, problems: zod.array(zod.string()) }),
  /** The whole trace, as `tagout trace verify` found it on the machine where it lies. */
  trace: zod.strictObject({ ok: zod.boolean(), events: count, segments: count, erased: count, retired: count, problems: zod.array(zod.string()) }),
  files: zod.strictObject({ [bundleNames.document]: hash, [bundleNames.records]: hash, [bundleNames.redaction]: hash }),
});
export type Verification = zod.infer<typeof verificationSchema>;

/** The texts of a bundle that follow from its records. */
export interface BundleTexts {
  readonly incident: Incident;
  readonly document: string;
  readonly redaction: string;
}

/** Writes what follows from records; undefined where they do not hold the acts that are meant. */
export function bundleTexts({ events, withheld, erased }: Pick<ReadExcerpt, 'events' | 'withheld' | 'erased'>, seed: IncidentSeed, subject: IncidentSubject, { longTexts, longTextsGone }: { readonly longTexts: number; readonly longTextsGone: number }): BundleTexts | undefined {
  const incident = reconstruct(events, seed, subject);
  return incident === undefined ? undefined : { incident, document: incidentDocument(incident), redaction: redactionNote(events, { withheld, erased, longTexts, longTextsGone }) };
}
