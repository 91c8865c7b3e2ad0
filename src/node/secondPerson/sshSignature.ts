import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { signatureNamespace, type SignedMessage } from '../../core/secondPerson/messages.ts';
import { fingerprintOf, type SignerPolicy } from './allowedSigners.ts';

/** `ssh-keygen` may wait for somebody to touch a key. */
const limitMs = 60_000;

/** Who signed, as the allowed signers name them. */
export interface Signature {
  readonly principal: string;
  /** `SHA256:…` */
  readonly key: string;
}

/** Whether a signature counts, and why not. */
export type Verification = { readonly ok: true; readonly by: Signature } | { readonly ok: false; readonly why: string };

/**
 * Signs a text with a key of OpenSSH (`ssh-keygen -Y sign`): a private key, or a public one whose private part an agent or a
 * hardware key holds. Throws with what `ssh-keygen` said.
 */
export async function signText(payload: string, key: string): Promise<SignedMessage> {
  const { code, stdout, stderr } = await run(['-Y', 'sign', '-q', '-f', key, '-n', signatureNamespace], payload);
  if (code !== 0 || !stdout.startsWith('-----BEGIN SSH SIGNATURE-----')) throw new Error(`ssh-keygen could not sign: ${stderr.trim().split('\n').at(-1) ?? 'it said nothing'}`);
  return { payload, signature: stdout };
}

/** Verifies a signature against the allowed signers at this moment (their validity times and revoked keys count). */
export async function verifySigned({ payload, signature }: SignedMessage, { allowed, revokedFile }: SignerPolicy): Promise<Verification> {
  // A directory of our own, so that all steps look at the same bytes whatever happens to the policy's file meanwhile.
  const directory = fs.mkdtempSync(path.join(fs.realpathSync(temporaryRoot()), 'tagout-signature-'));
  try {
    const [signatureFile, allowedFile] = [path.join(directory, 'signature'), path.join(directory, 'allowed_signers')];
    fs.writeFileSync(signatureFile, signature, { mode: 0o600 });
    fs.writeFileSync(allowedFile, allowed, { mode: 0o600 });
    const found = await run(['-Y', 'find-principals', '-s', signatureFile, '-f', allowedFile], payload);
    if (found.code !== 0) return { ok: false, why: 'the key that signed it is not among those that may answer' };
    for (const principal of found.stdout.split('\n').flatMap((line) => line.split(',')).filter((name) => name !== '')) {
      const verified = await run(['-Y', 'verify', '-f', allowedFile, '-I', principal, '-n', signatureNamespace, '-s', signatureFile, ...(revokedFile === undefined ? [] : ['-r', revokedFile])], payload);
      const key = /with \S+ key (SHA256:\S+)/.exec(verified.stdout)?.[1];
      if (verified.code === 0 && key !== undefined) return wasMeant(signature) ? { ok: true, by: { principal, key } } : { ok: false, why: 'nobody touched the hardware key that signed it' };
      if (/revoked/i.test(verified.stderr + verified.stdout)) return { ok: false, why: 'the key that signed it was revoked' };
    }
    return { ok: false, why: 'the signature does not fit the text, or its key does not count (any more)' };
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

/** Fingerprint of the key that a signature names: the first field of the `SSHSIG` blob. Undefined for what is none; it proves nothing. */
export function signingKeyOf({ signature }: Pick<SignedMessage, 'signature'>): string | undefined {
  const [key] = fieldsOf(signature);
  return key === undefined ? undefined : fingerprintOf(key);
}

/** The fields of an `SSHSIG` blob (PROTOCOL.sshsig of OpenSSH): key, namespace, nothing, hash, signature. Empty for what is none. */
function fieldsOf(signature: string): readonly Buffer[] {
  const data = Buffer.from(signature.replace(/-----[A-Z ]+-----/g, ''), 'base64');
  return data.subarray(0, 6).toString('latin1') === 'SSHSIG' ? sizedIn(data.subarray(10)).fields : [];
}

/** Texts that each stand behind their length, and what is left behind the last whole one. */
function sizedIn(data: Buffer, most = 5): { readonly fields: readonly Buffer[]; readonly rest: Buffer } {
  if (most === 0 || data.length < 4 || data.length < 4 + data.readUInt32BE(0)) return { fields: [], rest: data };
  const end = 4 + data.readUInt32BE(0);
  const { fields, rest } = sizedIn(data.subarray(end), most - 1);
  return { fields: [data.subarray(4, end), ...fields], rest };
}

/**
 * Whether a signature that was verified came from a key in a file, or from a hardware key that somebody touched: the lowest bit
 * of the flags behind it (PROTOCOL.u2f of OpenSSH). `ssh-keygen` itself takes one without.
 */
function wasMeant(signature: string): boolean {
  const { fields: [type], rest } = sizedIn(fieldsOf(signature)[4] ?? Buffer.alloc(0), 2);
  return type?.toString('latin1').startsWith('sk-') === true ? ((rest[0] ?? 0) & 1) === 1 : type !== undefined;
}

const temporaryRoot = (): string => process.env['TMPDIR'] ?? process.env['TEMP'] ?? '/tmp';

/** Where systems keep it: a directory of `PATH` that comes first could hold another one. */
const places = process.platform === 'win32' ? ['C:\\Windows\\System32\\OpenSSH\\ssh-keygen.exe', 'C:\\Program Files\\Git\\usr\\bin\\ssh-keygen.exe'] : ['/usr/bin/ssh-keygen', '/bin/ssh-keygen', '/usr/local/bin/ssh-keygen', '/opt/homebrew/bin/ssh-keygen', '/run/current-system/sw/bin/ssh-keygen'];

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], input: string): Promise<Ended> {
  const program = places.find((place) => fs.existsSync(place));
  if (program === undefined) return Promise.reject(new Error('ssh-keygen (OpenSSH 8.2 or later) is not installed'));
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: limitMs, env: { ...process.env, LC_ALL: 'C' } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
    child.on('error', reject);
    // A verdict that comes before all was read ends the pipe; the exit code tells.
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}
