import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import { relativeTo } from '../../resolve/lexicalPath.ts';
import type { Argument, Invocation } from '../invocation.ts';
import { ruleOf } from '../ruleOf.ts';

/** Most files of one patch that are looked at. */
const maxFiles = 500;

/**
 * patch, git apply: the files that the patch names, where its text can be read. Their content becomes another one. A patch
 * whose text is not known adds nothing: it changes source files, which is what an agent is for.
 */
export const patch: Handler = (invocation, scope) => {
  if (invocation.has('--output') || invocation.has('--cached')) return [];
  const isGit = invocation.program === 'git';
  const [named] = isGit ? [] : invocation.operands;
  if (named !== undefined) return scope.path('replace', named, ruleOf(invocation));
  const directory = invocation.value('--directory')?.text;
  const outside = directory !== undefined && relativeTo(scope.world.root, scope.cwd ?? '/', scope.world.caseInsensitive) === undefined;
  if (outside && !isGit) return [scope.uninspectable(ruleOf(invocation), `changes files in \`${directory}\`, outside the workspace`, invocation.span, { kind: 'write' })];
  const given = Number(invocation.value('--strip')?.text ?? invocation.value('-p')?.text ?? (isGit ? 1 : Number.NaN));
  return textsOf(invocation, isGit, scope).flatMap((text) => filesOf(text, given, invocation, scope));
};

/** The texts of the patches: operands of git apply, `-i` of patch, else standard input. */
function textsOf(invocation: Invocation, isGit: boolean, scope: Scope): readonly string[] {
  const files = isGit ? invocation.operands : invocation.values('--input');
  const texts = files.map(({ text }) => scope.readText(scope.resolve(text ?? '') ?? ''));
  return [...texts, files.length === 0 ? scope.stdin?.text : undefined].filter((text) => text !== undefined);
}

function filesOf(text: string, strip: number, invocation: Invocation, scope: Scope): readonly Effect[] {
  const pairs = [...text.matchAll(/^--- ([^\t\n]+).*\n\+\+\+ ([^\t\n]+)/gm)].slice(0, maxFiles);
  const names = new Set(pairs.map(([, before = '', after = '']) => stripped(after === '/dev/null' ? before : after, strip)));
  return [...names].flatMap((name) => {
    const file: Argument = { text: name, raw: name, glob: false, splits: false, span: invocation.span };
    return scope.path('replace', file, ruleOf(invocation));
  });
}

/** `-p N` takes N directories off; without it patch looks for the bare name. */
function stripped(name: string, count: number): string {
  const segments = name.split('/').filter((segment) => segment !== '');
  return segments.slice(Number.isNaN(count) ? -1 : Math.min(count, segments.length - 1)).join('/');
}
