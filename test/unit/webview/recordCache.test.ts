import { deepEqual } from 'node:assert/strict';
import type { BoardRecord } from '../../../src/protocol/traceBoard.ts';
import { RecordCache } from '../../../src/webview/recordCache.ts';

const records = (from: number, count: number): readonly BoardRecord[] => Array.from({ length: count }, (_, index) => ({ seq: from + index, time: '', agent: '', kind: '', text: '', act: '' }));

describe('records of the plain log', () => {
  it('are asked for once, page by page, where they are looked at', () => {
    const asked: number[] = [];
    const cache = new RecordCache(10, (from) => asked.push(from));
    cache.take(0, records(0, 10), { total: 1000, ended: true });
    cache.want(0, 10);
    cache.want(495, 515);
    cache.want(496, 516);
    cache.take(490, records(490, 10), { total: 1000, ended: true });
    cache.want(495, 515);
    deepEqual([asked, cache.at(495)?.seq, cache.at(505)], [[490, 500, 510], 495, undefined]);
  });
  it('go on behind the last one where the end is not known', () => {
    const asked: number[] = [];
    const cache = new RecordCache(10, (from) => asked.push(from));
    cache.take(0, records(0, 7), { total: 7, ended: false });
    cache.want(0, 7);
    cache.take(7, records(7, 3), { total: 10, ended: true });
    cache.want(0, 10);
    deepEqual([asked, cache.total], [[7], 10]);
  });
  it('are forgotten far away', () => {
    const cache = new RecordCache(200, () => undefined);
    for (let from = 0; from < 20_000; from += 200) cache.take(from, records(from, 200), { total: 20_000, ended: true });
    deepEqual([cache.at(0), cache.at(19_999)?.seq], [undefined, 19_999]);
  });
});
