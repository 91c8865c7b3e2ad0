import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { realDisk, type Disk } from '../../../../src/node/disk.ts';
import { spooledRequests } from '../../../../src/node/export/exportSpool.ts';
import { readStatus } from '../../../../src/node/export/exportState.ts';
import { sealedRecords, traceStart, type TracePosition } from '../../../../src/node/export/sealedRecords.ts';
import { TraceExport, type TraceExportOptions } from '../../../../src/node/export/traceExport.ts';
import { retireSegments } from '../../../../src/node/trace/retireTrace.ts';
import type { TraceEvent } from '../../../../src/core/trace/event.ts';
import { otlpReceiver, type OtlpReceiver } from '../../../support/otlpReceiver.ts';
import { recordTrace } from '../../../support/recordedTrace.ts';
import { temporaryDirectory } from '../../../support/temporaryDirectory.ts';
import { allowed, approvedBehindCheckpoint, freezeStory, told } from '../../../support/traceStories.ts';

const stories = [...allowed, ...approvedBehindCheckpoint, ...freezeStory];

/** Many acts, each with five events and three spans, in one session. */
const many = (acts: number): readonly TraceEvent[] => Array.from({ length: acts }, (_, index) => told('s-many', allowed.slice(2, 6).map(({ body }) => body), undefined, `p-${index}`)).flat();

describe('sending the trace', () => {
  const place = temporaryDirectory();
  let receiver: OtlpReceiver;
  let said: string[];
  let clock: number;
  beforeEach(async () => {
    receiver = await otlpReceiver();
    said = [];
    clock = Date.now();
  });
  afterEach(async () => {
    assert.deepEqual(receiver.faults, []);
    await receiver.close();
  });

  const record = (events: readonly TraceEvent[], segmentBytes?: number): string => recordTrace(path.join(place.path, 'state'), path.join(place.path, 'work'), events, segmentBytes);
  const exporter = (workspaceState: string, more: Partial<TraceExportOptions> & { readonly spoolBytes?: number } = {}): TraceExport => new TraceExport({
    workspaceState, destination: { endpoint: receiver.endpoint, content: 'none', spoolBytes: more.spoolBytes ?? 1e9, from: 'setting' }, headers: () => Promise.resolve({ authorization: 'Bearer t' }), version: '1', begin: 'start',
    report: (words) => said.push(words), now: () => clock, chance: () => 1, timeoutMs: 30_000, ...more,
  });
  /** Every id that the receiver should have. */
  const hashes = (workspaceState: string): readonly string[] => {
    const all: string[] = [];
    for (let position: TracePosition = traceStart, more = true; more; ) {
      const read = sealedRecords(realDisk, path.join(workspaceState, 'trace'), position);
      all.push(...read.records.map(({ hash }) => hash));
      ({ position, more } = read);
    }
    return all;
  };
  const gaps = (): readonly Readonly<Record<string, unknown>>[] => [...receiver.logs.values()].filter(({ item }) => item['eventName'] === 'tagout.export.gap').map(({ attributes }) => attributes);
  const arrived = (): readonly string[] => [...receiver.logs].filter(([, { item }]) => item['eventName'] !== 'tagout.export.gap').map(([id]) => id);

  it('brings every record and every span once, and goes on where it was', async () => {
    const workspaceState = record(stories);
    const first = await exporter(workspaceState).cycle();
    record(told('s-later', [{ kind: 'prompt', text: 'More.' }]));
    await exporter(workspaceState).cycle('all');
    const again = await exporter(workspaceState).cycle('all');
    assert.deepEqual([first, again], [{ kind: 'done', waiting: 0, tryAfterMs: 0 }, { kind: 'done', waiting: 0, tryAfterMs: 0 }]);
    assert.deepEqual(arrived(), hashes(workspaceState));
    assert.deepEqual([...receiver.logs.values(), ...receiver.spans.values()].filter(({ times }) => times !== 1), []);
    assert.deepEqual([...receiver.spans.values()].map(({ item }) => String(item['name'])).sort(), ['execute_tool Bash', 'execute_tool Bash', 'execute_tool Bash', 'invoke_agent Claude Code', 'invoke_agent Claude Code', 'invoke_agent Claude Code', 'invoke_agent Claude Code', 'invoke_agent Claude Code', 'tagout.decision', 'tagout.decision', 'tagout.decision', 'tagout.run', 'tagout.run', 'tagout.waiting']);
    assert.ok(receiver.requests.every(({ authorization }) => authorization === 'Bearer t'));
    assert.ok(!JSON.stringify([...receiver.logs.values()]).includes('npm test'));
  });

  it('begins with what happens from now on, where it is asked to', async () => {
    const workspaceState = record(stories);
    await exporter(workspaceState, { begin: 'now' }).cycle();
    record(told('s-later', [{ kind: 'prompt', text: 'More.' }]));
    await exporter(workspaceState, { begin: 'now' }).cycle();
    assert.deepEqual(arrived(), hashes(workspaceState).slice(-1));
  });

  for (const how of [{ status: 500 }, { status: 502 }, { status: 503 }, { status: 504 }, { status: 429 }, { status: 401 }, { status: 404 }, { status: 503, after: true }, 'hang', 'cut'] as const) {
    it(`loses nothing when the receiver ${typeof how === 'string' ? `lets it ${how}` : `answers ${how.status}${'after' in how ? ' though it took it' : ''}`}`, async () => {
      const workspaceState = record(stories);
      const sending = exporter(workspaceState, how === 'hang' ? { timeoutMs: 500 } : {});
      receiver.misbehave(how, how);
      const [first, tooEarly] = [await sending.cycle(), await sending.cycle()];
      clock += 1000;
      const second = await sending.cycle();
      clock += 2000;
      const third = await exporter(workspaceState).cycle();
      assert.deepEqual([first, second].map((cycle) => cycle.kind === 'done' && cycle.trouble !== undefined && cycle.waiting > 0), [true, true]);
      assert.equal(tooEarly.kind === 'done' && tooEarly.tryAfterMs, 1000);
      assert.equal(second.kind === 'done' && second.tryAfterMs, 2000);
      assert.deepEqual(third, { kind: 'done', waiting: 0, tryAfterMs: 0 });
      assert.deepEqual(arrived(), hashes(workspaceState));
      assert.equal(said.at(-1), 'everything is sent again');
    });
  }

  it('loses nothing while nobody listens, over restarts', async () => {
    const workspaceState = record(many(50));
    const gone = exporter(workspaceState, { destination: { endpoint: 'http://127.0.0.1:9', content: 'none', spoolBytes: 1e9, from: 'setting' } });
    const cycle = await gone.cycle();
    assert.match(cycle.kind === 'done' ? cycle.trouble ?? '' : '', /cannot be reached/);
    fs.renameSync(gone.directory, exporter(workspaceState).directory);
    await exporter(workspaceState).cycle();
    assert.deepEqual(arrived(), hashes(workspaceState));
  });

  it('waits for as long as the receiver says', async () => {
    const sending = exporter(record(stories));
    receiver.misbehave({ status: 503, headers: { 'retry-after': '30' } });
    const seconds = await sending.cycle();
    clock += 30_000;
    receiver.misbehave({ status: 429, headers: { 'retry-after': new Date(Math.floor(clock / 1000) * 1000 + 90_000).toUTCString() } });
    const date = await sending.cycle();
    assert.equal(seconds.kind === 'done' && seconds.tryAfterMs, 30_000);
    assert.ok(date.kind === 'done' && date.tryAfterMs > 89_000 && date.tryAfterMs <= 90_000, JSON.stringify(date));
  });

  it('never sends again what a receiver took in part, and says how much it rejected', async () => {
    const workspaceState = record(stories);
    receiver.misbehave({ status: 200, after: true, body: JSON.stringify({ partialSuccess: { rejectedLogRecords: '2', errorMessage: 'too old' } }) });
    const sending = exporter(workspaceState);
    await sending.cycle();
    assert.equal(sending.status.rejected, 2);
    assert.match(said.join('\n'), /rejected 2 of .*too old/);
    assert.deepEqual([...receiver.logs.values()].filter(({ times }) => times !== 1), []);
  });

  it('drops what the receiver will never take, and tells both sides', async () => {
    const workspaceState = record(stories);
    receiver.misbehave({ status: 400 });
    const sending = exporter(workspaceState);
    await sending.cycle();
    const [gap] = gaps();
    const { droppedLogs, droppedSpans } = sending.status;
    assert.ok(droppedLogs + droppedSpans > 0);
    assert.deepEqual([gap?.['tagout.export.gap.logs'], gap?.['tagout.export.gap.spans'], gaps().length], [String(droppedLogs), String(droppedSpans), 1]);
    assert.match(said.join('\n'), /never sent: the receiver answered 400/);
  });

  it('drops the oldest above the cap, loudly, and tells the receiver exactly what it misses', async () => {
    const workspaceState = record(many(1500));
    const gone = exporter(workspaceState, { spoolBytes: 60_000 });
    receiver.misbehave(...Array.from({ length: 50 }, () => ({ status: 503 })));
    await gone.cycle();
    const waiting = spooledRequests(realDisk, path.join(gone.directory, 'spool'));
    assert.ok(waiting.reduce((sum, { bytes }) => sum + bytes, 0) <= 60_000 && waiting.length > 0);
    assert.ok(gone.status.droppedLogs > 0);
    assert.match(said.join('\n'), /were dropped and never sent: more than 0 MB waited/);
    receiver.misbehave();
    for (let tries = 0; tries < 60; tries++) {
      clock += 600_000;
      await gone.cycle();
    }
    const [gap] = gaps();
    const all = hashes(workspaceState);
    assert.equal(Number(gap?.['tagout.export.gap.logs']), gone.status.droppedLogs);
    assert.equal(arrived().length + gone.status.droppedLogs, all.length);
    assert.deepEqual(arrived(), all.slice(-arrived().length));
    assert.deepEqual([...receiver.logs.values(), ...receiver.spans.values()].filter(({ times }) => times !== 1), []);
  });

  it('waits in the trace while the disk is full', async () => {
    const workspaceState = record(many(300));
    let free = 3;
    const full: Disk = { ...realDisk, openSync: (file, flags, mode) => {
      if (String(file).includes('spool') && flags === 'w' && free-- <= 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      return realDisk.openSync(file, flags, mode);
    } };
    const before = await exporter(workspaceState, { disk: full }).cycle();
    assert.match(before.kind === 'done' ? before.trouble ?? '' : '', /wait in the trace because the disk does not take them \(ENOSPC/);
    assert.deepEqual(readStatus(realDisk, exporter(workspaceState).directory)?.droppedLogs, 0);
    await exporter(workspaceState).cycle();
    assert.deepEqual(arrived(), hashes(workspaceState));
  });

  it('never rejects where its directory cannot be used', async () => {
    const workspaceState = record(stories);
    fs.writeFileSync(path.join(workspaceState, 'export'), '');
    const cycle = await exporter(workspaceState).cycle();
    assert.match(cycle.kind === 'done' ? cycle.trouble ?? '' : '', /cannot use its directory/);
  });

  it('tells what was removed from the trace before it was sent', async () => {
    const workspaceState = record(many(200), 60_000);
    await exporter(workspaceState).cycle();
    const sent = arrived().length;
    record(many(400), 60_000);
    const whole = hashes(workspaceState).length;
    const removed = retireSegments({ trace: path.join(workspaceState, 'trace'), workspace: path.join(place.path, 'work') }, { keepDays: 1000, keepMegabytes: 0.2 });
    assert.ok(removed !== undefined);
    await exporter(workspaceState).cycle();
    const lost = Number(gaps()[0]?.['tagout.export.gap.logs']);
    assert.ok(lost > 0, 'something was removed that had not been sent');
    // One more: the record that says that segments were removed.
    assert.equal(arrived().length + lost, whole + 1, `${sent} were sent before`);
  });

  it('works in one window at a time', async () => {
    const workspaceState = record(stories);
    const directory = exporter(workspaceState).directory;
    fs.mkdirSync(directory, { recursive: true });
    fs.writeFileSync(path.join(directory, 'lock'), JSON.stringify({ pid: process.ppid }));
    assert.deepEqual(await exporter(workspaceState).cycle(), { kind: 'busy' });
    assert.equal(receiver.requests.length, 0);
  });

  it('gives the token to nobody whom the receiver points to', async () => {
    const other = await otlpReceiver();
    receiver.misbehave({ status: 307, headers: { location: `${other.endpoint}/v1/traces` } });
    const cycle = await exporter(record(stories)).cycle();
    await other.close();
    assert.deepEqual([other.requests.length, cycle.kind === 'done' && cycle.waiting > 0], [0, true]);
  });

  it('loses nothing and doubles nothing by id when it is killed again and again while it sends', async function () {
    this.timeout(120_000);
    const workspaceState = record(many(3000));
    let kills = 0;
    for (let round = 0; round < 12; round++) {
      const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'sendForever.ts'), workspaceState, receiver.endpoint], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      const before = receiver.requests.length;
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (receiver.requests.length > before + (round % 5) || child.exitCode !== null) resolve();
          else setTimeout(look, 1);
        };
        look();
      });
      if (child.exitCode === null && child.kill('SIGKILL')) kills += 1;
      await ended;
    }
    await exporter(workspaceState).cycle('all');
    assert.ok(kills >= 6, `${kills} kills`);
    assert.deepEqual([...arrived()].sort(), [...hashes(workspaceState)].sort());
    assert.equal([...receiver.spans.values()].filter(({ item }) => item['name'] === 'execute_tool Bash').length, 3000);
  });
});
