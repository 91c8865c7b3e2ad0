import { deepEqual } from 'node:assert/strict';
import { GuardHealth } from '../../../src/host/protection/guardHealth.ts';

describe('health of the guard', () => {
  it('keeps the trouble of each part until that part is well, and tells of each change once', () => {
    const seen: (string | undefined)[] = [];
    const health: GuardHealth = new GuardHealth(() => seen.push(health.trouble));
    health.report('channel', undefined);
    health.report('protection', 'the hook of Codex is gone');
    health.report('protection', 'the hook of Codex is gone');
    health.report('channel', 'EACCES');
    health.report('protection', undefined);
    health.report('channel', undefined);
    deepEqual(seen, ['the hook of Codex is gone', 'EACCES · the hook of Codex is gone', 'EACCES', undefined]);
  });
});
