import assert from 'node:assert/strict';
import { environmentMark } from '../../../../src/core/resolve/environment.ts';
import { parseJsonc } from '../../../../src/core/resolve/jsonc.ts';
import { joinPath, relativeTo, toSlashes } from '../../../../src/core/resolve/lexicalPath.ts';
import { classifyPath, type PathClass } from '../../../../src/core/resolve/pathClass.ts';
import { describedWorld } from '../../../../src/core/resolve/describedWorld.ts';

const world = describedWorld({ facts: { protected: ['/home/dev/.local/state/own'] } });
const classes: readonly (readonly [string, PathClass])[] = [
  ['/', 'ancestor'], ['/home', 'ancestor'], ['/home/dev', 'ancestor'], ['/home/dev/acme-shop', 'ancestor'],
  ['/home/dev/acme-shop/src/a.ts', 'workspace'], ['/home/dev/acme-shop/dist', 'regenerable'], ['/home/dev/acme-shop/packages/a/node_modules/x', 'regenerable'],
  ['/home/dev/acme-shop/bin', 'workspace'], ['/home/dev/acme-shop/.env', 'secret'], ['/home/dev/acme-shop/.env.example', 'workspace'],
  ['/home/dev/acme-shop/.git/objects', 'git-directory'], ['/home/dev/acme-shop/.git/hooks/pre-commit', 'code-running'], ['/home/dev/acme-shop/.github/workflows/ci.yml', 'code-running'],
  ['/home/dev/acme-shop/data/a.csv', 'data'], ['/home/dev/acme-shop/.claude/settings.json', 'guard'], ['/home/dev/.codex/config.toml', 'guard'], ['/home/dev/acme-shop/.mcp.json', 'agent-settings'],
  ['/home/dev/.bashrc', 'code-running'], ['/home/dev/.ssh/id_ed25519', 'secret'], ['/home/dev/.ssh/id_ed25519.pub', 'outside'], ['/home/dev/notes', 'outside'],
  ['/home/dev/.local/state/own/x', 'guard'], ['/tmp/x', 'temporary'], ['/tmp', 'outside'], ['/dev/null', 'null-device'], ['/dev/sda', 'device'], ['/etc/profile.d/x.sh', 'code-running'],
];

describe('paths', () => {
  for (const [path, expected] of classes) it(`${path} is ${expected}`, () => assert.equal(classifyPath(path, world).class, expected));

  it('joins by text', () => {
    assert.deepEqual([joinPath('/a/b', '../c'), joinPath('/a', '/../x'), joinPath('C:/src', '..'), joinPath('/a', './b//c/.')], ['/a/c', '/x', 'C:/', '/a/b/c']);
  });
  it('compares with the case rules of the file system', () => {
    assert.deepEqual([relativeTo('/a', '/A/b', true), relativeTo('/a', '/A/b', false), relativeTo('/a', '/ab', false), relativeTo('/a', '/a', false)], ['b', undefined, undefined, '']);
  });
  it('reads Windows paths', () => {
    assert.deepEqual([toSlashes('C:\\a\\b', true), toSlashes('\\\\?\\C:\\a', true), toSlashes('a\\b', false)], ['C:/a/b', 'C:/a', 'a\\b']);
  });
  it('knows production by whole words', () => {
    const marks = ['prod', 'production', 'live'];
    assert.deepEqual(
      ['acme-prod', 'db.prod.acme', 'PROD_DATABASE_URL', 'acmeProd', 'production', 'product', 'reproduce', 'olive', 'deliver', ''].map((name) => environmentMark(name, marks)),
      ['prod', 'prod', 'prod', 'prod', 'production', undefined, undefined, undefined, undefined, undefined],
    );
  });
  it('reads JSON with comments and trailing commas', () => {
    assert.deepEqual(parseJsonc('{ // x\n "a": "/* no */ // no", /* y */ "b": [1, 2,], }'), { a: '/* no */ // no', b: [1, 2] });
    assert.equal(parseJsonc('{'), undefined);
  });
});
