import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { judgeCase, type DescribedCase } from '../../corpus/judgeCase.ts';
import { score, scoreFrozen, type Label } from '../../corpus/score.ts';

type Case = DescribedCase & Label;

function casesOf(file: string): readonly Case[] {
  const text = readFileSync(new URL(`../../corpus/${file}`, import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Case);
}

describe('command corpora', () => {
  it('asks about or refuses every incident that a command can express', () => {
    assert.deepEqual(casesOf('incidents.jsonl').filter((each) => judgeCase(each).calm.decision === 'allow').map(({ id }) => id), []);
  });

  it('lets no labelled risk of the seen corpus pass, in a freeze or out of it', () => {
    const misses = casesOf('seen.jsonl').flatMap((each) => {
      const { calm, frozen } = judgeCase(each);
      return [...(score(calm.decision, each) === 'miss' ? [each.id] : []), ...(scoreFrozen(frozen.decision, each) === 'miss' ? [`${each.id} (frozen)`] : [])];
    });
    assert.deepEqual(misses, []);
  });
});
