import { fc } from './fastCheck.ts';
import { properties, wrongWith } from './properties.ts';

/*
 * `npm run properties -- [COUNT] [SEED]` checks every property with COUNT cases (100,000 without one) and prints the smallest
 * case that fails.
 */

const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
let failed = 0;
for (const { name, cases } of properties) {
  const begun = Date.now();
  const details = fc.check(fc.property(cases, (each) => wrongWith(each) === undefined), { numRuns: count, seed, ...(process.argv[4] === undefined ? {} : { endOnFailure: true }) });
  const counterexample = details.counterexample?.[0];
  console.log(`${details.failed ? 'FAILED' : 'holds '} ${name}: ${details.numRuns} cases, seed ${seed}, ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  if (counterexample === undefined) continue;
  failed += 1;
  console.log(`  ${JSON.stringify(counterexample.command)}\n  ${wrongWith(counterexample) ?? ''}`);
}
process.exitCode = failed === 0 ? 0 : 1;
