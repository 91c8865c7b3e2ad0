import type { Effect, EffectKind } from '../verdict.ts';

/** Classes of acts that people name in a freeze. `branch-push` is the everyday push of a feature branch, `push` every push. */
export const actionClasses = [
  'read', 'edit', 'build', 'test', 'package', 'delete', 'history', 'branch-push', 'push', 'data', 'schema', 'infrastructure', 'deploy', 'publish', 'container', 'network', 'system', 'secret', 'config',
] as const;
export type ActionClass = (typeof actionClasses)[number];

/** What no freeze holds, in words that an agent can follow. */
export const neverHeld: readonly ActionClass[] = ['read', 'edit', 'build', 'test'];

const classes: Readonly<Record<EffectKind, readonly ActionClass[]>> = {
  read: ['read'], write: ['edit'], move: ['edit'], delete: ['delete'], 'git-discard': ['delete'], 'git-history': ['history'], 'git-remote': ['push'], database: ['data'], schema: ['schema'],
  infrastructure: ['infrastructure'], deploy: ['deploy'], publish: ['publish'], package: ['package'], container: ['container'], network: ['network'], process: ['system'], system: ['system'],
  secret: ['secret'], config: ['config'], guard: ['config'], execute: ['build', 'test'],
};

/** The classes that an effect belongs to; undefined where it was not understood, so that no class can be told. */
export function classesOf({ kind, posture, uninspectable }: Pick<Effect, 'kind' | 'posture' | 'uninspectable'>): readonly ActionClass[] | undefined {
  if (uninspectable) return undefined;
  return kind === 'git-remote' && posture === 'routine' ? ['push', 'branch-push'] : classes[kind];
}
