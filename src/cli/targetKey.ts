import type { Effect, Target } from '../core/verdict.ts';

/** Stable name of the object that an effect touches, for comparing two judgements. */
function targetKey(target: Target | undefined): string {
  if (target === undefined) return '';
  switch (target.kind) {
    case 'path':
      return `path:${target.path}`;
    case 'git':
      return `git:${target.repository}:${target.loses}:${[...(target.paths ?? [])].sort().join(',')}`;
    case 'database':
      return `database:${target.connection}:${target.table ?? ''}`;
    case 'remote':
      return `remote:${target.name}:${target.branch ?? ''}`;
    case 'environment':
      return `environment:${target.name}`;
    case 'other':
      return `other:${target.name}`;
  }
}

/** What an approval stands for: all effects of an act with their objects, in any order. */
export function effectsKey(effects: readonly Effect[]): string {
  const lines = effects.map((effect) => JSON.stringify([effect.kind, effect.rule, effect.reversibility, effect.blastRadius, effect.posture ?? '', effect.uninspectable, targetKey(effect.target)]));
  return [...new Set(lines)].sort().join('\n');
}
