import { equal } from 'node:assert/strict';
import type { BreakGlass } from '../../../../src/core/freeze/breakGlass.ts';
import { stoppedBy } from '../../../../src/core/freeze/evaluate.ts';
import type { Freeze, FreezeState } from '../../../../src/core/freeze/freeze.ts';
import { effect } from '../../host/askFixture.ts';

const now = '2026-12-18T18:00:00Z';
const freeze = (more: Partial<Freeze> = {}): Freeze => ({ id: 'f', mode: 'deny', reason: 'release', by: 'ann', since: '2026-12-18T17:00:00Z', inflight: 'stop', ...more });
const glass: BreakGlass = { id: 'g', freezes: ['f'], by: 'ben', reason: 'hotfix', since: '2026-12-18T17:30:00Z', until: '2026-12-18T18:00:00Z', maxActions: 5, used: [] };

describe('what runs already when a freeze begins', () => {
  const cases: readonly (readonly [string, FreezeState, boolean])[] = [
    ['no freeze', { kind: 'off' }, false],
    ['one that stops', { kind: 'on', freezes: [freeze()] }, true],
    ['one that says nothing of it', { kind: 'on', freezes: [{ ...freeze(), inflight: 'finish' }] }, false],
    ['one of several', { kind: 'on', freezes: [{ ...freeze(), inflight: 'finish' }, freeze()] }, true],
    ['one that only asks: a person released this', { kind: 'on', freezes: [freeze({ mode: 'ask' })] }, false],
    ['one that observes', { kind: 'on', freezes: [freeze({ mode: 'observe' })] }, false],
    ['one about something else', { kind: 'on', freezes: [freeze({ scope: { actions: ['deploy'] } })] }, false],
    ['one that lets this class go on', { kind: 'on', freezes: [freeze({ allow: ['delete'] })] }, false],
    ['one that begins later', { kind: 'on', freezes: [freeze({ windows: [{ from: '2026-12-18T18:01:00Z' }] })] }, false],
    ['one that is broken', { kind: 'on', freezes: [freeze({ glass: { ...glass, until: '2026-12-18T18:01:00Z' } })] }, false],
    ['one whose break-glass came to its end', { kind: 'on', freezes: [freeze({ glass })] }, true],
    ['a state that is not known: nobody said that it stops anything', { kind: 'unknown', why: 'damaged' }, false],
  ];
  for (const [what, state, stops] of cases) it(what, () => equal(stoppedBy([effect({ reversibility: 'read-only', kind: 'read' }), effect()], { freeze: state, now, root: '/srv/shop', matchesPath: () => false })?.includes('release') ?? false, stops));
});
