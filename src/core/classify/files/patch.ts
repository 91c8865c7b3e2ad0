import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import { relativeTo } from '../../resolve/lexicalPath.ts';
import { shownPath } from '../../resolve/shownPath.ts';
import type { Argument, Invocation } from '../invocation.ts';
import { ruleOf } from '../ruleOf.ts';

/** Most files of one patch that are looked at. */
const maxFiles = 500;

/**
 * patch, git apply, git am: the files that the patch names, where its text can be read. Their content becomes another one. A patch
 * whose text is not known changes source files, which is what an agent is for; it asks where files of the guard are known to lie
 * in its reach.
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
  const texts = textsOf(invocation, isGit, scope);
  const unread = texts.includes(undefined) ? unreadEffects(invocation, scope) : [];
  return [...unread, ...texts.flatMap((text) => (text === undefined ? [] : filesOf(text, given, isGit ? directory : undefined, invocation, scope)))];
};

/** The texts of the patches: operands of git apply and am, `-i` and the second word of patch, else standard input; undefined = not known. */
function textsOf(invocation: Invocation, isGit: boolean, scope: Scope): readonly (string | undefined)[] {
  const files = isGit ? invocation.operands : invocation.values('--input');
  if (files.length > 0) return files.map(({ text }) => (text === undefined ? undefined : scope.readText(scope.resolve(text) ?? '')));
  const continues = ['--abort', '--continue', '--skip', '--quit', '--resolved', '--retry', '--show-current-patch'].some((option) => invocation.has(option));
  return continues ? [] : [scope.stdin?.text];
}

function unreadEffects(invocation: Invocation, scope: Scope): readonly Effect[] {
  const held = scope.cwd === undefined ? undefined : scope.world.protectedPaths.find((path) => relativeTo(scope.cwd ?? '/', path, scope.world.caseInsensitive) !== undefined && scope.world.path(path).kind === 'file');
  if (held === undefined) return [];
  return [scope.effect({ kind: 'guard', reversibility: 'reversible', blastRadius: 'workspace', posture: 'ask', rule: 'guard.unread-patch', reason: `the patch could not be read, and it may change \`${shownPath(held, scope.world)}\`, which the guard rests on`, alternative: 'write the patch to a file first' }, invocation.span)];
}

function filesOf(text: string, strip: number, directory: string | undefined, invocation: Invocation, scope: Scope): readonly Effect[] {
  const pairs = [...text.matchAll(/^--- ([^\t\n]+)(?:\t.*)?\n\+\+\+ ([^\t\n]+)/gm)].slice(0, maxFiles);
  const named = pairs.map(([, before = '', after = '']) => stripped(after === '/dev/null' ? before : after, strip));
  // What git writes beside: a file that is only renamed, copied, emptied, made or given another mode has no lines.
  const moved = [...text.matchAll(/^(?:rename (?:from|to)|copy to) (.+)$/gm)].slice(0, maxFiles).map(([, name = '']) => stripped(name, Number.isNaN(strip) ? 0 : strip - 1));
  const bare = [...text.matchAll(/^diff --git "?a\/(.+?)"? "?b\/(.+?)"?\n(?:new file|deleted file|old mode)/gm)].slice(0, maxFiles).map(([, , name = '']) => stripped(`b/${name}`, Number.isNaN(strip) ? 1 : strip));
  return [...new Set([...named, ...moved, ...bare])].flatMap((name) => {
    const at = directory === undefined ? name : `${directory}/${name}`;
    const file: Argument = { text: at, raw: at, glob: false, splits: false, span: invocation.span };
    return scope.path('replace', file, ruleOf(invocation));
  });
}

/** `-p N` takes N directories off; without it patch looks for the bare name. */
function stripped(name: string, count: number): string {
  const segments = name.split('/').filter((segment) => segment !== '');
  return segments.slice(Number.isNaN(count) ? -1 : Math.min(count, segments.length - 1)).join('/');
}
