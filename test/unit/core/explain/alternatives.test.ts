import assert from 'node:assert/strict';
import type { Action } from '../../../../src/core/action.ts';
import { lookupInCatalogue } from '../../../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../../../src/core/decide.ts';
import { withAlternatives } from '../../../../src/core/explain/alternatives.ts';
import { judge } from '../../../../src/core/judge.ts';
import { defaultPolicy } from '../../../../src/core/policy/policy.ts';
import { describedWorld } from '../../../../src/core/resolve/describedWorld.ts';
import type { World } from '../../../../src/core/world.ts';

describe('other forms of what is held back', () => {
  const world = describedWorld({});

  /** What looking for other forms takes: looks at paths and judgements. */
  function cost(command: string): { readonly looks: number; readonly judged: number; readonly found: number } {
    const action: Action = { kind: 'shell', command, dialect: 'posix' };
    const verdict = decide(judge(action, { world, policy: defaultPolicy, programs: lookupInCatalogue }), { policy: defaultPolicy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root: world.root });
    let [looks, judged] = [0, 0];
    const counting: World = { ...world, path: (path) => {
      looks++;
      return world.path(path);
    } };
    const { findings } = withAlternatives(verdict, () => action, counting, () => {
      judged++;
      return true;
    });
    return { looks, judged, found: findings.filter(({ effect }) => effect?.instead !== undefined).length };
  }
  const deleting = (count: number): string => `rm ${Array.from({ length: count }, (_, index) => `~/notes-${index}.md`).join(' ')}`;

  it('are found for what a person can read', () => assert.ok(cost(deleting(3)).found >= 1));

  it('cost no more for a thousand losses than for a hundred', () => {
    assert.deepEqual(cost(deleting(1000)), cost(deleting(100)));
    assert.deepEqual(cost('a b/c=1;'.repeat(4000)).judged, 0);
  });
});
