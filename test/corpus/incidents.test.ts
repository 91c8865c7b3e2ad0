import assert from 'node:assert/strict';
import { casesOf } from './corpusFile.ts';
import { judgeCase } from './judgeCase.ts';

describe('incidents that happened', () => {
  for (const each of casesOf('incidents.jsonl')) {
    it(`asks about or refuses ${each.id}, and refuses it in a freeze`, () => {
      const { calm, frozen } = judgeCase(each);
      assert.notEqual(calm.decision, 'allow');
      assert.equal(frozen.decision, 'deny');
    });
  }
});
