// jose: checks the signature of a JSON Web Token over WebCrypto; a signature scheme is nothing to write again. It is loaded by
// the editor and the command line alone: the hook reads what was verified before.
import * as crypto from 'node:crypto';
import * as zlib from 'node:zlib';
import { compactVerify, decodeProtectedHeader, importSPKI } from 'jose';
import { isRevision } from '../../../core/policy/bundleRevision.ts';
import { below, listOf, textOf } from '../../../core/resolve/tasks/fields.ts';
import { canonicalJson } from '../../../core/trace/canonicalJson.ts';
import { policyFileName } from '../policyPlace.ts';
import type { BundleSource } from '../policySchema.ts';
import { readTar, type TarFile } from './readTar.ts';

/** Largest archive, packed and unpacked. */
export const bundleLimits = { packed: 2 * 1024 * 1024, unpacked: 16 * 1024 * 1024 } as const;

export interface VerifiedBundle {
  readonly revision: string;
  /** Text of its `policy.yaml`. */
  readonly policy: string;
}

const signaturesName = '.signatures.json';
const manifestName = '.manifest';
const hashes: Readonly<Record<string, string>> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

interface SignedFile {
  readonly name: string;
  readonly hash: string;
  /** As Node names it. */
  readonly algorithm: string;
}

/**
 * Verifies a signed bundle as Open Policy Agent makes it (`opa sign`): a gzipped tar with `.manifest` (its `revision`),
 * `.signatures.json` (one token over the hashes of exactly its files) and our `policy.yaml`. Rejects in plain words.
 */
export async function verifyBundle(packed: Buffer, source: Pick<BundleSource, 'keys' | 'scope'>): Promise<VerifiedBundle> {
  if (packed.length > bundleLimits.packed) throw new Error('the bundle is too large');
  const files = readTar(unpacked(packed));
  const file = (name: string): TarFile => {
    const found = files.find((one) => one.name === name);
    if (found === undefined) throw new Error(`the bundle has no \`${name}\``);
    return found;
  };
  const [token, ...others] = listOf(below(jsonIn(file(signaturesName)), 'signatures'));
  if (typeof token !== 'string' || others.length > 0) throw new Error('the bundle must hold one signature');
  const payload = jsonIn({ name: signaturesName, data: await payloadOf(token, source.keys) });
  if (below(payload, 'scope') !== source.scope) throw new Error('the bundle is signed for another scope');
  checkFiles(files.filter(({ name }) => name !== signaturesName), listOf(below(payload, 'files')).map(signedFile));
  const revision = textOf(below(jsonIn(file(manifestName)), 'revision'));
  if (revision === undefined || !isRevision(revision)) throw new Error('the revision of the bundle must begin with a number');
  return { revision, policy: utf8In(file(policyFileName)) };
}

function signedFile(entry: unknown): SignedFile {
  const [name, hash, algorithm] = [below(entry, 'name'), below(entry, 'hash'), below(entry, 'algorithm')].map(textOf);
  const known = algorithm === undefined || !Object.hasOwn(hashes, algorithm) ? undefined : hashes[algorithm];
  if (name === undefined || hash === undefined || known === undefined) throw new Error('the signature of the bundle names a file without a hash that counts (SHA-256, SHA-384, SHA-512)');
  return { name, hash: hash.toLowerCase(), algorithm: known };
}

function unpacked(packed: Buffer): Buffer {
  try {
    return zlib.gunzipSync(packed, { maxOutputLength: bundleLimits.unpacked });
  } catch (error) {
    throw new Error(`the bundle cannot be unpacked (${error instanceof Error ? error.message : 'unknown error'})`);
  }
}

/** What a token says, when one of the keys signed it. A key is for one algorithm: the token does not choose. */
async function payloadOf(token: string, keys: BundleSource['keys']): Promise<Buffer> {
  const { kid } = headerOf(token);
  // A name that no key has chooses none: keys without names are tried as well.
  for (const { algorithm, publicKey } of keys.filter(({ id }) => id === undefined || kid === undefined || id === kid)) {
    const key = await importSPKI(publicKey, algorithm).catch(() => {
      throw new Error(`a key of bundle.yaml is no public key for ${algorithm} (PEM, \`BEGIN PUBLIC KEY\`)`);
    });
    const found = await compactVerify(token, key, { algorithms: [algorithm] }).catch(() => undefined);
    if (found !== undefined) return Buffer.from(found.payload);
  }
  throw new Error('the bundle is not signed by a key of the organisation');
}

function headerOf(token: string): { readonly kid?: string } {
  try {
    const { kid } = decodeProtectedHeader(token);
    return kid === undefined ? {} : { kid };
  } catch {
    throw new Error('the signature of the bundle is no token');
  }
}

/** The signature names exactly the files that are there, each as it is. */
function checkFiles(files: readonly TarFile[], listed: readonly SignedFile[]): void {
  const unlisted = files.find(({ name }) => !listed.some((entry) => entry.name === name));
  if (unlisted !== undefined) throw new Error(`\`${unlisted.name}\` of the bundle is not signed`);
  for (const { name, hash, algorithm } of listed) {
    const found = files.filter((one) => one.name === name);
    const [only] = found;
    if (only === undefined || found.length > 1) throw new Error(`\`${name}\` is signed and not in the bundle`);
    if (crypto.createHash(algorithm).update(hashedForm(only)).digest('hex') !== hash) throw new Error(`\`${name}\` of the bundle is not as it was signed`);
  }
}

/** Open Policy Agent hashes what it reads as JSON by its value, the members in order, and everything else by its bytes. */
const hashedForm = (file: TarFile): Buffer | string => (/(?:^|\/)(?:\.manifest|data\.json)$/.test(file.name) ? (canonicalJson(jsonIn(file)) ?? '') : file.data);

function jsonIn({ name, data }: TarFile): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    throw new Error(`\`${name}\` of the bundle is no JSON`);
  }
}

function utf8In({ name, data }: TarFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    throw new Error(`\`${name}\` of the bundle is no UTF-8`);
  }
}
