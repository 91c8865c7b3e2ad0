import assert from 'node:assert/strict';
import { policyFaultOf, policySeeds, policyTextAt } from './policyMutate.ts';

describe('mutated policies', () => {
  for (const [index, text] of policySeeds.entries()) it(`seed ${index} is read`, () => assert.equal(policyFaultOf(text, index), undefined));

  it('300 of them are valid or refused with a place, and none loosens', () => {
    for (let index = 0; index < 300; index += 1) {
      const text = policyTextAt(1, index);
      assert.equal(policyFaultOf(text, index), undefined, JSON.stringify(text));
    }
  });
});
