import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { realDisk } from '../../../src/node/disk.ts';
import type { Disk } from '../../../src/node/disk.ts';
import { readHead } from '../../../src/node/trace/traceHead.ts';
import { eventIn, parseSegmentLine, rawLines, segmentPath } from '../../../src/node/trace/traceSegment.ts';
import { sealTrace } from '../../../src/node/trace/traceStore.ts';
import { verifyTrace } from '../../../src/node/trace/verifyTrace.ts';

/** A process number that no running process has: above the largest that the kernel gives out. */
const endedProcess = 4_194_304 + 7;

describe('trace store', () => {
  let trace: string;
  beforeEach(() => {
    trace = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-trace-')), 'trace');
    fs.mkdirSync(path.join(trace, 'spool'), { recursive: true });
  });
  afterEach(() => fs.rmSync(path.dirname(trace), { recursive: true, force: true }));

  const event = (id: string): string => `${JSON.stringify({ v: 1, id, at: '2026-01-01T00:00:00.000Z', workspace: '/w', body: { kind: 'said', text: `é ${id}` } })}\n`;
  const spool = (name: string, text: string): string => {
    const file = path.join(trace, 'spool', name);
    fs.appendFileSync(file, text);
    return file;
  };
  const seal = (more: Partial<Parameters<typeof sealTrace>[0]> = {}): ReturnType<typeof sealTrace> => sealTrace({ trace, workspace: '/w', now: () => 0, ...more });
  const segments = (): string[] => fs.readdirSync(path.join(trace, 'segments')).sort();
  const bodies = (): { id: unknown; body: object }[] =>
    segments().flatMap((name) =>
      rawLines(realDisk, path.join(trace, 'segments', name)).flatMap(({ raw }) => {
        const parsed = parseSegmentLine(raw);
        if (parsed.kind !== 'line' || parsed.line.kind !== 'event') return [];
        const { id, body } = eventIn(parsed.line) ?? {};
        return typeof body === 'object' && body !== null ? [{ id, body }] : [];
      }),
    );
  const ids = (): unknown[] => bodies().flatMap(({ id, body }) => ('text' in body ? [id] : []));
  const notes = (): unknown[] => bodies().flatMap(({ body }) => ('message' in body ? [body.message] : []));

  it('seals the spools of ended and of running processes and removes only the former', () => {
    spool(`100-${endedProcess}.jsonl`, event('a') + event('b'));
    spool(`200-${process.pid}.jsonl`, event('c') + '{"half');
    const first = seal();
    spool(`200-${process.pid}.jsonl`, `":1}\n${event('d')}`);
    assert.deepEqual(
      [first, seal(), seal(), ids(), fs.readdirSync(path.join(trace, 'spool')), verifyTrace(trace)],
      [
        { kind: 'sealed', events: 3, more: false }, { kind: 'sealed', events: 2, more: false }, { kind: 'sealed', events: 0, more: false },
        ['a', 'b', 'c', 'd'], [`200-${process.pid}.jsonl`],
        { ok: true, chain: readHead(realDisk, trace)?.chain ?? '', segments: 1, events: 5, erased: 0, retired: 0, problems: [] },
      ],
    );
  });

  it('keeps files to their owner', () => {
    spool(`1-${endedProcess}.jsonl`, event('a'));
    seal();
    assert.deepEqual([path.join(trace, 'segments'), segmentPath(trace, 1), path.join(trace, 'head.json')].map((file) => (fs.statSync(file).mode & 0o777).toString(8)), process.platform === 'win32' ? ['777', '666', '666'] : ['700', '600', '600']);
  });

  it('records what a spool lost: a torn end, a line that is no JSON, an event nested too deeply', () => {
    spool(`1-${endedProcess}.jsonl`, `nonsense\n${'{"a":'.repeat(300)}1${'}'.repeat(300)}\n${event('a')}{"torn`);
    seal();
    assert.deepEqual([ids(), notes()], [
      ['a'],
      [
        `spool 1-${endedProcess}.jsonl: the line is not JSON; the line before byte 9 is not readable`,
        `spool 1-${endedProcess}.jsonl: the event before byte ${9 + 300 * 6 + 2} is nested too deeply`,
        `spool 1-${endedProcess}.jsonl ended in the middle of a line: 6 bytes after byte ${9 + 300 * 6 + 2 + Buffer.byteLength(event('a'))} are not readable`,
      ],
    ]);
  });

  it('works through many events in bounded steps and over segment borders', () => {
    spool(`1-${endedProcess}.jsonl`, Array.from({ length: 95 }, (_, index) => event(String(index))).join(''));
    const steps: unknown[] = [];
    for (let step = seal({ limit: 10, segmentBytes: 5000 }); step.kind === 'sealed' && step.events > 0; step = seal({ limit: 10, segmentBytes: 5000 })) steps.push(step.events);
    assert.deepEqual([steps, ids().length, segments().length > 3, verifyTrace(trace).problems], [[10, 10, 10, 10, 10, 10, 10, 10, 10, 5], 95, true, []]);
  });

  it('waits while another process seals and breaks the lock of one that ended', () => {
    spool(`1-${endedProcess}.jsonl`, event('a'));
    fs.mkdirSync(path.join(trace, 'segments'));
    fs.writeFileSync(path.join(trace, 'seal.lock'), JSON.stringify({ pid: process.ppid }));
    const busy = seal({ now: Date.now });
    fs.writeFileSync(path.join(trace, 'seal.lock'), JSON.stringify({ pid: endedProcess }));
    assert.deepEqual([busy, seal({ now: Date.now }), fs.existsSync(path.join(trace, 'seal.lock'))], [{ kind: 'busy' }, { kind: 'sealed', events: 1, more: false }, false]);
  });

  it('cuts off a torn line that was never sealed, says so, and goes on', () => {
    spool(`1-${endedProcess}.jsonl`, event('a'));
    seal();
    const size = fs.statSync(segmentPath(trace, 1)).size;
    fs.appendFileSync(segmentPath(trace, 1), '{"event":{"at"');
    const before = verifyTrace(trace);
    spool(`2-${endedProcess}.jsonl`, event('b'));
    seal();
    assert.deepEqual([before.ok, before.torn, ids(), notes(), verifyTrace(trace).problems], [
      true,
      { file: segmentPath(trace, 1), line: 3, byte: size, bytes: 14, problem: 'the last line is torn: 14 bytes of a line that was never sealed' },
      ['a', 'b'], [`segment 1 ended in the middle of a line: 14 bytes that were never sealed were cut off at byte ${size}`], [],
    ]);
  });

  it('goes on in a new segment when the sealed past was cut, and verify goes on to say so', () => {
    spool(`1-${endedProcess}.jsonl`, event('a') + event('b'));
    seal();
    const last = rawLines(realDisk, segmentPath(trace, 1)).at(-1);
    fs.truncateSync(segmentPath(trace, 1), last?.start);
    spool(`2-${endedProcess}.jsonl`, event('c'));
    seal();
    assert.deepEqual([ids(), notes(), verifyTrace(trace).problems.map(({ file, line, problem }) => `${path.basename(file)}:${line ?? ''} ${problem}`)], [
      ['a', 'c'], ['the sealed trace is damaged (segment 1 was cut short); a new segment goes on from the last good line'],
      ['000002.jsonl:1 the line does not follow the one before it: lines were removed, added or put in another order', '000002.jsonl:1 the segment begins at event 3 instead of 2'],
    ]);
  });

  it('rebuilds a lost head from the segments without sealing anything twice', () => {
    const name = `1-${process.pid}.jsonl`;
    spool(name, event('a') + event('b'));
    seal();
    fs.unlinkSync(path.join(trace, 'head.json'));
    spool(name, event('c'));
    assert.deepEqual([seal(), ids(), verifyTrace(trace).problems], [{ kind: 'sealed', events: 1, more: false }, ['a', 'b', 'c'], []]);
  });

  describe('when the disk fails', () => {
    /** Counts the operations; the N-th fails, and with `dead` all after it too, as if the process had ended there. */
    const failing = (at: number, mode: 'once' | 'dead'): { disk: Disk; count: () => number } => {
      let count = 0;
      const disk = new Proxy<Disk>(realDisk, {
        get: (target, name, receiver) => {
          const operation: unknown = Reflect.get(target, name, receiver);
          if (typeof operation !== 'function') return operation;
          return (...args: unknown[]): unknown => {
            count += 1;
            if (count === at || (mode === 'dead' && count > at)) {
              if (name === 'writeSync' && count === at) {
                const [descriptor, data, offset, length] = args;
                Reflect.apply(operation, target, [descriptor, data, offset, Math.floor(Number(length) / 2)]);
              }
              if (name === 'closeSync') Reflect.apply(operation, target, args);
              throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
            }
            return Reflect.apply(operation, target, args);
          };
        },
      });
      return { disk, count: () => count };
    };

    for (const mode of ['once', 'dead'] as const) {
      it(`loses and doubles nothing, whichever operation fails (${mode})`, () => {
        const live = `300-${process.pid}.jsonl`;
        const problems: string[] = [];
        let at = 0;
        for (let reached = true; reached; ) {
          at += 1;
          fs.rmSync(trace, { recursive: true, force: true });
          fs.mkdirSync(path.join(trace, 'spool'), { recursive: true });
          spool(`1-${endedProcess}.jsonl`, event('a') + event('b'));
          seal({ segmentBytes: 400 });
          spool(`2-${endedProcess}.jsonl`, event('c') + event('d'));
          spool(live, event('e'));
          const fault = failing(at, mode);
          try {
            seal({ disk: fault.disk, segmentBytes: 400 });
          } catch (error) {
            if (!(error instanceof Error && error.message === 'no space left')) throw error;
          }
          reached = fault.count() >= at;
          const between = verifyTrace(trace);
          if (!between.ok) problems.push(`${at}: verify before the next sealing: ${JSON.stringify(between.problems)}`);
          spool(live, event('f'));
          const later = (): number => Date.now() + 60_000;
          seal({ now: later });
          seal({ now: later });
          const result = verifyTrace(trace);
          if (ids().join('') !== 'abcdef' || !result.ok) problems.push(`${at}: ${ids().join('')} ${JSON.stringify(result.problems)}`);
        }
        assert.deepEqual([problems, at > 25], [[], true]);
      });
    }
  });

  it('with 8 writers, 2 sealers and processes killed in the middle: nothing lost, nothing doubled', async function () {
    this.timeout(60_000);
    const writer = `
      const fs = require('fs');
      const file = process.argv[1] + '/spool/' + Date.now() + '-' + process.pid + '.jsonl';
      const fd = fs.openSync(file, 'a', 0o600);
      for (let i = 0; i < 300; i++) {
        fs.writeSync(fd, JSON.stringify({ v: 1, id: process.argv[2] + '-' + i, at: '2026-01-01T00:00:00.000Z', workspace: '/w', body: { kind: 'said', text: 'x'.repeat(i) } }) + '\\n');
        if (i % 50 === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      }`;
    const sealer = `const { sealTrace } = await import(${JSON.stringify(new URL('../../../src/node/trace/traceStore.ts', import.meta.url).href)}); for (;;) { try { sealTrace({ trace: process.argv[1], workspace: '/w', limit: 37, segmentBytes: 20000 }); } catch (error) { console.error(error); process.exitCode = 1; break; } }`;
    const run = (args: readonly string[]): { pid: number | undefined; done: Promise<string>; kill: () => void } => {
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      let text = '';
      child.stderr.on('data', (data: Buffer) => (text += data.toString()));
      return { pid: child.pid, done: new Promise((resolve) => child.on('exit', () => resolve(text))), kill: () => void child.kill('SIGKILL') };
    };
    const startSealer = (): ReturnType<typeof run> => run(['--import', 'tsx', '--input-type=module', '-e', sealer, trace]);
    let sealers = [startSealer(), startSealer()];
    const writers = Array.from({ length: 8 }, (_, index) => run(['-e', writer, trace, String(index)]));
    const written = Promise.all(writers.map(({ done }) => done));
    const problems: string[] = [];
    for (let round = 0; round < 3; round++) {
      const before = Date.now();
      while (Date.now() - before < 400) await new Promise((resolve) => setImmediate(resolve));
      for (const { kill } of sealers) kill();
      problems.push(...(await Promise.all(sealers.map(({ done }) => done))));
      sealers = round < 2 ? [startSealer(), startSealer()] : [];
    }
    problems.push(...(await written));
    for (let step = seal({ now: Date.now }); step.kind === 'busy' || step.events > 0 || step.more; step = seal({ now: Date.now })) fs.rmSync(path.join(trace, 'seal.lock.break'), { force: true });
    const found = ids();
    assert.deepEqual([problems.filter((text) => text !== ''), found.length, new Set(found).size, verifyTrace(trace).problems, fs.readdirSync(path.join(trace, 'spool'))], [[], 2400, 2400, [], []]);
  });
});
