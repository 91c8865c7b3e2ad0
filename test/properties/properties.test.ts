import assert from 'node:assert/strict';
import { fc } from './fastCheck.ts';
import { properties, wrongWith } from './properties.ts';

// A few cases each, always the same; `npm run properties` tries 100,000 new ones.
describe('properties of the judge', () => {
  for (const { name, cases } of properties) {
    it(name, () => fc.assert(fc.property(cases, (each) => assert.equal(wrongWith(each), undefined, each.command)), { numRuns: 150, seed: 1 }));
  }
});
