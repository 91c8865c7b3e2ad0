import assert from 'node:assert/strict';
import type { Action } from '../../../src/core/action.ts';
import { lookupInCatalogue } from '../../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../../src/core/decide.ts';
import { judge } from '../../../src/core/judge.ts';
import { defaultPolicy } from '../../../src/core/policy/policy.ts';
import { describedWorld } from '../../../src/core/resolve/describedWorld.ts';
import type { Decision } from '../../../src/core/verdict.ts';
import { hostile } from '../../bench/hostile.ts';
import { shapes } from '../../bench/shapes.ts';

function decisionOf(action: Action): Decision {
  const world = describedWorld({});
  const effects = judge(action, { world, policy: defaultPolicy, programs: lookupInCatalogue });
  return decide(effects, { policy: defaultPolicy, freeze: { kind: 'off' }, root: world.root, now: '2030-01-01T00:00:00.000Z', matchesPath: () => false }).decision;
}

describe('inputs that are written to take long or to be passed over', () => {
  for (const { name, action } of hostile) it(`are never allowed: ${name}`, () => assert.notEqual(decisionOf(action), 'allow'));
});

describe('the cost of a judgement', () => {
  /** What once grew faster than the text: state that is copied, values and paths that are put together. */
  for (const wanted of ['many directories', 'a variable that grows', 'many substitutions', 'many assignments']) {
    it(`grows with the length only: ${wanted}`, () => {
      const shape = shapes.find(({ name }) => name === wanted);
      assert.ok(shape !== undefined);
      // Processor time in microseconds: the clock on the wall also counts what else the machine does.
      const cost = (length: number): number => {
        const action = shape.make(length);
        return Math.min(...[1, 2, 3].map(() => {
          const started = process.cpuUsage();
          decisionOf(action);
          const { user, system } = process.cpuUsage(started);
          return user + system;
        }));
      };
      cost(2000);
      assert.ok(cost(64_000) < 80 * cost(4000) + 50_000, 'sixteen times the text took more than eighty times as long; squared would be 256 times');
    });
  }
});
