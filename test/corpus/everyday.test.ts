import assert from 'node:assert/strict';
import { casesOf } from './corpusFile.ts';
import { judgeCase } from './judgeCase.ts';

describe('what agents run all day', () => {
  for (const each of casesOf('everyday.jsonl')) {
    it(`lets pass ${each.id}: ${each.command.split('\n')[0] ?? ''}`, () => {
      const { calm } = judgeCase(each);
      assert.equal(calm.decision, 'allow', calm.findings.slice(0, 3).map(({ rule, reason }) => `${rule}: ${reason}`).join('; '));
    });
  }
});
