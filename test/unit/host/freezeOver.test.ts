import { equal } from 'node:assert/strict';
import { freezeOver } from '../../../src/host/freezeOver.ts';
import type { Freeze, FreezeState } from '../../../src/core/freeze/freeze.ts';
import { askFixture, effect } from './askFixture.ts';

const freeze = (changes: Partial<Freeze> = {}): FreezeState => ({ kind: 'on', freezes: [{ id: 'f', mode: 'deny', reason: 'release', by: 'ann', since: '1970-01-01T00:00:00Z', ...changes }] });
const lossy = askFixture();
const local = askFixture({}, [effect({ reversibility: 'recoverable' })], { reversibility: 'recoverable', blastRadius: 'workspace' });
const deploy = askFixture({}, [effect({ kind: 'deploy', reversibility: 'reversible', blastRadius: 'production' })], { reversibility: 'reversible', blastRadius: 'production' });
const unknown = askFixture({}, []);

describe('freeze over a waiting act', () => {
  const refused = 'code freeze: release (declared by ann, until somebody lifts it)';
  const cases: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['no freeze', freezeOver(lossy, { kind: 'off' }, 0), undefined],
    ['what cannot be undone', freezeOver(lossy, freeze(), 0), refused],
    ['what reaches production', freezeOver(deploy, freeze(), 0), refused],
    ['local work that can be brought back', freezeOver(local, freeze(), 0), undefined],
    ['a verdict that names no effect', freezeOver(unknown, freeze(), 0), refused],
    ['a freeze that asks leaves it waiting', freezeOver(lossy, freeze({ mode: 'ask' }), 0), undefined],
    ['a freeze that has ended', freezeOver(lossy, freeze({ until: '1970-01-01T00:00:01Z' }), 2000), undefined],
    ['unreadable state', freezeOver(lossy, { kind: 'unknown', why: 'damaged' }, 0), 'the state of the code freeze could not be read (damaged), so it counts as frozen'],
  ];
  for (const [title, actual, expected] of cases) it(title, () => equal(actual, expected));
});
