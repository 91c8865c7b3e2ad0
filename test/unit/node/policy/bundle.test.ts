import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import { lookupInCatalogue } from '../../../../src/core/classify/programs/catalogue.ts';
import { judge } from '../../../../src/core/judge.ts';
import { compareRevisions, isRevision } from '../../../../src/core/policy/bundleRevision.ts';
import { globMatcher } from '../../../../src/node/globs.ts';
import { readCachedBundle } from '../../../../src/node/policy/bundle/bundleCache.ts';
import { readBundleSource } from '../../../../src/node/policy/bundle/bundleSource.ts';
import { fetchBundle, type FetchedBundle } from '../../../../src/node/policy/bundle/fetchBundle.ts';
import { verifyBundle } from '../../../../src/node/policy/bundle/verifyBundle.ts';
import { compilePolicy, type CompiledFiles, type ExampleTools } from '../../../../src/node/policy/compilePolicy.ts';
import { bundleCacheFile, bundleCheckedFile, stampOf, type PolicyPlace } from '../../../../src/node/policy/policyPlace.ts';
import { readPolicy } from '../../../../src/node/policy/policyStore.ts';
import { bundleKey, bundleToken, packBundle, sha256, type BundleKey, type BundleParts } from '../../../support/signedBundle.ts';
import { environmentTokens } from '../../../../src/node/tokenPlace.ts';
import { temporaryDirectory } from '../../../support/temporaryDirectory.ts';

const tools: ExampleTools = { judge, programs: lookupInCatalogue, matchesPath: globMatcher() };
const key = bundleKey('ES256');
const other = bundleKey('ES256');
const strict = 'version: 1\nmatrix: { irreversible: { workspace: deny } }\n';
const source = (by: BundleKey = key): Parameters<typeof verifyBundle>[1] => ({ keys: [{ algorithm: by.algorithm, publicKey: by.publicKey }] });

describe('signed bundle', () => {
  const directory = temporaryDirectory();
  const pack = (parts?: BundleParts, by = key): Buffer => packBundle(directory.path, by, parts);

  for (const algorithm of ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256'] as const) {
    it(`is taken with ${algorithm}`, async () => {
      const own = bundleKey(algorithm);
      assert.deepEqual(await verifyBundle(pack({ revision: '7', policy: strict }, own), source(own)), { revision: '7', policy: strict });
    });
  }

  it('is taken with any of several keys, chosen by name', async () => {
    const keys = [{ id: 'old', algorithm: 'ES256', publicKey: other.publicKey }, { id: 'new', algorithm: 'ES256', publicKey: key.publicKey }] as const;
    assert.equal((await verifyBundle(pack({ header: { kid: 'new' } }), { keys: [...keys] })).revision, '1');
    await assert.rejects(verifyBundle(pack({ header: { kid: 'old' } }), { keys: [...keys] }), /not signed by a key/);
  });

  const files = [{ name: '.manifest', hash: '', algorithm: 'SHA-256' }];
  const secret = (): string => {
    const text = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${Buffer.from(JSON.stringify({ files })).toString('base64url')}`;
    return `${text}.${crypto.createHmac('sha256', key.publicKey).update(text).digest('base64url')}`;
  };
  const refused: Readonly<Record<string, readonly [() => Buffer, RegExp]>> = {
    'another key': [() => pack({}, other), /not signed by a key/],
    'no signature algorithm': [() => pack({ tokens: [`${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ files })).toString('base64url')}.`] }), /not signed by a key/],
    'the public key taken for a secret': [() => pack({ tokens: [secret()] }), /not signed by a key/],
    'two signatures': [() => pack({ tokens: [bundleToken(key, { files: [] }), bundleToken(key, { files: [] })] }), /one signature/],
    'no signature': [() => pack({ tokens: [] }), /one signature/],
    'a policy that was changed': [() => pack({ changed: { 'policy.yaml': 'version: 1\n#' } }), /not as it was signed/],
    'a revision that was changed': [() => pack({ changed: { '.manifest': '{"revision":"9","roots":["tagout"]}' } }), /not as it was signed/],
    'a file that is not signed': [() => pack({ changed: { 'more.yaml': '' } }), /`more.yaml` of the bundle is not signed/],
    'a signed file that is missing': [() => pack({ payload: { files: [{ name: '.manifest', hash: sha256('{"revision":"1","roots":["tagout"]}'), algorithm: 'SHA-256' }, { name: 'policy.yaml', hash: sha256('version: 1\n'), algorithm: 'SHA-256' }, { name: 'gone', hash: '', algorithm: 'SHA-256' }] } }), /signed and not in the bundle/],
    'a weak hash': [() => pack({ payload: { files: [{ name: '.manifest', hash: 'x', algorithm: 'MD5' }] } }), /without a hash that counts/],
    'a scope that nobody asked for': [() => pack({ payload: { scope: 'read' } }), /another scope/],
    'a revision without an order': [() => pack({ revision: 'latest' }), /must begin with a number/],
    'a link': [() => {
      fs.symlinkSync('/etc/passwd', path.join(directory.path, 'policy.yaml'));
      execFileSync('tar', ['czf', path.join(directory.path, 'l.tar.gz'), '-C', directory.path, 'policy.yaml']);
      return fs.readFileSync(path.join(directory.path, 'l.tar.gz'));
    }, /no plain file/],
    'half of it': [() => zlib.gzipSync(zlib.gunzipSync(pack()).subarray(0, 1000)), /cut off|has no/],
    'what is no archive': [() => zlib.gzipSync(Buffer.alloc(4096, 'x')), /damaged/],
    'what is not packed': [() => Buffer.from('hello'), /cannot be unpacked/],
    'a little that unpacks to much': [() => zlib.gzipSync(Buffer.alloc(17 * 1024 * 1024)), /cannot be unpacked/],
  };
  for (const [name, [made, why]] of Object.entries(refused)) it(`is refused: ${name}`, async () => assert.rejects(verifyBundle(made(), source()), why));
});

describe('revisions', () => {
  for (const [older, newer] of [['1', '2'], ['9', '10'], ['2026-11-23', '2026-11-23.1'], ['2026-9', '2026-10'], ['1.2.9', '1.10'], ['1', '99999999999999999999999']] as const) {
    it(`${older} comes before ${newer}`, () => assert.deepEqual([Math.sign(compareRevisions(older, newer)), Math.sign(compareRevisions(newer, older))], [-1, 1]));
  }
  it('are equal whatever build they are', () => assert.deepEqual([compareRevisions('7+a', '7+b'), compareRevisions('07', '7')], [0, 0]));
  it('begin with a number', () => assert.deepEqual(['42', 'v1', '', '1 2', '1'.repeat(101)].map(isRevision), [true, false, false, false, false]));
});

describe('bundle of an organisation', () => {
  const directory = temporaryDirectory();
  let server: http.Server;
  let answer: { status: number; body?: Buffer; etag?: string; location?: string };
  let asked: (string | undefined)[] = [];
  let tokens: (string | undefined)[] = [];
  let now = 0;
  const place = (): PolicyPlace => {
    const at = (...names: readonly string[]): string => path.join(directory.path, ...names);
    return { state: at('state'), root: at('w'), organisation: at('org', 'policy.yaml'), bundle: at('org', 'bundle.yaml'), user: at('state', 'policy.yaml'), workspace: at('w', '.tagout', 'policy.yaml') };
  };
  const url = (): string => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/bundle.tar.gz` : '';
  };
  const configure = (by = key, more = ''): void => {
    fs.mkdirSync(path.dirname(place().bundle), { recursive: true });
    fs.writeFileSync(place().bundle, `version: 1\nurl: ${url()}\nkeys:\n  - algorithm: ${by.algorithm}\n    publicKey: |\n${by.publicKey.replace(/^/gm, '      ')}\n${more}`);
  };
  const serve = (parts: BundleParts, etag?: string): void => {
    answer = { status: 200, body: packBundle(directory.path, key, parts), ...(etag === undefined ? {} : { etag }) };
  };
  const fetched = async (floor?: string): Promise<FetchedBundle> => {
    const found = readBundleSource(place().bundle);
    if (found.kind !== 'source') throw new Error(JSON.stringify(found));
    return fetchBundle(place(), found, { now: () => now, token: environmentTokens({ BUNDLE: 'hidden' }), ...(floor === undefined ? {} : { floor }) });
  };
  const compile = (): CompiledFiles => compilePolicy(place(), tools);
  const cell = (): string => compile().policy.matrix.irreversible.workspace;

  beforeEach(async () => {
    asked = [];
    tokens = [];
    now = Date.now();
    server = http.createServer((request, response) => {
      asked.push(request.headers['if-none-match']);
      tokens.push(request.headers.authorization);
      const isSame = answer.etag !== undefined && request.headers['if-none-match'] === answer.etag;
      response.writeHead(isSame ? 304 : answer.status, { ...(answer.etag === undefined ? {} : { etag: answer.etag }), ...(answer.location === undefined ? {} : { location: answer.location }) });
      response.end(isSame ? undefined : answer.body);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    configure();
  });
  afterEach(() => new Promise((resolve) => void server.close(resolve)));

  it('is fetched, counts above the user, and is asked for again by its ETag', async () => {
    serve({ revision: '3', policy: strict }, '"a"');
    assert.deepEqual(await fetched(), { kind: 'new', revision: '3' });
    fs.writeFileSync(place().user, 'version: 1\nmatrix: { irreversible: { workspace: allow } }\n');
    assert.deepEqual([cell(), compile().problem, compile().policy.rules.length], ['deny', undefined, 0]);
    const stamp = stampOf(bundleCacheFile(place()));
    now += 1000;
    assert.deepEqual(await fetched(), { kind: 'same', revision: '3' });
    assert.deepEqual([asked, stampOf(bundleCacheFile(place())), JSON.parse(fs.readFileSync(bundleCheckedFile(place()), 'utf8'))], [[undefined, '"a"'], stamp, { at: now }]);
  });

  it('names its revision where a rule stands', async () => {
    serve({ revision: '3', policy: 'version: 1\nrules:\n  - { id: org.a, when: { effect: deploy }, decision: deny, reason: r }\n' });
    await fetched();
    assert.equal(compile().policy.rules[0]?.origin, `${url()} revision 3:3`);
  });

  const failures: Readonly<Record<string, readonly [() => void, RegExp]>> = {
    'an older revision': [() => serve({ revision: '2', policy: 'version: 1\n' }), /older than 3/],
    'another policy under the same revision': [() => serve({ revision: '3', policy: 'version: 1\n' }), /another policy under the same revision/],
    'a bundle that somebody else signed': [() => (answer = { status: 200, body: packBundle(directory.path, other, { revision: '9' }) }), /not signed/],
    'a policy that cannot be read': [() => serve({ revision: '4', policy: 'version: 1\nrules: 7\n' }), /line 2: `rules`/],
    'a server that fails': [() => (answer = { status: 500 }), /answered 500/],
    'a server that leads elsewhere': [() => (answer = { status: 302, location: 'http://127.0.0.1:1/x' }), /./],
    'too much': [() => (answer = { status: 200, body: Buffer.alloc(3 * 1024 * 1024) }), /too large/],
  };
  for (const [name, [happen, why]] of Object.entries(failures)) {
    it(`keeps the one before: ${name}`, async () => {
      serve({ revision: '3', policy: strict }, '"a"');
      await fetched();
      happen();
      await assert.rejects(fetched(), why);
      assert.deepEqual([cell(), compile().problem], ['deny', undefined]);
    });
  }

  it('is asked for with the token that its file names', async () => {
    serve({ revision: '3', policy: strict });
    await fetched();
    configure(key, 'token: { env: BUNDLE }\n');
    await fetched();
    assert.deepEqual(tokens, [undefined, 'Bearer hidden']);
  });

  it('is never older than what counted before, also when the state is gone', async () => {
    serve({ revision: '3', policy: strict });
    await assert.rejects(fetched('4'), /revision 3, and 4 counted here before/);
    assert.equal(readCachedBundle(place()), undefined);
    assert.deepEqual(await fetched('3'), { kind: 'new', revision: '3' });
  });

  it('leaves everything to a person until it was fetched, and after its keys changed', async () => {
    assert.match(readPolicy(place(), compile).problem ?? '', /was never fetched/);
    serve({ revision: '3', policy: strict });
    await fetched();
    assert.equal(readPolicy(place(), compile).problem, undefined);
    configure(other);
    assert.match(readPolicy(place(), compile).problem ?? '', /was never fetched/);
    fs.writeFileSync(place().bundle, 'version: 1\nurl: http://policy.acme.example/x\nkeys: []\n');
    assert.match(readPolicy(place(), compile).problem ?? '', /cannot be read/);
    assert.deepEqual(compile().problems.map(({ line }) => line), [2]);
    fs.rmSync(place().bundle);
    assert.equal(readPolicy(place(), compile).problem, undefined);
  });

  it('leaves everything to a person when nobody confirmed it for too long, and goes on counting', async () => {
    configure(key, 'maxStaleHours: 1\n');
    serve({ revision: '3', policy: strict }, '"a"');
    for (const [at, expected] of [[0, undefined], [-59 * 60_000, undefined], [-61 * 60_000, /could not be fetched since/], [10 * 60_000, /clock was set back/]] as const) {
      now = Date.now() + at;
      await fetched();
      const { problem, policy } = readPolicy(place(), compile);
      assert.equal(policy.matrix.irreversible.workspace, 'deny');
      if (expected === undefined) assert.equal(problem, undefined);
      else assert.match(problem ?? '', expected);
    }
    fs.rmSync(bundleCheckedFile(place()));
    assert.match(readPolicy(place(), compile).problem ?? '', /never fetched/);
  });

  it('takes no address that is not safe', () => {
    for (const address of ['http://policy.acme.example/x', 'ftp://a/b', 'https://user:pass@a/b', 'file:///etc/x', 'http://127.0.0.1.evil.example/x']) {
      fs.writeFileSync(place().bundle, `version: 1\nurl: ${address}\nkeys:\n  - { algorithm: ES256, publicKey: "${'x'.repeat(60)}" }\n`);
      assert.equal(readBundleSource(place().bundle).kind, 'problem', address);
    }
  });
});
