import { classifyPath } from '../resolve/pathClass.ts';
import type { Effect } from '../verdict.ts';
import type { Scope } from './handler.ts';
import type { Match } from './matchCommand.ts';

/*
 * A program that was built from the project's own sources is the project, as `cargo run` and every test are: it may run
 * although nobody can read it.
 */

/** Notes what a compiler is told to make, where its sources are those of the project and this line has not written them. */
export function noteBuilt({ given, invocation }: Match, effects: readonly Effect[], scope: Scope): void {
  const output = given.find(({ row }) => row.role === 'write' && row.names.includes('-o'))?.value?.text;
  const builds = effects.some(({ kind, reversibility }) => kind === 'execute' && reversibility === 'reversible') && !effects.some(({ uninspectable }) => uninspectable);
  const path = output === undefined || !builds ? undefined : scope.resolve(output);
  if (path === undefined || !invocation.operands.every(({ text, glob }) => text !== undefined && !glob && isOwnSource(text, scope))) return;
  scope.note({ built: path });
}

function isOwnSource(text: string, scope: Scope): boolean {
  const path = scope.resolve(text);
  if (path === undefined) return false;
  const real = scope.realPath(path);
  const inside = real === scope.world.root || classifyPath(real, scope.world).inWorkspace;
  return inside && scope.readText(path) === scope.world.readText(real);
}

/** Whether a program that cannot be read is one that a build made of the project: by this line, or in the directory of a compiler's output. */
export function isBuiltHere(path: string, scope: Scope): boolean {
  if (scope.holdsBuilt(path)) return true;
  const real = scope.realPath(path);
  return compilerOutput.test(real) && classifyPath(real, scope.world).inWorkspace && !scope.world.session.written.includes(real) && scope.readText(path) === scope.world.readText(real);
}

const compilerOutput = /\/(?:target\/(?:[\w-]+\/)?(?:debug|release)|\.build\/(?:[\w-]+\/)?(?:debug|release)|zig-out\/bin|dist-newstyle\/.+|\.stack-work\/.+|_build\/default\/.+|build\/(?:bin|Debug|Release))\/[^/]+$/;
