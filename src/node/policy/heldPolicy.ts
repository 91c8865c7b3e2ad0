import * as crypto from 'node:crypto';
import { readSmallFile, replaceFile } from '../durableFile.ts';
import { heldFile, type PolicyPlace } from './policyPlace.ts';

const limitBytes = 8 * 1024 * 1024;
/** Versions that a person accepted and may switch between (branches); the oldest are forgotten. */
const keptDigests = 50;

/**
 * What is held of a workspace's policy: the version in force until a change was reviewed, and the last readable text of the
 * other layers. Outside the repository, so that neither the work tree nor a rewritten branch loosens anything.
 */
export interface HeldPolicy {
  /** Text of the version in force; absent = there never was one. */
  readonly text?: string;
  /** Whether the person accepted that version: only then it may loosen. */
  readonly accepted: boolean;
  /** The editor does not trust the workspace: no version of its policy loosens, whatever was accepted. */
  readonly untrusted?: true;
  /** Digests of all versions that the person accepted, newest last. */
  readonly acceptedDigests: readonly string[];
  /** Last texts of the organisation's and the user's file that could be read. */
  readonly good: { readonly organisation?: string; readonly user?: string };
}

export const nothingHeld: HeldPolicy = { accepted: false, acceptedDigests: [], good: {} };

/** Digest of a policy's text, as the person accepts it. */
export const policyDigest = (text: string): string => `sha256:${crypto.createHash('sha256').update(text).digest('hex')}`;

/** Reads what is held; `undefined` where it is damaged: then nothing is known to be accepted, and something tighter may be lost. */
export function readHeld(place: PolicyPlace): HeldPolicy | undefined {
  const read = readSmallFile(heldFile(place), limitBytes);
  if (read.kind === 'absent') return nothingHeld;
  if (read.kind === 'unreadable') return undefined;
  try {
    const value: unknown = JSON.parse(read.text);
    return isHeld(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Stores it atomically, 0600. Throws when the disk refuses. */
export const writeHeld = (place: PolicyPlace, held: HeldPolicy): void => replaceFile(heldFile(place), `${JSON.stringify({ v: 1, ...held })}\n`);

/**
 * The person has reviewed a version (undefined = that the file is gone) and it alone counts from now.
 * SECURITY: for the extension host alone, after a gesture. No command line and no message of the channel leads here.
 */
export function acceptPolicy(place: PolicyPlace, text: string | undefined): HeldPolicy {
  const { good, acceptedDigests, untrusted } = readHeld(place) ?? nothingHeld;
  const digests = text === undefined ? acceptedDigests : [...acceptedDigests.filter((digest) => digest !== policyDigest(text)), policyDigest(text)].slice(-keptDigests);
  const held: HeldPolicy = { ...(text === undefined ? {} : { text }), accepted: text !== undefined, acceptedDigests: digests, good, ...(untrusted === undefined ? {} : { untrusted }) };
  writeHeld(place, held);
  return held;
}

/** What the editor remembers of a file of a workspace, besides what is held of it. */
export interface KnownVersions {
  /** Digests that the person accepted. */
  readonly accepted: readonly string[];
  /** Digest of the version that counted when it last looked; absent = there was none. */
  readonly inForce?: string;
}

/** `known`: nothing but what the editor remembers. `taken-back`: it was said to be accepted. `replaced`: the version that counted is lost. */
export type KeptAcceptances = 'known' | 'taken-back' | 'replaced';

/**
 * Holds what is held against what the editor remembers. Acceptances that it does not know are taken back: a version among them only
 * tightens from now. Where another version took the place of the one that counted, and nobody accepted it, nothing is known of what
 * counts until a review: it is marked as damaged. Throws when the disk refuses.
 */
export function keepAcceptances(place: PolicyPlace, known: KnownVersions): KeptAcceptances {
  const held = readHeld(place);
  if (held === undefined) return 'known';
  const { text } = held;
  const digest = text === undefined ? undefined : policyDigest(text);
  const isAccepted = digest !== undefined && known.accepted.includes(digest);
  if (known.inForce !== undefined && digest !== known.inForce && !isAccepted) {
    replaceFile(heldFile(place), '{"v":1,"replaced":true}\n');
    return 'replaced';
  }
  const accepted = held.accepted && isAccepted;
  const acceptedDigests = held.acceptedDigests.filter((one) => known.accepted.includes(one));
  if (acceptedDigests.length === held.acceptedDigests.length && accepted === held.accepted) return 'known';
  writeHeld(place, { ...held, accepted, acceptedDigests });
  return 'taken-back';
}

/** Notes whether the editor trusts the workspace. SECURITY: for the extension host alone, which hears it from the editor. */
export function noteWorkspaceTrust(place: PolicyPlace, trusted: boolean): void {
  const held = readHeld(place);
  if (held === undefined || trusted === (held.untrusted === undefined)) return;
  const { untrusted, ...others } = held;
  writeHeld(place, untrusted === undefined ? { ...others, untrusted: true } : others);
}

/** What is held once a text was read: the first version counts at once, and so does one that was accepted before; every other one waits for the person. */
export function heldAfter(before: HeldPolicy, text: string): HeldPolicy {
  if (before.text === text) return before;
  const known = before.acceptedDigests.includes(policyDigest(text));
  return before.text === undefined || known ? { ...before, text, accepted: known } : before;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isOptionalText = (value: unknown): boolean => value === undefined || typeof value === 'string';

function isHeld(value: unknown): value is HeldPolicy {
  return isRecord(value) && value['v'] === 1 && isOptionalText(value['text']) && typeof value['accepted'] === 'boolean' && (value['untrusted'] === undefined || value['untrusted'] === true) && Array.isArray(value['acceptedDigests'])
    && value['acceptedDigests'].every((digest) => typeof digest === 'string') && isRecord(value['good']) && isOptionalText(value['good']['organisation']) && isOptionalText(value['good']['user']);
}
