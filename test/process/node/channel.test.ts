import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { announceComing, askWindow, pingWindow, type AskOutcome } from '../../../src/node/channel/channelClient.ts';
import { startChannelServer, type AskAnswer, type ChannelServer, type Redemption } from '../../../src/node/channel/channelServer.ts';
import { findWindows, publishWindow } from '../../../src/node/channel/discovery.ts';
import type { AskMessage, ComingMessage } from '../../../src/protocol/channel.ts';
import { maximumMessageBytes } from '../../../src/protocol/channel.ts';
import { randomNumbers } from '../../support/randomNumbers.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';
import { askFixture, comingFixture } from '../../unit/host/askFixture.ts';

const approval: AskAnswer = { outcome: 'approved', by: 'dana', method: 'panel', reason: 'looked at it' };

const noTickets = (): Redemption => ({ kind: 'refused', why: 'no tickets here' });

describe('channel', () => {
  const state = temporaryDirectory();
  const servers: ChannelServer[] = [];
  const window = async (onAsk: (ask: AskMessage, gone: AbortSignal) => Promise<AskAnswer>, options: { readonly roots?: readonly string[]; readonly window?: string } = {}): Promise<ChannelServer> => {
    const server = await startChannelServer({ state: state.path, window: options.window ?? 'w1', roots: options.roots ?? ['/srv'], onAsk, onRedeem: noTickets });
    servers.push(server);
    return server;
  };
  const ask = (changes: Partial<AskMessage> = {}, waitMs = 5000): Promise<AskOutcome> => {
    return askWindow(askFixture(changes), { state: state.path, deadlineAt: Date.now() + waitMs, onAcknowledged: () => undefined });
  };
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  it('carries the answer back on the connection that asked', async () => {
    const seen: string[] = [];
    await window((message) => {
      seen.push(message.id);
      return Promise.resolve({ ...approval, checkpoint: 'c-1' });
    });
    assert.deepEqual(await ask(), { kind: 'answered', outcome: 'approved', by: 'dana', method: 'panel', reason: 'looked at it', checkpoint: 'c-1', window: 'w1' });
    assert.deepEqual(seen, ['ask-1']);
  });

  it('announces a question until that is taken back, and answers nothing to it', async () => {
    const expected = comingFixture();
    const announced = new Promise<{ readonly coming: ComingMessage; readonly gone: AbortSignal }>((resolve) => {
      const asked = (): Promise<AskAnswer> => Promise.reject(new Error('not asked'));
      void startChannelServer({ state: state.path, window: 'w1', roots: ['/srv'], onAsk: asked, onRedeem: noTickets, onComing: (message, gone) => resolve({ coming: message, gone }) }).then(async (server) => {
        servers.push(server);
        (await announceComing(expected, state.path))();
      });
    });
    const { coming: { id, verdict }, gone } = await announced;
    if (!gone.aborted) await new Promise((resolve) => gone.addEventListener('abort', resolve));
    assert.deepEqual([id, verdict], [expected.id, expected.verdict]);
  });

  it('announces nothing where no window is', async () => {
    (await announceComing(comingFixture(), state.path))();
  });

  it('keeps record and socket from other users', async () => {
    const { record } = await window(() => Promise.resolve(approval));
    const modes = [path.join(state.path, 'windows'), path.join(state.path, 'windows', 'w1.json'), record.socket].map((file) => fs.statSync(file).mode & 0o777);
    assert.deepEqual(modes, [0o700, 0o600, 0o600]);
    assert.ok(Buffer.byteLength(record.socket) <= 100);
  });

  it('finds a short place for the socket under a long state directory', async () => {
    const long = path.join(state.path, 'x'.repeat(100));
    const server = await startChannelServer({ state: long, window: 'w1', roots: ['/srv'], onAsk: () => Promise.resolve(approval), onRedeem: noTickets });
    assert.ok(Buffer.byteLength(server.record.socket) <= 100);
    assert.equal(await pingWindow(server.record), true);
    await server.close();
    assert.equal(fs.existsSync(path.dirname(server.record.socket)), false);
  });

  it('asks the window with the deepest root that holds the directory', async () => {
    const seen: string[] = [];
    await window(() => { seen.push('outer'); return Promise.resolve(approval); }, { window: 'outer', roots: ['/srv'] });
    await window(() => { seen.push('inner'); return Promise.resolve(approval); }, { window: 'inner', roots: ['/elsewhere', '/srv/shop'] });
    await ask({ cwd: '/srv/shop/src' });
    await ask({ id: 'ask-2', cwd: '/srv/shopping' });
    assert.deepEqual(seen, ['inner', 'outer']);
  });

  it('tries the next window when one is dead or another version', async () => {
    await window(() => Promise.resolve(approval), { roots: ['/'] });
    const base = { v: 1, pid: process.pid, startedAt: new Date().toISOString(), roots: ['/srv'], token: 't' } as const;
    publishWindow(state.path, { ...base, window: 'dead', socket: path.join(state.path, 'gone.sock') });
    fs.writeFileSync(path.join(state.path, 'windows', 'other.json'), JSON.stringify({ ...base, v: 2, window: 'other' }));
    assert.equal((await ask()).kind, 'answered');
  });

  const silences: Readonly<Record<string, () => Promise<AskOutcome>>> = {
    'no window': () => ask(),
    'a window that holds another folder': async () => { await window(() => Promise.resolve(approval), { roots: ['/workshop'] }); return ask(); },
    'a socket that nobody serves': () => {
      publishWindow(state.path, { v: 1, window: 'dead', pid: process.pid, startedAt: new Date().toISOString(), roots: ['/srv'], token: 't', socket: path.join(state.path, 'gone.sock') });
      return ask();
    },
    'a window that hangs': async () => {
      const socket = path.join(state.path, 'hung.sock');
      const server = net.createServer(() => undefined).listen(socket);
      publishWindow(state.path, { v: 1, window: 'hung', pid: process.pid, startedAt: new Date().toISOString(), roots: ['/srv'], token: 't', socket });
      const outcome = await ask();
      server.close();
      return outcome;
    },
    'a window of another version': () => {
      fs.mkdirSync(path.join(state.path, 'windows'), { recursive: true });
      fs.writeFileSync(path.join(state.path, 'windows', 'w.json'), JSON.stringify({ v: 99 }));
      return ask();
    },
  };
  for (const [title, silence] of Object.entries(silences)) {
    it(`is unreachable: ${title}`, async () => assert.equal((await silence()).kind, 'unreachable'));
  }

  it('is lost when the window closes before the answer, when time runs out, and when the proposal cannot be shown whole', async () => {
    await window(() => new Promise(() => undefined));
    const closing = ask({}, 60_000);
    await waitUntil(() => servers[0] !== undefined && fs.existsSync(servers[0].record.socket));
    assert.deepEqual(await ask({ id: 'late' }, 150), { kind: 'lost', why: 'nobody answered in time', cause: 'deadline' });
    await servers.splice(0)[0]?.close();
    assert.deepEqual(await closing, { kind: 'lost', why: 'the editor window closed the question', cause: 'connection' });
    const giant = askFixture();
    assert.equal((await ask({ proposal: { ...giant.proposal, input: 'x'.repeat(maximumMessageBytes) } })).kind, 'lost');
  });

  it('gives a repeated id the same answer, and a different question under that id none', async () => {
    let asked = 0;
    const answers: ((answer: AskAnswer) => void)[] = [];
    await window(() => { asked++; return new Promise((resolve) => answers.push(resolve)); });
    const first = ask();
    await waitUntil(() => answers.length === 1);
    const second = ask();
    const other = await ask({ cwd: '/srv/other' });
    assert.equal(other.kind, 'unreachable');
    answers[0]?.(approval);
    assert.deepEqual([(await first).kind, (await second).kind, asked], ['answered', 'answered', 1]);
  });

  it('tells the window when all who waited have gone', async () => {
    let gone: AbortSignal | undefined;
    await window((_, signal) => { gone = signal; return new Promise(() => undefined); });
    await ask({}, 150);
    await waitUntil(() => gone?.aborted === true);
  });

  it('turns a failure of the asking into a denial', async () => {
    await window(() => { throw new Error('panel broke'); });
    const outcome = await ask();
    assert.equal(outcome.kind === 'answered' && outcome.outcome, 'denied');
  });

  it('withdraws its record when it closes', async () => {
    const server = await window(() => Promise.resolve(approval));
    assert.equal(findWindows(state.path, '/srv').windows.length, 1);
    await server.close();
    assert.equal(findWindows(state.path, '/srv').windows.length, 0);
  });

  describe('hostile connections', () => {
    /** Sends bytes, gives back all that came until the other side closed or fell silent. */
    const talk = (record: { readonly socket: string }, pieces: readonly (string | Buffer)[], end = true): Promise<string> =>
      new Promise((resolve) => {
        const socket = net.connect(record.socket);
        let received = '';
        socket.on('data', (chunk) => (received += chunk.toString('utf8')));
        socket.on('error', () => resolve(received));
        socket.on('close', () => resolve(received));
        socket.setTimeout(400, () => socket.destroy());
        for (const piece of pieces) socket.write(piece);
        if (end) socket.end();
      });
    const approvals = (received: string): number => received.split('\n').filter((line) => line.includes('"approved"')).length;

    it('get no approval: each wrong message', async () => {
      let asked = 0;
      const { record } = await window(() => { asked++; return Promise.resolve(approval); });
      const good = { ...askFixture(), token: record.token };
      const messages: readonly unknown[] = [
        { ...good, token: undefined }, { ...good, token: '' }, { ...good, token: 'x'.repeat(record.token.length) }, { ...good, token: record.token.slice(0, -1) }, { ...good, token: [record.token] },
        { ...good, v: 0 }, { ...good, v: 2 }, { ...good, v: '1' }, { ...good, v: undefined },
        ...['approve', 'approved', 'answer', 'allow', 'deny', 'ack', 'grant', 'lift', 'pong', 'refused', 'ASK', 'ask ', '', null, 1, ['ask']].map((type) => ({ ...good, type })),
        { ...good, type: 'answer', outcome: 'approved', by: 'me', reason: '' },
        ...Object.keys(good).filter((name) => name !== 'type').map((name) => ({ ...good, [name]: undefined })),
        { ...good, proposal: { ...good.proposal, actions: [{ kind: 'unheard-of' }] } }, { ...good, verdict: { ...good.verdict, decision: 'maybe' } },
        null, [], 'ask', 1, {}, [good],
      ];
      const received = await Promise.all(messages.map((message) => talk(record, [`${JSON.stringify(message)}\n`])));
      assert.deepEqual([received.map(approvals).filter((count) => count > 0), asked], [[], 0]);
    });

    it('get no approval: giant, partial, doubled and broken messages', async () => {
      let asked = 0;
      const { record } = await window((message) => { asked += message.id === 'mine' ? 0 : 1; return Promise.resolve(approval); });
      const line = JSON.stringify({ ...askFixture(), token: record.token });
      const received = await Promise.all([
        talk(record, [Buffer.alloc(maximumMessageBytes + 2, 0x61)]),
        talk(record, [line]),
        talk(record, [line.slice(0, -5), '\n']),
        talk(record, ['\n', line, '\n']),
        talk(record, [Buffer.from([0xff, 0xfe, 0x0a])]),
        talk(record, []),
        talk(record, ['not json\n', line, '\n']),
      ]);
      assert.deepEqual([received.map(approvals).filter((count) => count > 0), asked], [[], 0]);
    });

    it('get no approval: 2000 random changes of a good message', async function () {
      this.timeout(60_000);
      const random = randomNumbers(7);
      let asked = 0;
      // Whoever holds the token may open a question; what must never happen is an answer that no person gave.
      const { record } = await window(() => { asked++; return Promise.resolve({ outcome: 'denied', by: 'dana', method: 'panel', reason: 'no' }); });
      const line = Buffer.from(`${JSON.stringify({ ...askFixture(), token: record.token })}\n`);
      let approved = 0;
      for (let round = 0; round < 2000; round += 50) {
        const batch = Array.from({ length: 50 }, () => {
          const bytes = Buffer.from(line);
          for (let change = 0; change < 1 + random() * 4; change++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
          return talk(record, [bytes]);
        });
        for (const received of await Promise.all(batch)) approved += approvals(received);
      }
      assert.equal(approved, 0);
      assert.ok(asked < 2000);
      assert.equal(await pingWindow(record), true);
    });
  });
});

async function waitUntil(holds: () => boolean): Promise<void> {
  for (let round = 0; !holds(); round++) {
    if (round > 500) assert.fail('it never came about');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
