import assert from 'node:assert/strict';
import { faultOf, inputAt, keptInputs, seeds } from './mutate.ts';

describe('mutated commands', () => {
  for (const input of keptInputs()) it(`judges ${input.name} without a fault`, () => assert.equal(faultOf(input), undefined));

  it('judges 2,000 mutations without a fault', () => {
    const all = seeds();
    for (let index = 0; index < 2000; index += 1) {
      const input = inputAt(all, 1, index);
      assert.equal(faultOf(input), undefined, `${input.shell}: ${input.text}`);
    }
  });
});
