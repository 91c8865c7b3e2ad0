import { guardEffect, guardedByCopy } from '../../resolve/guardReach.ts';
import { baseName, joinPath } from '../../resolve/lexicalPath.ts';
import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument } from '../invocation.ts';
import { ruleOf } from '../ruleOf.ts';

/** rsync: the last operand is made like the others; with `--delete` what is only there goes. */
export const rsync: Handler = (invocation, scope) => {
  const rule = ruleOf(invocation);
  const target = invocation.operands.at(-1);
  const sources = invocation.operands.slice(0, -1);
  const open = invocation.operands.find((word) => word.mayBeOption === true && word.splits);
  if (open !== undefined) return [scope.uninspectable(rule, `\`${open.raw}\` is not known before it runs, and may be an option that deletes`, open.span)];
  if (target === undefined || sources.length === 0) return [];
  const remote = (text: string | undefined): boolean => text !== undefined && /^(?:[^/]+:|rsync:\/\/)/.test(text) && !/^[A-Za-z]:[\\/]/.test(text);
  const deletes = ['--delete', '--delete-before', '--delete-during', '--delete-after', '--delete-excluded', '--delete-delay', '--del'].some((option) => invocation.has(option));
  const effects: Effect[] = sources.flatMap((source) => (remote(source.text) ? [] : scope.path('read', source, rule).map((effect) => (remote(target.text) && effect.kind === 'secret' ? { ...effect, reversibility: 'irreversible' as const, blastRadius: 'shared' as const } : effect))));
  if (invocation.has('--remove-source-files')) effects.push(...sources.flatMap((source) => (remote(source.text) ? [] : scope.path('delete-tree', source, rule))));
  if (remote(target.text)) {
    const radius = scope.isProduction(target.text ?? '') ? 'production' : 'shared';
    return [...effects, scope.effect({ kind: 'deploy', reversibility: deletes ? 'irreversible' : 'recoverable', blastRadius: radius, rule, reason: `${deletes ? 'deletes and replaces' : 'replaces'} files on \`${target.raw}\`` }, invocation.span)];
  }
  const at = target.text === undefined ? undefined : scope.resolve(target.text);
  const use = deletes ? 'delete-tree' : at !== undefined && scope.world.path(at).kind === 'file' ? 'replace' : 'append';
  return [...effects, ...sources.flatMap((source) => (remote(source.text) ? [] : onGuard(source, target, scope))), ...scope.path(use, target.text?.endsWith('/') === true ? { ...target, text: target.text.replace(/(?<!\/)\/+$/, '') || '/' } : target, rule)];
};

/** A source with a slash at its end gives its content, another one itself. */
function onGuard(source: Argument, target: Argument, scope: Scope): readonly Effect[] {
  const [from, to] = [source, target].map(({ text, glob }) => (text === undefined || glob ? undefined : scope.resolve(text)));
  if (from === undefined || to === undefined) return [];
  const held = guardedByCopy(scope.realPath(from), scope.realPath(/(?:^|\/)\.?$/.test(source.text ?? '') ? to : joinPath(to, baseName(from))), scope);
  return held === undefined ? [] : [guardEffect('changes', held, target, scope)];
}
