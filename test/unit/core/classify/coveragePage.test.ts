import assert from 'node:assert/strict';
import { coveragePage } from '../../../../src/core/classify/coveragePage.ts';
import { catalogue } from '../../../../src/core/classify/programs/catalogue.ts';

describe('the coverage page', () => {
  it('lists programs by family with their sub-commands', () => {
    const page = coveragePage([
      { names: ['zed', 'ace'], family: 'b', examples: [] },
      { names: ['cloud'], family: 'a', commands: { 'list|ls': {}, db: { commands: { drop: {} } } }, examples: [] },
    ]);
    assert.match(page, /^3 programs in 2 families, with 4 sub-commands\./m);
    assert.ok(page.indexOf('## a') < page.indexOf('## b'));
    assert.match(page, /^- `cloud`: `list`, `ls`, `db`, `db drop`$/m);
    assert.match(page, /^- `ace`, `zed`$/m);
  });

  it('holds every program of the catalogue', () => {
    const held = new Set(coveragePage(catalogue).match(/`[^`\n]+`/g));
    assert.deepEqual(catalogue.flatMap(({ names }) => names).filter((name) => !held.has(`\`${name}\``)), []);
  });
});
