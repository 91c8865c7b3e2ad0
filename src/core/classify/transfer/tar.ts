import { classifyPath } from '../../resolve/pathClass.ts';
import type { Effect } from '../../verdict.ts';
import type { Handler } from '../handler.ts';
import type { Argument } from '../invocation.ts';
import { ruleOf } from '../ruleOf.ts';
import { unpackEffects } from './unpack.ts';

/** tar in its old style: the first word is a bundle of letters without a dash (`tar czf a.tgz src`). */
function oldStyle(words: readonly Argument[]): { readonly letters: string; readonly archive: Argument | undefined; readonly rest: readonly Argument[] } | undefined {
  const [, first, ...rest] = words;
  if (first?.text === undefined || !/^[cxturAdvzjJfpkmohOPSTCXW]+$/.test(first.text)) return undefined;
  return { letters: first.text, archive: first.text.includes('f') ? rest[0] : undefined, rest: first.text.includes('f') ? rest.slice(1) : rest };
}

/** tar: creating writes the archive and reads the rest, extracting writes into the directory. */
export const tar: Handler = (invocation, scope) => {
  const old = oldStyle(invocation.words);
  const has = (letter: string, ...names: readonly string[]): boolean => old?.letters.includes(letter) === true || names.some((name) => invocation.has(name));
  const archive = old?.archive ?? invocation.value('-f') ?? invocation.value('--file');
  const operands = old === undefined ? invocation.operands : invocation.operands.filter((operand) => operand !== invocation.words[1] && operand !== archive);
  const rule = ruleOf(invocation);
  const effects: Effect[] = archive?.text !== undefined && /^[\w.@-]+:/.test(archive.text) ? [scope.uninspectable(rule, `the archive \`${archive.raw}\` lies on another machine, which tar reaches by running a program`, archive.span)] : [];
  if (has('c', '-c', '--create') || has('r', '-r', '--append') || has('u', '-u', '--update') || has('A', '-A')) {
    if (archive !== undefined && archive.text !== '-') effects.push(...scope.path('write', archive, rule));
    effects.push(...operands.flatMap((operand) => scope.path('read', operand, rule)));
    if (invocation.has('--remove-files')) effects.push(...operands.flatMap((operand) => scope.path('delete-tree', operand, rule)));
  } else if (has('x', '-x', '--extract', '--get')) {
    const target = invocation.value('-C') ?? { text: '.', raw: '.', glob: false, splits: false, span: invocation.span };
    const into = { ...target, text: target.text === undefined ? undefined : `${target.text}/extracted` };
    // Files of the same names are overwritten, which matters where nobody keeps them.
    const unpacked = scope.path('append', into, rule);
    const forced = ['--overwrite', '--unlink-first', '--recursive-unlink'].some((option) => invocation.has(option));
    // Into the root, a home or what the system runs, any file may be replaced.
    const anywhere = target.text !== undefined && ['ancestor', 'code-running'].includes(classifyPath(scope.resolve(target.text) ?? '/', scope.world).class);
    effects.push(...unpacked.map((effect) => ((forced || anywhere) && effect.blastRadius === 'machine' ? { ...effect, reversibility: 'irreversible' as const } : effect)));
    if (invocation.has('-P') || old?.letters.includes('P') === true || invocation.has('--absolute-names')) effects.push(scope.uninspectable(rule, 'extracts to absolute paths that the archive names', invocation.span));
    if (!has('O', '-O', '--to-stdout')) effects.push(...unpackEffects({ archive: archive?.text === '-' ? undefined : archive, into: invocation.value('-C') ?? invocation.value('--directory') ?? invocation.value('--one-top-level'), members: operands, strip: Number(invocation.value('--strip-components')?.text ?? 0), renames: invocation.has('--transform') || invocation.has('-s') }, invocation.span, scope));
  }
  return effects;
};
