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
    assert.equal(workspaceKey('/srv/shop'), workspaceKey('/srv/shop'));
    assert.notEqual(workspaceKey('/srv/shop'), workspaceKey('/home/shop'));
    assert.match(workspaceKey('/a b/c d'), /^c_d-[0-9a-f]{16}$/);
  });

  it('ends in the 64-bit FNV-1a of the path', () => {
    const fnv1a = (text: string): string => {
      let hash = 0xcbf29ce484222325n;
      for (const byte of Buffer.from(text, 'utf8')) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
      return hash.toString(16).padStart(16, '0');
    };
    const roots = ['/', '/a', '/srv/shop', '/home/dana/Größe/😀', `/${'long/'.repeat(200)}`, ...Array.from({ length: 200 }, (_, index) => `/srv/${index * 7919}`)];
    assert.deepEqual(roots.map((root) => workspaceKey(root).slice(-16)), roots.map(fnv1a));
  });
});
