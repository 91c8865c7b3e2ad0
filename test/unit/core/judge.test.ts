import assert from 'node:assert/strict';
import { judge } from '../../../src/core/judge.ts';
import { decide } from '../../../src/core/decide.ts';
import { defaultPolicy } from '../../../src/core/policy/policy.ts';
import { describedWorld, dialectOf, type Scene } from '../../../src/core/resolve/describedWorld.ts';
import { catalogue, lookupInCatalogue } from '../../../src/core/classify/programs/catalogue.ts';
import type { Verdict } from '../../../src/core/verdict.ts';

/** Judges and decides a command in a scene, with no freeze and the default policy. */
function verdictOf(command: string, scene: Scene = {}): Verdict {
  const world = describedWorld(scene);
  const effects = judge({ kind: 'shell', command, dialect: dialectOf(scene.shell) }, { world, policy: defaultPolicy, programs: lookupInCatalogue });
  return decide(effects, { policy: defaultPolicy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root: world.root });
}

describe('program tables', () => {
  for (const table of catalogue) {
    for (const { command, decision, reversibility, blastRadius, facts, files } of table.examples) {
      it(`${table.names[0] ?? ''}: ${command} → ${decision}`, () => {
        const verdict = verdictOf(command, { ...(facts === undefined ? {} : { facts }), ...(files === undefined ? {} : { files }) });
        assert.deepEqual(
          { decision: verdict.decision, ...(reversibility === undefined ? {} : { reversibility: verdict.reversibility }), ...(blastRadius === undefined ? {} : { blastRadius: verdict.blastRadius }) },
          { decision, ...(reversibility === undefined ? {} : { reversibility }), ...(blastRadius === undefined ? {} : { blastRadius }) },
          JSON.stringify(verdict.findings.map(({ rule, reason }) => `${rule}: ${reason}`)),
        );
      });
    }
  }

  it('gives every program one table', () => {
    const names = catalogue.flatMap((table) => table.names);
    assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
  });
});
