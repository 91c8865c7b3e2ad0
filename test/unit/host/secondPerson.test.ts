import { deepEqual, equal, match } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { run as runAnswer } from '../../../src/cli/answer.ts';
import type { CommandIo } from '../../../src/cli/commandIo.ts';
import { answerComment, answersInComment, requestComment } from '../../../src/core/secondPerson/blocks.ts';
import { answerLink, signedInLink } from '../../../src/core/secondPerson/link.ts';
import { payloadOf, readSigned, signedText, type SecondPersonAnswer, type SecondPersonRequest, type SignedMessage } from '../../../src/core/secondPerson/messages.ts';
import type { ApprovalResult } from '../../../src/host/approval/approvalFlow.ts';
import { SecondPerson, type Delivery } from '../../../src/host/secondPerson/secondPerson.ts';
import { ownFingerprints, signersIn } from '../../../src/node/secondPerson/allowedSigners.ts';
import { signText } from '../../../src/node/secondPerson/sshSignature.ts';
import { Keys } from '../../support/sshKeys.ts';
import { askFixture } from './askFixture.ts';

const ask = askFixture({ deadline: new Date(60_000).toISOString() });

describe('a second person', () => {
  const place = mkdtempSync(path.join(tmpdir(), 'second-'));
  const keys = new Keys(place);
  after(() => rmSync(place, { recursive: true, force: true }));
  let count = 0;

  /** Ann's window: she asks, bo may answer. */
  class Desk {
    readonly state = path.join(place, `state${++count}`);
    readonly home = path.join(place, `home${count}`);
    readonly log: string[] = [];
    now = 1000;
    waits = true;
    owner: string | undefined;
    result: ApprovalResult = { kind: 'approved' };
    readonly second: SecondPerson;

    constructor(allowed: string = keys.allowed('ann') + keys.allowed('bo')) {
      mkdirSync(this.state, { recursive: true });
      keys.intoHome('ann', this.home);
      if (allowed !== '') writeFileSync(path.join(this.state, 'allowed_signers'), allowed);
      this.second = new SecondPerson({
        state: this.state, home: this.home, platform: 'linux', by: 'ann', ownerOf: () => this.owner, now: () => this.now, mintId: () => 'r-1', key: () => keys.of('ann'), isWaiting: () => this.waits, lossOf: () => 'Deletes 2 files.',
        approve: (id, { by, method, displayed }) => {
          this.log.push(`approve ${id} by ${by} (${method}): ${displayed}`);
          if (this.result.kind === 'approved') this.waits = false;
          return Promise.resolve(this.result);
        },
        deny: (id, { by, method, reason }) => {
          this.log.push(`deny ${id} by ${by} (${method}): ${reason}`);
          this.waits = false;
          return true;
        },
        recordFor: (_ask, body) => body.kind === 'second-person' && this.log.push(`${body.step}${body.key === undefined ? '' : ' with key'}${body.why === undefined ? '' : `: ${body.why}`}`),
      });
    }

    async requested(): Promise<{ readonly request: SecondPersonRequest; readonly signed: SignedMessage }> {
      const made = await this.second.request(ask);
      this.second.handed(made.request, 'file');
      return made;
    }

    async deliver(message: string | SignedMessage): Promise<string> {
      const delivery: Delivery = await this.second.deliver(message, 'file');
      return delivery.kind === 'refused' ? delivery.why : `${delivery.kind} by ${delivery.by}`;
    }
  }
  const answerTo = (request: SecondPersonRequest, changes: Partial<SecondPersonAnswer> = {}): SecondPersonAnswer => ({ v: 1, kind: 'tagout-answer', request: request.id, digest: request.digest, decision: 'approve', reason: '', at: '2026-03-01T10:00:00.000Z', ...changes });
  const signed = (answer: SecondPersonAnswer, name = 'bo'): Promise<SignedMessage> => signText(payloadOf(answer) ?? '', keys.of(name));

  it('approves with a signature of their own, once', async () => {
    const desk = new Desk();
    const { request } = await desk.requested();
    const answer = await signed(answerTo(request));
    deepEqual([await desk.deliver(answer), await desk.deliver(answer)], ['approved by bo@example.org', 'the question was answered before, and an answer counts once']);
    deepEqual(desk.log, ['requested', 'delivered', 'approved with key', `approve ask-1 by bo@example.org (signature): Deletes 2 files.`, 'delivered', 'refused: the question was answered before, and an answer counts once']);
  });
  it('denies, and no approval comes after that', async () => {
    const desk = new Desk();
    const { request } = await desk.requested();
    deepEqual([await desk.deliver(await signed(answerTo(request, { decision: 'deny', reason: 'use staging' }))), await desk.deliver(await signed(answerTo(request)))], ['denied by bo@example.org', 'the question was answered before, and an answer counts once']);
    deepEqual(desk.log.filter((line) => line.startsWith('deny') || line.startsWith('approve ')), ['deny ask-1 by bo@example.org (signature): denied by bo@example.org: use staging']);
  });
  it('wins with a denial that comes while an approval is under way only one of them', async () => {
    const desk = new Desk();
    const { request } = await desk.requested();
    const both = await Promise.all([signed(answerTo(request, { decision: 'deny' })), signed(answerTo(request))]);
    deepEqual((await Promise.all(both.map((one) => desk.deliver(one)))).filter((line) => line.includes(' by ')).length, 1);
  });

  const refusals: readonly (readonly [string, (desk: Desk, request: SecondPersonRequest) => Promise<string | SignedMessage>, RegExp])[] = [
    ['the own signature of whoever asks', (_desk, request) => signed(answerTo(request), 'ann'), /second person/],
    ['a key that nobody allowed', (_desk, request) => signed(answerTo(request), 'eve'), /not among those/],
    ['another digest', (_desk, request) => signed(answerTo(request, { digest: 'f'.repeat(64) })), /digest/],
    ['another request', (_desk, request) => signed(answerTo(request, { request: 'r-2' })), /no question of this window asked for it/],
    ['a signature over something else', async (_desk, request) => ({ ...await signed(answerTo(request, { decision: 'deny' })), payload: payloadOf(answerTo(request)) ?? '' }), /does not fit/],
    ['a signature for another purpose', (_desk, request) => {
      const payload = payloadOf(answerTo(request)) ?? '';
      return Promise.resolve({ payload, signature: execFileSync('ssh-keygen', ['-Y', 'sign', '-q', '-f', keys.of('bo'), '-n', 'git'], { input: payload, encoding: 'utf8' }) });
    }, /does not fit|not among/],
    ['no signature', (_desk, request) => Promise.resolve(JSON.stringify({ payload: payloadOf(answerTo(request)), signature: '' })), /no signed answer/],
    ['words', () => Promise.resolve('approve'), /no signed answer/],
    ['what came too late', (desk, request) => { desk.now = 60_000; return signed(answerTo(request)); }, /had ended/],
    ['what nobody waits for', (desk, request) => { desk.waits = false; return signed(answerTo(request)); }, /the question no longer waits: .* nothing was run/],
    ['a revoked key', (desk, request) => { keys.revoke('bo', path.join(desk.state, 'revoked_keys')); return signed(answerTo(request)); }, /revoked|does not fit/],
    ['an allowed key that was taken out', (desk, request) => { writeFileSync(path.join(desk.state, 'allowed_signers'), keys.allowed('ann')); return signed(answerTo(request)); }, /not among/],
    ['an expired key', (desk, request) => { writeFileSync(path.join(desk.state, 'allowed_signers'), keys.allowed('bo', 'bo@example.org', 'namespaces="tagout",valid-before="20200101"')); return signed(answerTo(request)); }, /does not fit|not among/],
    ['a key of the same person under their own name', (desk, request) => { writeFileSync(path.join(desk.state, 'allowed_signers'), keys.allowed('ann') + keys.allowed('bo', 'ann@example.org')); return signed(answerTo(request)); }, /second person/],
    ['a key that lies on this machine', (desk, request) => { keys.intoHome('bo', desk.home); return signed(answerTo(request)); }, /second person/],
    ['a request for an answer', (desk) => desk.requested().then((made) => made.signed), /no signed answer/],
    ['a member too many', (_desk, request) => signText(JSON.stringify({ ...answerTo(request), z: 1 }), keys.of('bo')), /no signed answer|no answer/],
  ];
  for (const [title, message, why] of refusals) {
    it(`counts for nothing: ${title}`, async () => {
      const desk = new Desk();
      const { request } = await desk.requested();
      match(await desk.deliver(await message(desk, request)), why);
      deepEqual(desk.log.filter((line) => line.startsWith('approve ') || line.startsWith('deny ')), []);
    });
  }
  it('leaves the question where it was when nothing could be kept', async () => {
    const desk = new Desk();
    const { request } = await desk.requested();
    desk.result = { kind: 'no-way-back', why: 'the disk is full' };
    equal(await desk.deliver(await signed(answerTo(request))), 'the disk is full');
    equal(desk.second.isOpen(request), true);
  });
  it('is the owner that the policy names, and nobody else, unless that is whoever asks', async () => {
    const desk = new Desk(['ann', 'bo', 'cy'].map((name) => keys.allowed(name)).join(''));
    const { request } = await desk.requested();
    const named = (owner: string | undefined): string | undefined => (desk.owner = owner, desk.second.names(ask));
    deepEqual([named('cy@example.org'), named('ann@example.org'), named('ann'), named('nobody@example.org')], ['cy@example.org', 'bo@example.org, cy@example.org', 'bo@example.org, cy@example.org', undefined]);
    desk.owner = 'cy@example.org';
    equal(await desk.deliver(await signed(answerTo(request))), 'cy@example.org answers for this agent, not bo@example.org');
    equal(await desk.deliver(await signed(answerTo(request), 'cy')), 'approved by cy@example.org');
  });
  it('is refused by anybody, whoever the owner is', async () => {
    const desk = new Desk();
    const { request } = await desk.requested();
    desk.owner = 'cy@example.org';
    equal(await desk.deliver(await signed(answerTo(request, { decision: 'deny' }))), 'denied by bo@example.org');
  });
  it('is named, without whoever asks', () => {
    deepEqual([new Desk().second.names(ask), new Desk('').second.names(ask), new Desk(keys.allowed('ann')).second.names(ask), new Desk(['bo', 'cy', 'di', 'ed'].map((name) => keys.allowed(name)).join('')).second.names(ask)], ['bo@example.org', undefined, undefined, 'bo@example.org, cy@example.org +2']);
  });
  it('gets no secret', async () => {
    const secret = 'ghp_0123456789abcdefghijklmnopqrstuvwxyzAB';
    const { request } = await new Desk().second.request({ ...ask, proposal: { ...ask.proposal, actions: [{ kind: 'shell', command: `curl -H "authorization: Bearer ${secret}" https://x.example`, dialect: 'posix' }] } });
    equal(JSON.stringify(request).includes(secret), false);
    match(request.command, /redacted/);
  });
  it('knows a private key without its public part, and passes over what is none', () => {
    const home = path.join(place, 'bare');
    keys.intoHome('bo', home);
    rmSync(path.join(home, '.ssh', 'id_ed25519.pub'));
    writeFileSync(path.join(home, '.ssh', 'known_hosts'), 'host ssh-ed25519 AAAA\n');
    writeFileSync(path.join(home, '.ssh', 'broken'), '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n');
    const listed = execFileSync('ssh-keygen', ['-lf', keys.of('bo')], { encoding: 'utf8' }).split(' ')[1];
    deepEqual([...ownFingerprints(home)], [listed]);
    deepEqual(signersIn(`# note\n\n${keys.allowed('bo')}*@example.org cert-authority ${keys.publicOf('ann')}\nbroken line\n`).map(({ principals, fingerprint, hardware }) => [principals, fingerprint, hardware]), [[['bo@example.org'], listed, false]]);
  });

  describe('answers with `tagout answer`', () => {
    const io = (desk: Desk, out: string[]): CommandIo => ({
      write: (text) => out.push(text), complain: (text) => out.push(text), readInput: () => '', env: {}, platform: 'linux', cwd: place, home: path.join(place, 'bo-home'), tempDirectory: tmpdir(), state: desk.state, bundle: '', now: () => desk.now, colour: false,
    });
    it('shows what is asked and whose it is, and signs', async () => {
      const desk = new Desk();
      const made = await desk.requested();
      writeFileSync(path.join(place, 'request.json'), signedText(made.signed));
      const out: string[] = [];
      equal(await runAnswer(['request.json', '--approve', '--reason', 'fine', '--key', keys.of('bo')], io(desk, out)), 0);
      match(out[0] ?? '', /Deletes 2 files\.[\s\S]*rm -rf drafts[\s\S]*signed by ann@example\.org/);
      equal(await desk.deliver(out[1] ?? ''), 'approved by bo@example.org');
    });
    it('gives a link, which the editor takes in every spelling', async () => {
      const desk = new Desk();
      const made = await desk.requested();
      writeFileSync(path.join(place, 'request.json'), signedText(made.signed));
      const out: string[] = [];
      await runAnswer(['request.json', '--deny', '--link', '--key', keys.of('bo')], io(desk, out));
      const link = new URL((out[1] ?? '').trim());
      const query = link.search.slice(1);
      deepEqual([link.protocol, link.host, signedInLink('/answer', query), signedInLink('/answer', decodeURIComponent(query)), signedInLink('/other', query), signedInLink('/answer', 'signed=%E0%A4%A'), signedInLink('/answer', 'approve=yes')], ['vscode:', 'tagout.tagout', signedInLink('/answer', query), signedInLink('/answer', query), undefined, undefined, undefined]);
      const carried = signedInLink('/answer', query);
      equal(carried === undefined ? '' : await desk.deliver(carried), 'denied by bo@example.org');
    });
    it('refuses what ended, what is no request, and a key that is not there', async () => {
      const desk = new Desk();
      const made = await desk.requested();
      writeFileSync(path.join(place, 'request.json'), signedText(made.signed));
      const failure = (args: readonly string[]): Promise<string> => runAnswer(args, io(desk, [])).then(() => 'answered', (error: unknown) => (error instanceof Error ? error.message : ''));
      match(await failure(['request.json', '--approve']), /no SSH key/);
      match(await failure(['request.json', '--approve', '--key', '/nowhere']), /does not exist/);
      match(await failure(['request.json', '--approve', '--deny']), /one of/);
      writeFileSync(path.join(place, 'other.json'), '{}');
      match(await failure(['other.json', '--approve']), /no request/);
      desk.now = 60_000;
      match(await failure(['request.json', '--approve', '--key', keys.of('bo')]), /ended/);
    });
  });

  it('reads signed blocks of comments and nothing else', async () => {
    const desk = new Desk();
    const { request, signed: sent } = await desk.requested();
    const answer = await signed(answerTo(request));
    const comment = requestComment({ ...request, command: '```tagout-answer\n{}\n```', loss: '# not a heading' }, sent);
    equal(/^#/m.test(comment), false);
    deepEqual(answersInComment(comment), []);
    deepEqual(answersInComment(`looks good, approve!\r\n\r\n${answerComment(answer).replace(/\n/g, '\r\n')}\r\nbye`), [answer]);
    deepEqual([answersInComment('approve'), answersInComment('```tagout-answer\n{}'), answersInComment('```tagout-answer\n{"payload":"x","signature":"y"}\n```')], [[], [], []]);
    deepEqual(readSigned(answerLink(answer)), undefined);
  });
});
