import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { segmentPath } from '../../../src/node/trace/traceSegment.ts';
import { sealTrace } from '../../../src/node/trace/traceStore.ts';
import { verifyTrace } from '../../../src/node/trace/verifyTrace.ts';

const endedProcess = 4_194_304 + 7;

describe('verify trace', () => {
  let trace: string;
  beforeEach(() => {
    trace = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-verify-')), 'trace');
    fs.mkdirSync(path.join(trace, 'spool'), { recursive: true });
    for (let round = 1; round <= 3; round++) {
      const events = Array.from({ length: 3 }, (_, index) => `${JSON.stringify({ v: 1, id: `${round}${index}`, at: '2026-01-01T00:00:00.000Z', workspace: '/w', size: 1e21, body: { kind: 'said', text: 'naïve � \u{1f512}' } })}\n`);
      fs.writeFileSync(path.join(trace, 'spool', `${round}-${endedProcess}.jsonl`), events.join(''));
      sealTrace({ trace, workspace: '/w', now: () => 0, segmentBytes: 800 });
    }
  });
  afterEach(() => fs.rmSync(path.dirname(trace), { recursive: true, force: true }));

  const places = (): string[] => verifyTrace(trace).problems.map(({ file, line, problem }) => `${path.basename(file)}:${line ?? ''} ${problem.replace(/byte \d+/, 'byte N')}`);
  const rewrite = (segment: number, change: (lines: string[]) => string[]): void => {
    const file = segmentPath(trace, segment);
    fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8').split('\n').slice(0, -1)).map((line) => `${line}\n`).join(''));
  };

  it('accepts what was sealed', () => {
    const { ok, segments, events, problems } = verifyTrace(trace);
    assert.deepEqual({ ok, segments, events, problems }, { ok: true, segments: 3, events: 9, problems: [] });
  });

  it('finds every single byte that was changed, in the line where it is', () => {
    const missed: string[] = [];
    for (const segment of [1, 3]) {
      const file = segmentPath(trace, segment);
      const good = fs.readFileSync(file);
      let line = 1;
      for (let byte = 0; byte < good.length; byte++) {
        for (const bit of [1 << (byte % 8)]) {
          const bad = Buffer.from(good);
          bad[byte] = (good[byte] ?? 0) ^ bit;
          fs.writeFileSync(file, bad);
          const { problems, torn } = verifyTrace(trace);
          if (![...problems, ...(torn === undefined ? [] : [torn])].some((problem) => problem.file === file && problem.line === line) || problems.length === 0) missed.push(`segment ${segment} byte ${byte} bit ${bit}`);
        }
        if (good[byte] === 0x0a) line += 1;
      }
      fs.writeFileSync(file, good);
    }
    assert.deepEqual(missed, []);
  }).timeout(60_000);

  it('finds every cut of the end', () => {
    const file = segmentPath(trace, 3);
    const good = fs.readFileSync(file);
    const missed: number[] = [];
    for (let length = 0; length < good.length; length++) {
      fs.writeFileSync(file, good.subarray(0, length));
      if (verifyTrace(trace).ok) missed.push(length);
    }
    assert.deepEqual(missed, []);
  });

  const t = (title: string, change: () => void, expected: readonly string[]): void => {
    it(title, () => {
      change();
      assert.deepEqual(places(), expected);
    });
  };
  const unlinked = 'the line does not follow the one before it: lines were removed, added or put in another order';

  t('a line removed', () => rewrite(1, (lines) => lines.filter((_, index) => index !== 2)), [`000001.jsonl:3 ${unlinked}`, '000001.jsonl:3 event 3 stands where event 2 belongs']);
  t('two lines exchanged', () => rewrite(1, ([a = '', b = '', c = '', d = '']) => [a, b, d, c]), [
    `000001.jsonl:3 ${unlinked}`, '000001.jsonl:3 event 3 stands where event 2 belongs', `000001.jsonl:4 ${unlinked}`, '000001.jsonl:4 event 2 stands where event 4 belongs', `000002.jsonl:1 ${unlinked}`, '000002.jsonl:1 the segment begins at event 4 instead of 3',
  ]);
  t('a line repeated', () => rewrite(1, (lines) => [...lines.slice(0, 3), ...lines.slice(2)]), ['000001.jsonl:4 the chain forks: this line follows the same line as the one before it', '000001.jsonl:4 event 2 stands where event 3 belongs']);
  t('a segment removed', () => fs.unlinkSync(segmentPath(trace, 2)), ['000003.jsonl: segment 2 is missing', `000003.jsonl:1 ${unlinked}`, '000003.jsonl:1 the segment begins at event 7 instead of 4']);
  t('the last segment removed', () => fs.unlinkSync(segmentPath(trace, 3)), ['head.json: the trace was sealed up to event 9 (segment 3, byte N), but that is not what the segments hold: the end was cut or changed']);
  t('a segment of another place put in', () => fs.copyFileSync(segmentPath(trace, 1), segmentPath(trace, 4)), [`000004.jsonl:1 ${unlinked}`, '000004.jsonl:1 the header belongs to segment 1', '000004.jsonl:1 the segment begins at event 1 instead of 10']);
  t('a copy beside', () => fs.copyFileSync(segmentPath(trace, 1), path.join(trace, 'segments', '000001 (copy).jsonl')), ['000001 (copy).jsonl: this file is no segment of the trace']);
  t('the head removed', () => fs.unlinkSync(path.join(trace, 'head.json')), ['head.json: the record of how far the trace was sealed is missing or not readable: lines cut off at the end cannot be seen']);
});
