import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { compiledParts } from '../../../src/node/compiledParts.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const nodeRequire = createRequire(import.meta.url);

describe('compiled parts', () => {
  const place = temporaryDirectory();
  const write = (name: string, text: string): void => fs.writeFileSync(path.join(place.path, name), text);
  const part = (name: string, text: string): void => write(name, `(function (exports, require, module, __filename, __dirname) {${text}\n})`);
  const parts = (): ReturnType<typeof compiledParts> => compiledParts(place.path, nodeRequire);
  const kept = (): readonly string[] => fs.readdirSync(path.join(place.path, 'cache')).map((name) => name.slice(0, name.indexOf('-')));

  it('runs each part once, with the parts beside it and the modules of Node', () => {
    part('one.cjs', `const two = require('./two.cjs'); exports.all = [two.runs, require('./two.cjs').runs, require('node:path').basename(__filename), require('node:path').basename(__dirname)];`);
    part('two.cjs', `globalThis.runsOfTwo = (globalThis.runsOfTwo ?? 0) + 1; module.exports = { runs: globalThis.runsOfTwo };`);
    assert.deepEqual(parts().load('one.cjs'), { all: [1, 1, 'one.cjs', path.basename(place.path)] });
  });

  it('keeps the functions that ran, and gives the same from the kept form', () => {
    part('part.cjs', `exports.twice = (n) => 2 * n;`);
    const results = [parts(), parts()].map((one) => {
      const part = one.load('part.cjs');
      one.keep();
      return typeof part === 'object' && part !== null && 'twice' in part && typeof part.twice === 'function' ? Reflect.apply(part.twice, undefined, [21]) as unknown : undefined;
    });
    assert.deepEqual({ results, kept: kept() }, { results: [42, 42], kept: ['part.cjs'] });
  });

  it('runs the text where the kept form is damaged or older than it', () => {
    const answers = ['first', 'other'].map((answer, index) => {
      part('part.cjs', `module.exports = '${answer}';`);
      fs.utimesSync(path.join(place.path, 'part.cjs'), 1000 + index, 1000 + index);
      const before = parts();
      const loaded = before.load('part.cjs');
      before.keep();
      for (const name of fs.readdirSync(path.join(place.path, 'cache'))) fs.writeFileSync(path.join(place.path, 'cache', name), 'damaged');
      return [loaded, parts().load('part.cjs')];
    });
    assert.deepEqual(answers, [['first', 'first'], ['other', 'other']]);
  });

  it('does without where nothing can be kept', () => {
    part('part.cjs', `module.exports = 'ran';`);
    write('cache', 'a file in its place');
    const one = parts();
    assert.equal(one.load('part.cjs'), 'ran');
    one.keep();
    assert.equal(fs.readFileSync(path.join(place.path, 'cache'), 'utf8'), 'a file in its place');
  });

  it('throws where a part is missing or none', () => {
    write('other.cjs', '1');
    assert.throws(() => parts().load('gone.cjs'), { code: 'ENOENT' });
    assert.throws(() => parts().load('other.cjs'), { message: 'other.cjs is no bundle of the hook' });
  });
});
