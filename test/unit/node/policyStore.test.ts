import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { defaultMatrix, defaultPolicy, type Policy } from '../../../src/core/policy/policy.ts';
import { policyFile, readPolicy, writePolicy } from '../../../src/node/policyStore.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const mine: Policy = {
  ...defaultPolicy, revision: 'mine-1',
  rules: [{ id: 'mine.terraform', match: { program: ['terraform'], kind: ['infrastructure'] }, decision: 'deny', reason: 'not from here', source: 'user' }],
};

describe('policy store', () => {
  const state = temporaryDirectory();

  it('gives back what was written, and the default where there is nothing', () => {
    assert.deepEqual(readPolicy(state.path), { policy: defaultPolicy });
    writePolicy(state.path, mine);
    assert.deepEqual(readPolicy(state.path), { policy: mine });
    assert.equal(fs.statSync(policyFile(state.path)).mode & 0o777, 0o600);
  });

  const damages: Readonly<Record<string, unknown>> = {
    'another version': { ...mine, version: 2 }, 'no revision': { ...mine, revision: undefined }, 'a missing row': { ...mine, matrix: { ...defaultMatrix, irreversible: undefined } },
    'a missing cell': { ...mine, matrix: { ...defaultMatrix, irreversible: { ...defaultMatrix.irreversible, production: undefined } } },
    'an unknown decision': { ...mine, rules: [{ ...mine.rules[0], decision: 'maybe' }] }, 'an unknown source': { ...mine, rules: [{ ...mine.rules[0], source: 'agent' }] },
    'an unknown selector': { ...mine, rules: [{ ...mine.rules[0], match: { programs: ['terraform'] } }] }, 'a list of something else': [mine], nothing: null,
  };
  for (const [title, value] of Object.entries(damages)) {
    it(`falls back to the default with a problem: ${title}`, () => {
      fs.writeFileSync(policyFile(state.path), JSON.stringify(value));
      const { policy, problem } = readPolicy(state.path);
      assert.deepEqual([policy, typeof problem], [defaultPolicy, 'string']);
    });
  }

  it('falls back with a problem when the text is cut short or cannot be read', () => {
    fs.writeFileSync(policyFile(state.path), '{"version":1,');
    assert.match(readPolicy(state.path).problem ?? '', /damaged/);
    fs.rmSync(policyFile(state.path));
    fs.mkdirSync(policyFile(state.path));
    assert.match(readPolicy(state.path).problem ?? '', /cannot be read/);
  });
});
