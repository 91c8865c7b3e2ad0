import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { labelledCasesOf } from './corpusFile.ts';
import { failureKinds, failuresOf, type Failures } from './measure.ts';

/** The sets of labelled commands with their failures that are known. A list may only shrink: what is written there and no longer fails must be taken out. */
const sets = [
  { title: 'labelled commands', cases: 'seen.jsonl', known: 'known.json' },
  // Labelled before any verdict on them was seen.
  { title: 'commands labelled blind', cases: 'unseen.jsonl', known: 'unseen.known.json' },
] as const;

for (const { title, cases: file, known: list } of sets) {
  const known = JSON.parse(readFileSync(new URL(list, import.meta.url), 'utf8')) as Failures;

  describe(title, () => {
    const cases = labelledCasesOf(file);
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
        assert.deepEqual({ added, mended }, { added: [], mended: [] }, `${list}, ${kind}: newly wrong ${added.join(' ') || 'none'}; right again, take out ${mended.join(' ') || 'none'}`);
      });
    }

    it('knows no failure that lets a risk pass', () => {
      assert.deepEqual([known.miss, known.frozenMiss], [[], []]);
    });
  });
}
