import { classifyPath } from '../../resolve/pathClass.ts';
import { baseName } from '../../resolve/lexicalPath.ts';
import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';
import { ruleOf } from '../ruleOf.ts';

/** go run, go build: a package of the project is built and tested all day long, so it may run; a file by itself is read, and a package from elsewhere is not known. */
export const goProgram: Handler = (invocation, scope) => (invocation.path.at(-1) === 'run' ? goRun(invocation, scope) : goBuild(invocation, scope));

function goRun(invocation: Invocation, scope: Scope): readonly Effect[] {
  const { operands } = invocation;
  const [first] = operands;
  const rule = ruleOf(invocation);
  if (first === undefined) return [];
  if (first.text === '-') return scope.stdin?.text === undefined ? [scope.uninspectable(rule, 'the source that would be run is not known before it runs', first.span)] : scope.code('go', scope.stdin.text, first.span);
  const end = operands.findIndex(({ text }) => text?.endsWith('.go') !== true);
  const files = operands.slice(0, end < 0 ? undefined : end);
  if (files.length > 0) return files.flatMap((file) => scope.script('go', file, rule));
  if (isOwnPackage(first, scope)) return [];
  return [scope.uninspectable(rule, `runs the package \`${first.raw}\`, which is not one of this project`, first.span)];
}

/** Without `-o` the program gets the name of its directory. */
function goBuild(invocation: Invocation, scope: Scope): readonly Effect[] {
  const [only, more] = invocation.operands;
  if (invocation.path.at(-1) !== 'build' || invocation.has('-o') || more !== undefined || only?.text?.endsWith('.go') === true) return [];
  const directory = scope.resolve(only?.text ?? '.');
  const program = directory === undefined || (only !== undefined && !isOwnPackage(only, scope)) ? undefined : scope.resolve(baseName(directory));
  if (program !== undefined) scope.note({ built: program });
  return [];
}

function isOwnPackage({ text, glob }: Argument, scope: Scope): boolean {
  const path = text === undefined || glob || !/^\.{0,2}(?:\/|$)/.test(text) ? undefined : scope.resolve(text);
  if (path === undefined) return false;
  const real = scope.realPath(path);
  return real === scope.world.root || classifyPath(real, scope.world).inWorkspace;
}
