// A late part (esbuild.js): few acts reach a directory that holds files of the guard, so it exports functions only.
import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import { exampleOf, matchesName } from '../globName.ts';
import type { Effect } from '../verdict.ts';
import { joinPath, relativeTo } from './lexicalPath.ts';
import { classifyPath } from './pathClass.ts';
import { shownPath } from './shownPath.ts';
import { pathEffect } from './usedPath.ts';

/** The first protected path below a directory (absolute, real) that is not proven absent; with a pattern below it, the first that the pattern reaches. */
export function guardedBelow(directory: string, pattern: string | undefined, expands: boolean, { world }: Scope): string | undefined {
  return world.protectedPaths.find((one) => {
    const below = relativeTo(directory, one, world.caseInsensitive);
    return below !== undefined && below !== '' && (pattern === undefined || reaches(pattern, below, expands)) && world.path(one).kind !== 'absent';
  });
}

/** Names that make programs run commands where they lie in the right directory. */
const running = ['tasks.json', 'settings.json', 'workflows/ci.yml', 'workflows/ci.yaml'];

/** What writing to all that a pattern below a directory matches changes beside ordinary files: a file of the guard, or one that makes programs run commands. */
export function patternEffects(directory: string, pattern: string, argument: Argument, scope: Scope): readonly Effect[] {
  const held = guardedBelow(directory, pattern, argument.expands === true, scope);
  if (held !== undefined) return [guardEffect('changes', held, argument, scope)];
  const like = [exampleOf(pattern.replace(/\*\*\/?/g, '')) || 'x', ...running.filter((name) => reaches(pattern, name, argument.expands === true))];
  const place = like.map((name) => classifyPath(joinPath(directory, name), scope.world)).find((one) => one.class === 'code-running' || one.class === 'agent-settings');
  if (place === undefined) return [];
  return [pathEffect(scope, argument, directory, { kind: 'config', reversibility: 'reversible', blastRadius: place.inWorkspace ? 'workspace' : 'machine', posture: 'ask', rule: 'config.runs-commands', reason: `\`${argument.raw}\` makes other programs run commands` })];
}

/** The first protected path below a target (or the target itself) that a directory, copied there, puts content of its own into. */
export function guardedByCopy(from: string, to: string, { world }: Scope): string | undefined {
  return world.protectedPaths.find((one) => {
    const below = relativeTo(to, one, world.caseInsensitive);
    if (below === undefined) return false;
    const { kind } = world.path(joinPath(from, below === '' ? '.' : below));
    return kind === 'file' || (kind === 'directory' && below !== '');
  });
}

/** What changing or removing a directory does, because of the protected path in it. */
export function guardEffect(deed: 'changes' | 'removes', held: string, argument: Argument, scope: Scope): Effect {
  const rule = deed === 'changes' ? 'guard.write' : 'guard.delete';
  return pathEffect(scope, argument, held, { kind: 'guard', reversibility: 'reversible', blastRadius: relativeTo(scope.world.root, held, scope.world.caseInsensitive) === undefined ? 'machine' : 'file', posture: 'deny', rule, reason: `${deed} \`${shownPath(held, scope.world)}\`, which the guard rests on` });
}

/**
 * Whether a pattern reaches a path, both relative to one directory. A shell (`expands`) gives hidden names only to who names the
 * dot; `find` looks everywhere, so that one matching segment is enough. A bare `**` of a walk over a workspace with tests that
 * are not known says nothing of one file.
 */
function reaches(pattern: string, below: string, expands: boolean): boolean {
  const wanted = pattern.split('/');
  const names = below.split('/');
  const last = wanted.at(-1) ?? '';
  if (wanted.includes('**')) {
    if (expands) return !names.slice(0, -1).some((name) => name.startsWith('.')) && matchesName(last, names.at(-1) ?? '');
    return last !== '**' && names.some((name) => matchesName(last, name) || (name.startsWith('.') && matchesName(last, `_${name}`)));
  }
  return wanted.length <= names.length && wanted.every((segment, index) => matchesName(segment, names[index] ?? ''));
}
