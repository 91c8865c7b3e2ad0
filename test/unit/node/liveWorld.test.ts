import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { MadeFile } from '../../../src/core/world.ts';
import { contentKey } from '../../../src/node/contentKey.ts';
import { liveWorld, type LiveWorld } from '../../../src/node/liveWorld.ts';
import { protectedPaths } from '../../../src/node/protectedPaths.ts';
import { registerWorkspace, registeredWorkspaces, workspaceRootOf } from '../../../src/node/channel/workspaceRegistry.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

describe('live world', () => {
  const place = temporaryDirectory();
  const at = (name: string): string => path.join(place.path, name);
  const world = (clock: { ms: number } = { ms: 0 }, made?: readonly MadeFile[]): LiveWorld =>
    liveWorld({
      root: place.path, cwd: place.path, home: '/home/dana', env: { STAGE: 'test' }, platform: 'linux', tempDirectory: '/tmp', session: { written: [], denied: [], ...(made === undefined ? {} : { made }) }, trusted: () => [], protectedPaths: () => [], until: 1000, now: () => clock.ms,
    });

  it('resolves links on the part of a path that exists', () => {
    fs.mkdirSync(at('real/inner'), { recursive: true });
    fs.writeFileSync(at('real/file'), '');
    fs.symlinkSync(at('real'), at('link'));
    fs.symlinkSync('real/gone', at('dangling'));
    fs.symlinkSync('loop', at('loop'));
    const facts = (name: string): readonly string[] => {
      const { kind, realPath } = world().path(at(name));
      return [kind, path.relative(place.path, realPath)];
    };
    assert.deepEqual(
      Object.fromEntries(['real', 'link', 'link/file', 'link/new/deep', 'dangling', 'dangling/x', 'loop', 'real/file/x'].map((name) => [name, facts(name)])),
      {
        real: ['directory', 'real'], link: ['directory', 'real'], 'link/file': ['file', 'real/file'], 'link/new/deep': ['absent', 'real/new/deep'], dangling: ['absent', 'real/gone'],
        'dangling/x': ['absent', 'real/gone/x'], loop: ['unknown', 'loop'], 'real/file/x': ['absent', 'real/file/x'],
      },
    );
  });

  it('reads text of ordinary files up to 256 KiB and nothing else', () => {
    fs.writeFileSync(at('small'), 'text');
    fs.writeFileSync(at('limit'), 'x'.repeat(256 * 1024));
    fs.writeFileSync(at('large'), 'x'.repeat(256 * 1024 + 1));
    fs.writeFileSync(at('binary'), 'a\0b');
    const one = world();
    const readText = (file: string): string | undefined => one.readText(file);
    assert.deepEqual([readText(at('small')), readText(at('limit'))?.length, readText(at('large')), readText(at('binary')), readText(at('none')), readText(place.path), readText('/dev/zero')], ['text', 256 * 1024, undefined, undefined, undefined, undefined, undefined]);
  });

  it("knows the session's own work by its words, whole directories of it, and nothing beside it", () => {
    fs.mkdirSync(at('own/inner'), { recursive: true });
    fs.mkdirSync(at('mixed'));
    fs.mkdirSync(at('linked'));
    for (const name of ['own/a', 'own/inner/b', 'mixed/a', 'changed']) fs.writeFileSync(at(name), name);
    fs.writeFileSync(at('mixed/plan'), 'a plan');
    fs.symlinkSync(at('own/a'), at('linked/a'));
    const made = ['own/a', 'own/inner/b', 'mixed/a', 'changed', 'linked/a'].map((name) => ({ path: at(name), content: contentKey(name) }));
    fs.appendFileSync(at('changed'), ' since');
    const own = (name: string): boolean | undefined => world({ ms: 0 }, made).ownWork?.(at(name));
    assert.deepEqual(['own', 'own/a', 'own/inner', 'mixed', 'mixed/a', 'mixed/plan', 'changed', 'linked', 'none'].map((name) => [name, own(name)]).filter(([, is]) => is === true).map(([name]) => name), ['own', 'own/a', 'own/inner', 'mixed/a']);
  });

  it('remembers what it saw: one world is one moment', () => {
    const one = world();
    assert.deepEqual([one.path(at('later')).kind, one.readText(at('later')), one.list(place.path)], ['absent', undefined, []]);
    fs.writeFileSync(at('later'), 'x');
    assert.deepEqual([one.path(at('later')).kind, one.readText(at('later')), one.list(place.path)], ['absent', undefined, []]);
    assert.equal(world().path(at('later')).kind, 'file');
  });

  it('knows nothing more when its time is over, and says so', () => {
    fs.mkdirSync(at('.git'));
    const clock = { ms: 0 };
    const one = world(clock);
    assert.equal(one.late(), false);
    clock.ms = 1001;
    assert.deepEqual([one.path(place.path), one.list(place.path), one.readText(at('x')), one.git(place.path), one.late()], [{ kind: 'unknown', realPath: place.path }, undefined, undefined, undefined, true]);
  });

  it('protects the state, and agents\' settings of user and workspace wherever a variable moved them', () => {
    const paths = protectedPaths('/state', '/home/dana', '/srv', { CODEX_HOME: '/opt/codex', CLAUDE_CONFIG_DIR: 'relative' });
    const expected = ['/state', '/home/dana/.claude/settings.json', '/home/dana/.copilot/hooks', '/opt/codex/hooks.json', '/srv/.claude/settings.local.json', '/srv/.mcp.json', '/srv/.github/hooks', '/etc/claude-code'];
    assert.deepEqual(expected.filter((file) => !paths.includes(file)), []);
    assert.deepEqual(paths.filter((file) => !path.isAbsolute(file)), []);
  });
});

describe('workspace registry', () => {
  const place = temporaryDirectory();
  const at = (name: string): string => path.join(place.path, name);
  const rootOf = (directory: string, home = '/home/dana'): string => workspaceRootOf(at('state'), directory, home);

  it('takes the nearest registered root, else the repository, else the directory', () => {
    fs.mkdirSync(at('repo/.git'), { recursive: true });
    fs.mkdirSync(at('repo/packages/one/src'), { recursive: true });
    assert.deepEqual([rootOf(at('repo/packages/one')), rootOf(at('elsewhere'))], [at('repo'), at('elsewhere')]);
    registerWorkspace(at('state'), at('repo/packages'));
    registerWorkspace(at('state'), place.path);
    assert.deepEqual([rootOf(at('repo/packages/one/src')), rootOf(at('repo'))], [at('repo/packages'), place.path]);
    assert.deepEqual([...registeredWorkspaces(at('state'))].sort(), [place.path, at('repo/packages')].sort());
  });

  it('does not make the home directory a workspace because it is a repository', () => {
    fs.mkdirSync(at('home/.git'), { recursive: true });
    assert.equal(rootOf(at('home/notes'), at('home')), at('home/notes'));
  });
});
