import { deepEqual, equal } from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { claimNotice } from '../../../src/node/freeze/noticeStore.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

describe('notices that were given', () => {
  const state = temporaryDirectory();

  it('lets one of all windows give each', () => deepEqual(['a', 'a', 'b', 'a'].map((key) => claimNotice(state.path, key, Date.now())), [true, false, true, false]));

  it('forgets them after two months', () => {
    claimNotice(state.path, 'a', Date.now());
    claimNotice(state.path, 'b', Date.now() + 61 * 86_400_000);
    equal(fs.readdirSync(path.join(state.path, 'notices')).length, 1);
  });

  it('gives one rather than none where the disk does not remember', () => {
    fs.writeFileSync(path.join(state.path, 'notices'), '');
    equal(claimNotice(state.path, 'a', Date.now()), true);
  });
});
