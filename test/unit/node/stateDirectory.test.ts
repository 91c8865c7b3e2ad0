import assert from 'node:assert/strict';
import { defaultStateDirectory, workspaceKey } from '../../../src/node/stateDirectory.ts';

describe('state directory', () => {
  it('follows each platform', () => {
    assert.deepEqual(
      [
        defaultStateDirectory({}, 'linux', '/home/dana'),
        defaultStateDirectory({ XDG_STATE_HOME: '/x' }, 'linux', '/home/dana'),
        defaultStateDirectory({ XDG_STATE_HOME: 'relative' }, 'linux', '/home/dana'),
        defaultStateDirectory({}, 'darwin', '/Users/dana'),
      ],
      ['/home/dana/.local/state/tagout', '/x/tagout', '/home/dana/.local/state/tagout', '/Users/dana/Library/Application Support/tagout'],
    );
  });

  it('gives every root its own key', () => {
    assert.equal(workspaceKey('/work/shop'), workspaceKey('/work/shop'));
    assert.notEqual(workspaceKey('/work/shop'), workspaceKey('/home/shop'));
    assert.match(workspaceKey('/a b/c d'), /^c_d-[0-9a-f]{16}$/);
  });
});
