import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** What stands in a home below which a team works with guarded agents: the files on which the guard rests, and ways to them. */
export interface GuardPlace {
  readonly home: string;
  readonly root: string;
  readonly state: string;
}

/** The protected files of the home and of the workspace that {@link makeGuardPlace} makes. */
export const guardFiles: readonly string[] = [
  '.claude/settings.json', '.claude.json', '.copilot/hooks/tagout.json', '.codex/config.toml', '.codex/hooks.json', '.gemini/settings.json', '.qwen/settings.json', '.config/opencode/plugin/tagout.js',
  '.vscode/extensions/tagout.tagout-0.1.0/package.json', '.vscode/extensions/extensions.json', '.local/state/tagout/bin/tagout-hook', '.local/state/tagout/install.json', '.local/state/tagout/windows/w.json',
  'work/shop/.tagout/policy.yaml', 'work/shop/.tagout/freeze.yaml', 'work/shop/.claude/settings.json', 'work/shop/.mcp.json', 'work/shop/.github/hooks/x.json',
];

/** Makes such a home in an empty directory: a repository on `main` with branches, patches, archives, scripts and links that lead to protected files. */
export function makeGuardPlace(base: string): GuardPlace {
  const home = path.join(base, 'home');
  const [root, state] = [path.join(home, 'work/shop'), path.join(home, '.local/state/tagout')];
  const put = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };
  const git = (...args: readonly string[]): unknown => execFileSync('git', ['-C', root, '-c', 'user.name=Dana', '-c', 'user.email=dana@mail.example', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const branch = (name: string, change: () => void): void => {
    git('checkout', '-q', '-b', name);
    change();
    git('add', '-A');
    git('commit', '-qm', name);
    git('checkout', '-q', 'main');
  };
  for (const file of guardFiles) put(path.join(home, file), file.endsWith('.yaml') ? 'version: 1\n' : '{}\n');
  for (const file of ['.config/Code/User/settings.json', '.vscode-server/data/Machine/settings.json']) put(path.join(home, file), '{}\n');
  const inRoot: Readonly<Record<string, string>> = {
    '.vscode/settings.json': '{}\n', '.gitignore': 'node_modules\ndist\n', 'src/a.ts': 'a\n', 'src/b.ts': 'b\n', 'tools/loosen.js': "require('fs').writeFileSync('.tagout/policy.yaml', '')\n", 'tasks.py': "open('.claude/settings.json','w').write('{}')\n",
    'package.json': JSON.stringify({ scripts: { disarm: 'rm -rf .tagout', loosen: 'node tools/loosen.js', test: 'mocha' } }), Makefile: 'disarm:\n\tcp src/a.ts .tagout/policy.yaml\n', 'other/.claude/settings.json': '{"disableAllHooks":true}\n',
  };
  for (const [file, text] of Object.entries(inRoot)) put(path.join(root, file), text);
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'first');
  branch('loose', () => put(path.join(root, '.tagout/policy.yaml'), 'version: 1\nrules: []\n'));
  branch('armless', () => put(path.join(root, '.claude/settings.json'), '{"disableAllHooks":true}\n'));
  branch('feature', () => put(path.join(root, 'src/a.ts'), 'feature\n'));
  const outside: Readonly<Record<string, string>> = {
    'loosen.patch': '--- a/.tagout/policy.yaml\n+++ b/.tagout/policy.yaml\n@@ -1 +1,2 @@\n version: 1\n+rules: []\n', 'good.patch': '--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-a\n+b\n',
    'deleting.patch': 'diff --git a/.tagout/policy.yaml b/.tagout/policy.yaml\ndeleted file mode 100644\nindex 1..0\n--- a/.tagout/policy.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-version: 1\n',
    'renaming.patch': 'diff --git a/.tagout/policy.yaml b/x.yaml\nsimilarity index 100%\nrename from .tagout/policy.yaml\nrename to x.yaml\n', 'disarm.sh': 'rm -f ~/.claude/settings.json\n', 'list.txt': '.tagout/policy.yaml\n',
  };
  for (const [file, text] of Object.entries(outside)) put(path.join(root, file), text);
  for (const [name, ...what] of [['guard.tar', '.tagout/policy.yaml'], ['good.tgz', '-z', 'src']]) execFileSync('tar', ['-C', root, '-cf', path.join(root, name ?? ''), ...what]);
  fs.linkSync(path.join(root, '.tagout/policy.yaml'), path.join(root, 'second-name'));
  fs.symlinkSync(path.join(home, '.claude'), path.join(root, 'claude-link'));
  fs.symlinkSync('.tagout', path.join(root, 'tagout-link'));
  return { home, root, state };
}
