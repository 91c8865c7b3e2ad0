import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { grantTrust, readTrust, revokeTrust, trustFile, type StoredTrust } from '../../../src/node/trustStore.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const root = '/home/dana/shop';
const answer = (program: string, verb: string): StoredTrust => ({ program, scope: 'verb', verb, by: 'dana', at: '2026-01-01T00:00:00Z' });

describe('what a person trusts in a workspace', () => {
  const place = temporaryDirectory();

  it('is nothing at first, and what was granted until it is taken back', () => {
    const state = path.join(place.path, 'one');
    assert.deepEqual(readTrust(state, root), []);
    grantTrust(state, root, [answer('acmectl', 'sync'), answer('acmectl', 'list')]);
    grantTrust(state, root, [{ ...answer('acmectl', 'sync'), by: 'alex' }]);
    assert.deepEqual(readTrust(state, root), [answer('acmectl', 'sync'), answer('acmectl', 'list')]);
    assert.deepEqual(readTrust(state, '/home/dana/other'), []);
    assert.deepEqual(revokeTrust(state, root, ({ verb }) => verb === 'sync'), [answer('acmectl', 'sync')]);
    assert.deepEqual(readTrust(state, root), [answer('acmectl', 'list')]);
    assert.equal(fs.statSync(trustFile(state, root)).mode & 0o077, 0);
  });

  it('is nothing when the file is damaged', () => {
    const state = path.join(place.path, 'two');
    for (const text of ['', '{', '[]', '{"v":2,"trusted":[]}', '{"v":1,"trusted":[{"program":"x","scope":"all","by":"a","at":"b"}]}', '{"v":1,"trusted":[{"program":"x","scope":"verb","by":"a","at":"b"}]}']) {
      fs.mkdirSync(path.dirname(trustFile(state, root)), { recursive: true });
      fs.writeFileSync(trustFile(state, root), text);
      assert.deepEqual(readTrust(state, root), [], text);
    }
  });
});
