import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { signatureNamespace, type SignedMessage } from '../../../src/core/secondPerson/messages.ts';
import { fingerprintOf } from '../../../src/node/secondPerson/allowedSigners.ts';
import { signingKeyOf, verifySigned } from '../../../src/node/secondPerson/sshSignature.ts';

/*
 * What a FIDO authenticator with an `ed25519-sk` key gives, made from its published formats: OpenSSH's PROTOCOL.sshsig and PROTOCOL.u2f.
 * The real ssh-keygen verifies it; only the device is missing.
 */
const keyType = 'sk-ssh-ed25519@openssh.com';
const touched = 1;

const sized = (bytes: Buffer | string): Buffer => {
  const body = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
};
const sha = (algorithm: 'sha256' | 'sha512', bytes: Buffer | string): Buffer => createHash(algorithm).update(bytes).digest();

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const point = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
const keyBlob = Buffer.concat([sized(keyType), sized(point), sized('ssh:')]);
const allowed = `ann@acme.example namespaces="${signatureNamespace}" ${keyType} ${keyBlob.toString('base64')}\n`;

function signedByDevice(payload: string, flags = touched): SignedMessage {
  const fields = Buffer.concat([sized(signatureNamespace), sized(''), sized('sha512')]);
  const data = Buffer.concat([Buffer.from('SSHSIG'), fields, sized(sha('sha512', payload))]);
  const counter = Buffer.from([0, 0, 0, 7]);
  const proof = sign(null, Buffer.concat([sha('sha256', 'ssh:'), Buffer.from([flags]), counter, sha('sha256', data)]), privateKey);
  const signature = Buffer.concat([sized(keyType), sized(proof), Buffer.from([flags]), counter]);
  const blob = Buffer.concat([Buffer.from('SSHSIG'), Buffer.from([0, 0, 0, 1]), sized(keyBlob), fields, sized(signature)]);
  return { payload, signature: `-----BEGIN SSH SIGNATURE-----\n${(blob.toString('base64').match(/.{1,70}/g) ?? []).join('\n')}\n-----END SSH SIGNATURE-----\n` };
}

describe('a signature of a hardware key', () => {
  it('counts for whom the allowed signers name', async () => {
    assert.deepEqual(await verifySigned(signedByDevice('{"answer":"approve"}'), { allowed, signers: [] }), { ok: true, by: { principal: 'ann@acme.example', key: fingerprintOf(keyBlob) } });
    assert.equal(signingKeyOf(signedByDevice('x')), fingerprintOf(keyBlob));
  });

  it('counts for nothing else, and not when nobody touched the key', async () => {
    assert.equal((await verifySigned({ ...signedByDevice('{"answer":"approve"}'), payload: '{"answer":"deny"}' }, { allowed, signers: [] })).ok, false);
    assert.deepEqual(await verifySigned(signedByDevice('{"answer":"approve"}', 0), { allowed, signers: [] }), { ok: false, why: 'nobody touched the hardware key that signed it' });
  });
});
