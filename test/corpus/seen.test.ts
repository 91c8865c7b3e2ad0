import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { casesOf } from './corpusFile.ts';
import { failureKinds, failuresOf, type Failures } from './measure.ts';

/** The failures that are known. It may only shrink: what is written here and no longer fails must be taken out. */
const known = JSON.parse(readFileSync(new URL('known.json', import.meta.url), 'utf8')) as Failures;

describe('labelled commands', () => {
  const cases = casesOf('seen.jsonl');
  let failures: Failures;

  before(() => {
    failures = failuresOf(cases);
    const share = (count: number): string => `${((100 * count) / cases.length).toFixed(1)} %`;
    for (const kind of failureKinds) console.log(`      ${kind}: ${failures[kind].length} of ${cases.length} (${share(failures[kind].length)})`);
  });

  for (const kind of failureKinds) {
    it(`fails in no new and no forgotten case: ${kind}`, () => {
      const added = failures[kind].filter((id) => !known[kind].includes(id));
      const mended = known[kind].filter((id) => !failures[kind].includes(id));
      assert.deepEqual({ added, mended }, { added: [], mended: [] }, `known.json, ${kind}: newly wrong ${added.join(' ') || 'none'}; right again, take out ${mended.join(' ') || 'none'}`);
    });
  }

  it('knows no failure that lets a risk pass', () => {
    assert.deepEqual([known.miss, known.frozenMiss], [[], []]);
  });
});
