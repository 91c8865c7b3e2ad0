import { execFileSync } from 'node:child_process';
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** How a token names what signed it, and the key pair that does. */
export interface BundleKey {
  readonly algorithm: 'EdDSA' | 'ES256' | 'ES384' | 'RS256' | 'PS256';
  readonly publicKey: string;
  readonly privateKey: crypto.KeyObject;
}

export function bundleKey(algorithm: BundleKey['algorithm']): BundleKey {
  const pair = algorithm === 'EdDSA' ? crypto.generateKeyPairSync('ed25519') : algorithm.startsWith('ES') ? crypto.generateKeyPairSync('ec', { namedCurve: algorithm === 'ES256' ? 'P-256' : 'P-384' }) : crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { algorithm, publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKey: pair.privateKey };
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token in compact form, signed by Node's own cryptography. */
export function bundleToken({ algorithm, privateKey }: BundleKey, payload: unknown, header: object = {}): string {
  const text = `${encoded({ alg: algorithm, typ: 'JWT', ...header })}.${encoded(payload)}`;
  const rsa = algorithm === 'PS256' ? { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
  const signature = crypto.sign(algorithm === 'EdDSA' ? null : algorithm === 'ES384' ? 'sha384' : 'sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363', ...rsa });
  return `${text}.${signature.toString('base64url')}`;
}

export const sha256 = (text: string): string => crypto.createHash('sha256').update(text).digest('hex');

export interface BundleParts {
  readonly revision?: string;
  readonly policy?: string;
  /** Changes what is packed after it was signed: path → text. */
  readonly changed?: Readonly<Record<string, string>>;
  readonly payload?: object;
  readonly header?: object;
  /** In place of the token that is made. */
  readonly tokens?: readonly string[];
}

/** Packs a signed bundle with the system's own `tar`, in a directory that it may use. */
export function packBundle(directory: string, key: BundleKey, { revision = '1', policy = 'version: 1\n', changed = {}, payload = {}, header = {}, tokens }: BundleParts = {}): Buffer {
  const place = fs.mkdtempSync(path.join(directory, 'bundle-'));
  const files = [{ name: '.manifest', hash: sha256(`{"revision":"${revision}","roots":["tagout"]}`), algorithm: 'SHA-256' }, { name: 'policy.yaml', hash: sha256(policy), algorithm: 'SHA-256' }];
  const texts: Readonly<Record<string, string>> = {
    '.manifest': JSON.stringify({ roots: ['tagout'], revision }, undefined, 2), 'policy.yaml': policy, '.signatures.json': JSON.stringify({ signatures: tokens ?? [bundleToken(key, { files, ...payload }, header)] }), ...changed,
  };
  for (const [name, text] of Object.entries(texts)) fs.writeFileSync(path.join(place, name), text);
  execFileSync('tar', ['czf', path.join(directory, 'bundle.tar.gz'), '-C', place, ...fs.readdirSync(place)]);
  return fs.readFileSync(path.join(directory, 'bundle.tar.gz'));
}
