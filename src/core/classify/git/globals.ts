import { joinPath } from '../../resolve/lexicalPath.ts';
import type { Effect, Span } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';
import { keyEffects } from './config.ts';
import { guardedEffects } from './guarded.ts';

/** Hooks that each sub-command runs. */
const hooks: Readonly<Record<string, readonly string[]>> = {
  commit: ['pre-commit', 'prepare-commit-msg', 'commit-msg', 'post-commit'],
  merge: ['pre-merge-commit', 'prepare-commit-msg', 'commit-msg', 'post-merge'],
  pull: ['pre-merge-commit', 'post-merge', 'pre-rebase', 'post-checkout'],
  checkout: ['post-checkout'],
  switch: ['post-checkout'],
  clone: [],
  rebase: ['pre-rebase', 'post-rewrite', 'post-checkout'],
  push: ['pre-push'],
  am: ['applypatch-msg', 'pre-applypatch', 'post-applypatch'],
  worktree: ['post-checkout'],
};
/** Hooks that `--no-verify` leaves out. */
const verifying = new Set(['pre-commit', 'commit-msg', 'pre-merge-commit', 'pre-push']);

/** Sub-commands that put other content in place of files of the work tree, or take files away. */
const moving = new Set('checkout switch restore reset rm mv clean stash merge rebase cherry-pick revert pull read-tree checkout-index update-index init worktree submodule subtree sparse-checkout'.split(' '));

/** Options in front of the sub-command: `-c key=value` sets a key for one command. */
export const gitGlobals: Handler = (invocation, scope) => [
  ...invocation.values('-c').flatMap((pair) => (invocation.path[0] === 'commit' && !isGlobal(pair, invocation) ? [] : pairEffects(pair, scope))),
  ...(invocation.command.handler === 'git-hooks' || invocation.path[0] === undefined ? [] : hookEffects(invocation, scope)),
  ...(moving.has(invocation.path[0] ?? '') ? guardedEffects(invocation, scope) : []),
];

/** `git commit -c REF` reuses a message; only the `-c` in front of the verb is a setting. */
function isGlobal(pair: Argument, invocation: Invocation): boolean {
  const verb = invocation.words.findIndex((word) => word.text === invocation.path[0]);
  return invocation.words.slice(0, verb).includes(pair);
}

function pairEffects(pair: Argument, scope: Scope): readonly Effect[] {
  if (pair.text === undefined) return [scope.uninspectable('git.config-runs', `the setting \`${pair.raw}\` is not known before it runs`, pair.span)];
  const at = pair.text.indexOf('=');
  return at < 0 ? [] : keyEffects(pair.text.slice(0, at), { ...pair, text: pair.text.slice(at + 1) }, scope, pair.span);
}

/** The repository's own hooks that the command runs, read and judged. */
export const gitHooks: Handler = (invocation, scope) => hookEffects(invocation, scope);

function hookEffects(invocation: Invocation, scope: Scope): readonly Effect[] {
  const [verb] = invocation.path;
  const names = verb !== undefined && Object.hasOwn(hooks, verb) ? (hooks[verb] ?? []) : [];
  if (names.length === 0) return [];
  const root = scope.world.git(scope.cwd ?? scope.world.root)?.root;
  if (root === undefined) return [];
  const skips = invocation.has('--no-verify');
  const moved = /^[ \t]*hooksPath[ \t]*=([^\n;#]+)/im.exec(scope.readText(joinPath(root, '.git/config')) ?? '')?.[1]?.trim().replace(/^"|"$/g, '');
  const directories = moved === undefined ? ['.git/hooks', '.husky'] : [moved.replace(/\/_\/?$/, '')];
  return names.filter((name) => !(skips && verifying.has(name))).flatMap((name) => directories.flatMap((directory) => hookFile(joinPath(joinPath(root, directory), name), name, invocation.span, scope)));
}

function hookFile(path: string, name: string, span: Span, scope: Scope): readonly Effect[] {
  if (scope.readText(path) === undefined) return [];
  return scope.script('other', { text: path, raw: name, glob: false, splits: false, span }, 'git.hook').filter((effect) => effect.reversibility !== 'read-only');
}
