import { lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../src/core/decide.ts';
import { judge } from '../../src/core/judge.ts';
import { defaultPolicy } from '../../src/core/policy/policy.ts';
import { describedWorld, dialectOf } from '../../src/core/resolve/describedWorld.ts';
import type { Verdict } from '../../src/core/verdict.ts';

const worlds = { bash: describedWorld({}), pwsh: describedWorld({ shell: 'pwsh' }), cmd: describedWorld({ shell: 'cmd' }) } as const;

/** The shells that text is judged for. */
export type Shell = keyof typeof worlds;

/** Verdict of one command in the plain scene of the labelling guide, outside a freeze. */
export function verdictOf(command: string, shell: Shell = 'bash'): Verdict {
  const world = worlds[shell];
  const effects = judge({ kind: 'shell', command, dialect: dialectOf(shell) }, { world, policy: defaultPolicy, programs: lookupInCatalogue });
  return decide(effects, { policy: defaultPolicy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root: world.root });
}

const order = ['allow', 'ask', 'deny'] as const;

/** How strict a command is judged: 0 allow, 1 ask, 2 deny. */
export const strictness = (command: string, shell: Shell = 'bash'): number => order.indexOf(verdictOf(command, shell).decision);
