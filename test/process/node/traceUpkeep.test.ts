import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { canonicalJson } from '../../../src/core/trace/canonicalJson.ts';
import type { TraceBody } from '../../../src/core/trace/event.ts';
import { longestInline, payloadOf } from '../../../src/core/trace/payloadMark.ts';
import { realDisk, type Disk } from '../../../src/node/disk.ts';
import { eraseSession } from '../../../src/node/trace/eraseTrace.ts';
import { payloadDirectory, readPayload } from '../../../src/node/trace/payloadStore.ts';
import { retireSegments } from '../../../src/node/trace/retireTrace.ts';
import { openSpool } from '../../../src/node/trace/spool.ts';
import { workspaceStateDirectory } from '../../../src/node/stateDirectory.ts';
import { eventIn, genesis, parseSegmentLine, rawLines, segmentNumber, segmentPath } from '../../../src/node/trace/traceSegment.ts';
import { sealTrace } from '../../../src/node/trace/traceStore.ts';
import { verifyTrace } from '../../../src/node/trace/verifyTrace.ts';

describe('trace upkeep', () => {
  let state: string;
  let trace: string;
  let clock: number;
  beforeEach(() => {
    state = fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-upkeep-'));
    trace = path.join(workspaceStateDirectory(state, '/w'), 'trace');
    clock = Date.UTC(2026, 0, 1);
  });
  afterEach(() => fs.rmSync(state, { recursive: true, force: true }));

  const record = (session: string, ...texts: string[]): void => {
    const spool = openSpool(state, '/w', () => (clock += 1000));
    spool.append({ workspace: '/w', session, agent: 'codex' }, texts.map((text): TraceBody => ({ kind: 'said', text })), 'durable');
    spool.close();
  };
  const seal = (more: Partial<Parameters<typeof sealTrace>[0]> = {}): void => void sealTrace({ trace, workspace: '/w', now: () => clock, ticks: () => clock, ...more });
  const segments = (): number[] => fs.readdirSync(path.join(trace, 'segments')).sort().flatMap((name) => segmentNumber(name) ?? []);
  const lines = (): { readonly seq: number; readonly body: unknown }[] => segments().flatMap((segment) => rawLines(realDisk, segmentPath(trace, segment)).flatMap(({ raw }) => {
    const parsed = parseSegmentLine(raw);
    return parsed.kind === 'line' && parsed.line.kind === 'event' ? [{ seq: parsed.line.seq, body: eventIn(parsed.line)?.['body'] }] : [];
  }));
  const texts = (): unknown[] => lines().map(({ body }) => (body === undefined ? '(erased)' : typeof body === 'object' && body !== null && 'text' in body ? body.text : typeof body === 'object' && body !== null && 'kind' in body ? body.kind : '')).filter((text) => text !== '');
  const bytesOnDisk = (): string => fs.readdirSync(trace, { recursive: true, encoding: 'utf8' }).map((name) => path.join(trace, name)).filter((file) => fs.statSync(file).isFile()).map((file) => fs.readFileSync(file, 'utf8')).join('\n');

  it('erases a session everywhere and leaves the chain whole', () => {
    record('mine', 'first secret', 'x'.repeat(longestInline + 1));
    record('other', 'stays');
    seal({ segmentBytes: 10 });
    record('mine', 'second secret');
    seal({ segmentBytes: 10 });
    record('mine', 'third secret');
    const { size } = fs.statSync(segmentPath(trace, 1));
    const result = eraseSession({ trace, workspace: '/w', now: () => clock }, { session: 'mine', by: 'dana', why: 'asked for' });
    const { ok, erased, events } = verifyTrace(trace);
    assert.deepEqual(
      [result, texts(), { ok, erased, events }, bytesOnDisk().includes('secret'), fs.existsSync(payloadDirectory(trace, 'mine')), fs.statSync(segmentPath(trace, 1)).size],
      [{ kind: 'erased', events: 4, payloads: 1, kept: 0 }, ['(erased)', '(erased)', 'stays', '(erased)', '(erased)', 'erased'], { ok: true, erased: 4, events: 6 }, false, false, size],
    );
  });

  it('takes an empty event for tampering where no record names it', () => {
    record('mine', 'a', 'b');
    seal();
    eraseSession({ trace, workspace: '/w', now: () => clock }, { session: 'mine', by: 'dana', why: 'asked for' });
    const file = segmentPath(trace, 1);
    const all = fs.readFileSync(file, 'utf8').split('\n');
    const shorter = all.map((line) => line.replace('"erased":" ', '"erased":"'));
    fs.writeFileSync(file, shorter.join('\n'));
    const shortened = verifyTrace(trace).problems.map(({ line, problem }) => `${line} ${problem}`);
    fs.writeFileSync(file, `${all.slice(0, 3).join('\n')}\n`);
    fs.unlinkSync(path.join(trace, 'head.json'));
    assert.deepEqual([shortened.filter((text) => text.includes('erased')), verifyTrace(trace).problems.map(({ line, problem }) => `${line ?? ''} ${problem}`)[0]], [
      ['2 the line was changed: it is not in the form in which it was erased', '3 the line was changed: it is not in the form in which it was erased'], '2 event 1 was taken out, and no record says by whom',
    ]);
  });

  /** Lets the operation with this number fail, and every one after it. */
  const failingAt = (at: number): { readonly disk: Disk; readonly reached: () => boolean } => {
    let count = 0;
    const disk = new Proxy(realDisk, { get: (target, name: keyof Disk) => (...words: never[]) => {
      count += 1;
      if (count >= at && name !== 'closeSync') throw new Error('no space left');
      return Reflect.apply(target[name], target, words) as unknown;
    } });
    return { disk, reached: () => count >= at };
  };

  for (const [what, act] of [
    ['erasing', (disk: Disk): unknown => eraseSession({ trace, workspace: '/w', disk, now: () => clock }, { session: 'mine', by: 'dana', why: 'asked for' })],
    ['retiring', (disk: Disk): unknown => retireSegments({ trace, workspace: '/w', disk, now: () => clock }, { keepDays: 1000, keepMegabytes: 0 })],
  ] as const) {
    it(`verifies after ${what} was cut short at any operation, and is finished by the next call`, () => {
      const problems: string[] = [];
      // Locks are told by the times of their files.
      clock = Date.now();
      for (let at = 1, reached = true; reached; at += 1) {
        fs.rmSync(trace, { recursive: true, force: true });
        record('mine', 'a');
        seal({ segmentBytes: 10 });
        record('other', 'b');
        seal({ segmentBytes: 10 });
        record('mine', 'c');
        const fault = failingAt(at);
        try {
          act(fault.disk);
        } catch (error) {
          if (!(error instanceof Error && error.message === 'no space left')) throw error;
        }
        reached = fault.reached();
        if (!verifyTrace(trace).ok) problems.push(`${at}: ${JSON.stringify(verifyTrace(trace).problems)}`);
        clock += 120_000;
        act(realDisk);
        act(realDisk);
        const after = verifyTrace(trace);
        const left = what === 'erasing' ? texts().filter((text) => text === 'a' || text === 'c') : segments().slice(0, -1);
        if (!after.ok || left.length > 0) problems.push(`${at} at the end: ${JSON.stringify([after.problems, left])}`);
      }
      assert.deepEqual(problems, []);
    });
  }

  it('removes the oldest segments by age and by size, never the newest', () => {
    for (const text of ['a', 'b', 'c', 'd']) {
      record('s', text);
      seal({ segmentBytes: 10 });
      clock += 86_400_000 * 10;
    }
    const byAge = retireSegments({ trace, workspace: '/w', now: () => clock }, { keepDays: 25, keepMegabytes: 100 });
    const left = segments();
    const { ok, retired } = verifyTrace(trace);
    const bySize = retireSegments({ trace, workspace: '/w', now: () => clock }, { keepDays: 1000, keepMegabytes: 0 });
    const nothing = retireSegments({ trace, workspace: '/w', now: () => clock }, { keepDays: 1000, keepMegabytes: 100 });
    assert.deepEqual([byAge.kind === 'retired' && byAge.segments, left, ok, retired, bySize.kind === 'retired' && bySize.segments, nothing, segments().length, verifyTrace(trace).ok], [1, [2, 3, 4], true, 1, 2, { kind: 'retired', segments: 0, bytes: 0 }, 1, true]);
    fs.copyFileSync(segmentPath(trace, segments().at(-1) ?? 0), segmentPath(trace, 9));
    for (const segment of segments().filter((number) => number !== 9)) fs.unlinkSync(segmentPath(trace, segment));
    assert.ok(verifyTrace(trace).problems.length > 0);
  });

  it('finds the first segments removed without a record', () => {
    for (const text of ['a', 'b']) {
      record('s', text);
      seal({ segmentBytes: 10 });
    }
    fs.unlinkSync(segmentPath(trace, 1));
    assert.deepEqual(verifyTrace(trace).problems.map(({ problem }) => problem), ['segment 1 is missing, and no record says that they were removed']);
  });

  it('records that the clock was set back, and not that the machine slept or started anew', () => {
    const at = (now: number, ticks: number): void => {
      record('s', 'x');
      seal({ now: () => now, ticks: () => ticks });
    };
    const start = Date.UTC(2026, 5, 1);
    at(start, 1_000_000);
    at(start + 10_000, 1_010_000);
    at(start + 3_600_000, 1_020_000);
    at(start + 3_700_000, 5_000);
    at(start + 3_600_000, 15_000);
    assert.deepEqual(lines().flatMap(({ body }) => (typeof body === 'object' && body !== null && 'stepMs' in body ? [body.stepMs] : [])), [-110_000]);
  });

  it('keeps long texts beside the chain, to their owner, and tells one that was changed or erased', () => {
    const long = 'é'.repeat(longestInline + 5);
    record('s', long, long, 'short');
    seal();
    const [first, second, third] = texts();
    assert.ok(typeof first === 'string' && first === second && third === 'short');
    const reference = payloadOf(first);
    assert.ok(reference !== undefined);
    const file = path.join(payloadDirectory(trace, 's'), reference.sha256);
    const whole = readPayload(trace, reference, 's');
    const mode = fs.statSync(file).mode & 0o777;
    fs.writeFileSync(file, 'other');
    const changed = readPayload(trace, reference, 's').kind;
    fs.unlinkSync(file);
    assert.deepEqual([whole, reference.bytes, process.platform === 'win32' ? 0o600 : mode, fs.readdirSync(path.dirname(file)), changed, readPayload(trace, reference, 's').kind, verifyTrace(trace).ok], [{ kind: 'text', text: long }, Buffer.byteLength(long), 0o600, [], 'damaged', 'erased', true]);
  });

  it('goes on behind a trace of the first form, which stays readable and is checked as strictly', () => {
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    let prev = genesis;
    const sealedFirst = (members: object): string => {
      const covered = { ...members, prev };
      prev = sha256(canonicalJson(covered) ?? '');
      return canonicalJson({ ...covered, hash: prev }) ?? '';
    };
    const event = { v: 1, id: '1', at: '2026-01-01T00:00:00.000Z', workspace: '/w', session: 's', body: { kind: 'said', text: 'old' } };
    const old = [sealedFirst({ at: '2026-01-01T00:00:00.000Z', chain: 'c-1', first: 1, segment: 1, v: 1 }), sealedFirst({ event, from: { end: 10, spool: '1-1.jsonl' }, seq: 1 })].map((line) => `${line}\n`).join('');
    fs.mkdirSync(path.join(trace, 'segments'), { recursive: true });
    fs.mkdirSync(path.join(trace, 'spool'), { recursive: true });
    fs.writeFileSync(segmentPath(trace, 1), old);
    fs.writeFileSync(path.join(trace, 'head.json'), JSON.stringify({ v: 1, chain: 'c-1', segment: 1, bytes: Buffer.byteLength(old), seq: 1, hash: prev, spools: {} }));
    const before = verifyTrace(trace);
    record('s', 'new');
    seal();
    const after = verifyTrace(trace);
    fs.writeFileSync(segmentPath(trace, 1), old.replace('old', 'odd'));
    assert.deepEqual([before.problems, segments(), texts().slice(-1), after.problems, after.chain, after.events, verifyTrace(trace).problems.map(({ line, problem }) => `${line} ${problem}`)[0]], [[], [1, 2], ['new'], [], 'c-1', 2, '2 the line was changed: its hash does not fit']);
  });
});
