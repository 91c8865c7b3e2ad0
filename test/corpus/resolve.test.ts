import assert from 'node:assert/strict';
import { casesOf } from './corpusFile.ts';
import { judgeCase } from './judgeCase.ts';
import { axesRight, score, scoreFrozen } from './score.ts';

describe('what an act means on this disk, in this repository and by these scripts', () => {
  for (const each of casesOf('resolve.jsonl')) {
    it(`${each.expect} ${each.id}: ${each.command.split('\n')[0] ?? ''}`, () => {
      const { calm, frozen } = judgeCase(each);
      const found = { calm: score(calm.decision, each), frozen: scoreFrozen(frozen.decision, each), ...axesRight(calm, each) };
      const why = calm.findings.slice(0, 3).map(({ rule, reason, effect }) => `${rule}: ${reason} (${effect?.reversibility} ${effect?.blastRadius})`).join('; ');
      assert.deepEqual(found, { calm: 'ok', frozen: 'ok', reversibility: true, blastRadius: true }, `${calm.decision} ${calm.reversibility} ${calm.blastRadius}: ${why}`);
    });
  }
});
