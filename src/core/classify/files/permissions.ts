import type { Handler } from '../handler.ts';
import { ruleOf } from '../ruleOf.ts';

/** chmod, chown, chgrp, chattr, setfacl: the first operand says what, the others where. */
export const permissions: Handler = (invocation, scope) => {
  const use = invocation.has('--recursive') || invocation.has('-R') ? 'permissions-tree' : 'permissions';
  // `chmod -x file`: the mode looks like an option.
  const modeIsOption = ['-w', '-x', '-r', '-X', '-s', '-t'].some((option) => invocation.has(option));
  const paths = invocation.has('--reference') || modeIsOption ? invocation.operands : invocation.operands.slice(1);
  const effects = paths.flatMap((path) => scope.path(use, path, ruleOf(invocation)));
  // A program of the system that runs as its owner gives that owner's rights away.
  const raises = /^(?:[ugoa]*\+[rwx]*s|[2467]\d{3})/.test(invocation.operands[0]?.text ?? '');
  return raises ? effects.map((effect) => (effect.blastRadius === 'machine' || effect.posture === 'routine' ? { ...effect, blastRadius: 'machine', posture: 'deny' } : effect)) : effects;
};

/** setfacl, chattr and kin: what their words mean differs, so that only one that is a file of the guard is judged here. */
export const accessRules: Handler = (invocation, scope) => invocation.operands.flatMap((path) => scope.path('permissions', path, ruleOf(invocation))).filter(({ posture }) => posture === 'deny');
