import type { EffectDraft, Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Effect } from '../verdict.ts';
import { parentOf, relativeTo } from './lexicalPath.ts';
import { isOutputName, type ClassifiedPath } from './pathClass.ts';

/** How far a change reaches by where it happens; `recursive` = everything below as well. */
export const radiusOf = (place: ClassifiedPath, recursive: boolean): 'file' | 'workspace' | 'machine' =>
  place.inWorkspace ? (recursive ? 'workspace' : 'file') : place.class === 'ancestor' && recursive ? 'machine' : 'machine';

/** What git says of a path, or of what a pattern matches below it. */
export function statusOf(path: string, pattern: string | undefined, scope: Scope): string {
  if (scope.world.path(path).kind === 'absent') return 'absent';
  const git = scope.world.git(parentOf(path));
  if (git === undefined) return 'unknown';
  if (pattern !== undefined) return git.status(path) === 'clean' ? 'clean' : 'unknown';
  return git.status(path);
}

/** Output of programs inside the workspace, by its name. */
export const isOutput = (path: string, scope: Scope): boolean => isOutputName(relativeTo(scope.world.root, path, scope.world.caseInsensitive) ?? '');

/** An effect on one path. */
export function pathEffect(scope: Scope, argument: Argument, path: string, draft: EffectDraft, recursive = false, pattern?: string): Effect {
  return scope.effect({ ...draft, target: { kind: 'path', path, recursive, ...(pattern === undefined ? {} : { pattern }) } }, argument.span);
}
