import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Freeze } from '../../../src/core/freeze/freeze.ts';
import { freezeFile } from '../../../src/node/freeze/freezePlaces.ts';
import { declareFreeze, extendFreeze, liftFreezes, readFreezes } from '../../../src/node/freeze/freezeStore.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const now = Date.parse('2030-01-01T12:00:00Z');
const freeze = (id: string, more: Partial<Freeze> = {}): Freeze => ({ id, mode: 'deny', reason: 'release', by: 'dana', since: '2030-01-01T00:00:00.000Z', ...more });

describe('freeze store', () => {
  const state = temporaryDirectory();
  const over = (...directories: readonly string[]) => readFreezes(state.path, directories, now);

  it('holds over all directories below, and over any of several', () => {
    declareFreeze(state.path, '/srv/shop', freeze('f1'), now);
    const on = { kind: 'on', freezes: [freeze('f1')] };
    assert.deepEqual(
      [over('/srv/shop'), over('/srv/shop/src/deep'), over('/tmp', '/srv/shop/src'), over('/srv'), over('/srv/shopping')],
      [on, on, on, { kind: 'off' }, { kind: 'off' }],
    );
  });

  it('joins those of nested workspaces, and leaves out what has expired', () => {
    declareFreeze(state.path, '/srv', freeze('outer', { mode: 'ask', until: '2030-01-01T13:00:00Z' }), now);
    declareFreeze(state.path, '/srv/shop', freeze('inner'), now);
    declareFreeze(state.path, '/srv/shop', freeze('past', { until: '2030-01-01T11:59:59Z' }), now - 1e9);
    const found = over('/srv/shop');
    assert.deepEqual(found.kind === 'on' && found.freezes.map(({ id }) => id), ['inner', 'outer']);
  });

  it('is written for the owner alone', () => {
    declareFreeze(state.path, '/srv', freeze('f1'), now);
    assert.equal(fs.statSync(freezeFile(state.path, '/srv')).mode & 0o777, 0o600);
    assert.equal(fs.statSync(path.dirname(freezeFile(state.path, '/srv'))).mode & 0o777, 0o700);
  });

  it('cannot be loosened by declaring again', () => {
    declareFreeze(state.path, '/srv', freeze('f1'), now);
    assert.throws(() => declareFreeze(state.path, '/srv', freeze('f1', { mode: 'ask' }), now), /on already/);
    assert.deepEqual(over('/srv'), { kind: 'on', freezes: [freeze('f1')] });
  });

  it('keeps every kind of scope that a person can choose', () => {
    const narrow = freeze('f1', { scope: { branches: ['main'], paths: ['infra/**'], environments: ['production'], services: ['shop'], actions: ['deploy'], agents: ['codex'] } });
    declareFreeze(state.path, '/srv', narrow, now);
    assert.deepEqual(over('/srv'), { kind: 'on', freezes: [narrow] });
  });

  it('goes on longer, and never shorter', () => {
    declareFreeze(state.path, '/srv', freeze('f1', { until: '2030-01-01T13:00:00Z' }), now);
    assert.throws(() => extendFreeze(state.path, '/srv', 'f1', '2030-01-01T12:59:59Z', now), /lift it/);
    assert.throws(() => extendFreeze(state.path, '/srv', 'f2', undefined, now), /no freeze/);
    extendFreeze(state.path, '/srv', 'f1', '2030-01-01T14:00:00Z', now);
    assert.deepEqual(over('/srv'), { kind: 'on', freezes: [freeze('f1', { until: '2030-01-01T14:00:00Z' })] });
    extendFreeze(state.path, '/srv', 'f1', undefined, now);
    assert.deepEqual(readFreezes(state.path, ['/srv'], now + 1e12), { kind: 'on', freezes: [freeze('f1')] });
    assert.throws(() => extendFreeze(state.path, '/srv', 'f1', '2031-01-01T14:00:00Z', now), /lift it/);
  });

  const damages: Readonly<Record<string, string>> = {
    'cut short': '{"v":1,"freezes":[{"id":"f', empty: '', 'another version': '{"v":2,"freezes":[]}', 'no list': '{"v":1}', 'a list in place of an object': '[]',
    'one freeze without a mode': JSON.stringify({ v: 1, freezes: [freeze('f1'), { ...freeze('f2'), mode: undefined }] }),
    'an end that is no date': JSON.stringify({ v: 1, freezes: [freeze('f1', { until: 'soon' })] }),
    'a scope that is not understood': JSON.stringify({ v: 1, freezes: [{ ...freeze('f1'), scope: { people: ['me'] } }] }),
  };
  for (const [title, text] of Object.entries(damages)) {
    it(`counts as frozen when damaged: ${title}`, () => {
      declareFreeze(state.path, '/srv', freeze('f1'), now);
      fs.writeFileSync(freezeFile(state.path, '/srv'), text);
      assert.equal(over('/srv/shop').kind, 'unknown');
      assert.throws(() => declareFreeze(state.path, '/srv', freeze('f2'), now));
    });
  }

  it('counts as frozen when the file is something else', () => {
    fs.mkdirSync(freezeFile(state.path, '/srv'), { recursive: true });
    assert.equal(over('/srv').kind, 'unknown');
  });

  it('is lifted one by one or as a whole, also when damaged', () => {
    declareFreeze(state.path, '/srv', freeze('f1'), now);
    declareFreeze(state.path, '/srv', freeze('f2'), now);
    assert.deepEqual(liftFreezes(state.path, '/srv', now, 'f1'), [freeze('f1')]);
    assert.deepEqual(over('/srv'), { kind: 'on', freezes: [freeze('f2')] });
    fs.writeFileSync(freezeFile(state.path, '/srv'), 'damaged');
    liftFreezes(state.path, '/srv', now);
    assert.deepEqual(over('/srv'), { kind: 'off' });
  });
});
