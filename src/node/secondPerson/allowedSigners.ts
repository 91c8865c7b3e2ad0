import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { below } from '../ancestors.ts';
import { readSmallFile } from '../durableFile.ts';
import { managedDirectory } from '../policy/policyPlace.ts';

const limitBytes = 1024 * 1024;

/** One key that may answer, as a line of OpenSSH's `allowed_signers` says. */
export interface Signer {
  readonly principals: readonly string[];
  /** `SHA256:…`, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  /** A key that somebody has to touch. */
  readonly hardware: boolean;
}

/** Who may answer for whom. */
export interface SignerPolicy {
  /** Text of `allowed_signers` (see `ssh-keygen`, ALLOWED SIGNERS). */
  readonly allowed: string;
  /** File of `revoked_keys` (a list of keys, or a revocation list of `ssh-keygen -k`); absent = none. */
  readonly revokedFile?: string;
  readonly signers: readonly Signer[];
}

/**
 * The keys that count: those of the organisation where it keeps an `allowed_signers`, else the user's own below the state
 * directory. No setting names these files, and no agent may write them. Throws in plain words where they cannot be read.
 */
export function readSignerPolicy(state: string, platform: NodeJS.Platform): SignerPolicy | undefined {
  for (const directory of [managedDirectory(platform), state]) {
    const read = readSmallFile(below(directory, 'allowed_signers'), limitBytes);
    if (read.kind === 'absent') continue;
    if (read.kind === 'unreadable') throw new Error(`${below(directory, 'allowed_signers')} cannot be read (${read.why})`);
    const revoked = below(directory, 'revoked_keys');
    return { allowed: read.text, signers: signersIn(read.text), ...(fs.existsSync(revoked) ? { revokedFile: revoked } : {}) };
  }
  return undefined;
}

/** Keys of an `allowed_signers` text; comments, certificate authorities and lines that are none are left out. */
export function signersIn(text: string): readonly Signer[] {
  return text.split('\n').flatMap((line): readonly Signer[] => {
    const words = line.trim().split(/\s+/);
    const type = words.findIndex((word) => keyType.test(word));
    const [principals, blob] = [words[0], words[type + 1]];
    if (type < 1 || line.trim().startsWith('#') || principals === undefined || blob === undefined || words.slice(1, type).some((option) => /cert-authority/i.test(option))) return [];
    return [{ principals: principals.replace(/"/g, '').split(','), fingerprint: fingerprintOf(Buffer.from(blob, 'base64')), hardware: (words[type] ?? '').startsWith('sk-') }];
  });
}

/**
 * Fingerprints of the keys that lie in a user's `.ssh`, whose owner is whoever sits here. A private key that has no public
 * one beside it is told by its own text, where it is of OpenSSH's format.
 */
export function ownFingerprints(home: string): ReadonlySet<string> {
  const directory = path.join(home, '.ssh');
  const names = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  return new Set(names.flatMap((name): readonly string[] => {
    const read = readSmallFile(path.join(directory, name), 64 * 1024);
    if (read.kind !== 'text') return [];
    const blob = name.endsWith('.pub') ? read.text.trim().split(/\s+/)[1] : publicPartOf(read.text);
    return blob === undefined ? [] : [fingerprintOf(Buffer.from(blob, 'base64'))];
  }));
}

const keyType = /^(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+$/;

/** `SHA256:…` of a key's binary form, as `ssh-keygen -l` prints it. */
export const fingerprintOf = (key: Buffer): string => `SHA256:${crypto.createHash('sha256').update(key).digest('base64').replaceAll('=', '')}`;

/** The public key within `openssh-key-v1`: after the names of cipher and key derivation, its options and the number of keys. */
function publicPartOf(text: string): string | undefined {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]+?)-----END/.exec(text)?.[1];
  if (body === undefined) return undefined;
  const data = Buffer.from(body, 'base64');
  try {
    let at = 'openssh-key-v1\0'.length;
    for (let skipped = 0; skipped < 3; skipped++) at += 4 + data.readUInt32BE(at);
    at += 4;
    const length = data.readUInt32BE(at);
    return data.subarray(at + 4, at + 4 + length).toString('base64');
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
