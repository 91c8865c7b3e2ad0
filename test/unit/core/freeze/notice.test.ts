import { deepEqual } from 'node:assert/strict';
import type { Freeze } from '../../../../src/core/freeze/freeze.ts';
import { noticesDue } from '../../../../src/core/freeze/notice.ts';

const freeze: Freeze = { id: 'year-end', mode: 'deny', reason: '', by: 'ann', since: '2026-11-01T00:00:00Z', source: 'freeze.yaml' };
const window = { from: '2026-12-18T17:00:00Z' };
const at = (time: string): readonly string[] => noticesDue([{ freeze, window }], Date.parse(time)).map(({ key }) => key);

describe('notice of a freeze', () => {
  const day = 'freeze.yaml year-end 2026-12-18T17:00:00Z 24';
  const hour = 'freeze.yaml year-end 2026-12-18T17:00:00Z 1';
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['days before', '2026-12-16T17:00:00Z', []],
    ['a day and a second before', '2026-12-17T16:59:59Z', []],
    ['a day before', '2026-12-17T17:00:00Z', [day]],
    ['two hours before: the same notice', '2026-12-18T15:00:00Z', [day]],
    ['an hour before', '2026-12-18T16:00:00Z', [hour]],
    ['two minutes before: the same notice', '2026-12-18T16:58:00Z', [hour]],
    ['so soon that nobody would have read it', '2026-12-18T16:59:00Z', []],
    ['when it begins', '2026-12-18T17:00:00Z', []],
    ['later', '2026-12-19T00:00:00Z', []],
  ];
  for (const [title, time, expected] of cases) it(title, () => deepEqual(at(time), expected));
});
