import { lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../src/core/decide.ts';
import type { FreezeState } from '../../src/core/freeze/freeze.ts';
import { judge } from '../../src/core/judge.ts';
import { defaultPolicy } from '../../src/core/policy/policy.ts';
import type { Action } from '../../src/core/action.ts';
import { describedWorld, dialectOf, type Scene } from '../../src/core/resolve/describedWorld.ts';
import type { Verdict } from '../../src/core/verdict.ts';

/** One line of a corpus: an act and its scene. `shell` may also be `sql` or `mcp` (`command` is then one JSON object). */
export interface DescribedCase extends Scene {
  readonly id: string;
  readonly command: string;
}

const now = '2026-01-01T00:00:00Z';
const off: FreezeState = { kind: 'off' };
const on: FreezeState = { kind: 'on', freezes: [{ id: 'f', mode: 'deny', reason: 'release', by: 'owner', since: now }] };

/** Verdicts of one case with the default policy, outside and inside a freeze in mode `deny`. */
export function judgeCase(described: DescribedCase): { readonly calm: Verdict; readonly frozen: Verdict } {
  const world = describedWorld(described);
  const effects = judge(actionOf(described), { world, policy: defaultPolicy, programs: lookupInCatalogue });
  const verdict = (freeze: FreezeState): Verdict => decide(effects, { policy: defaultPolicy, freeze, now, root: world.root });
  return { calm: verdict(off), frozen: verdict(on) };
}

/** The act of a case. */
export function actionOf({ command, shell, cwd, facts }: DescribedCase): Action {
  if (shell === 'sql') return { kind: 'sql', text: command, ...(facts?.connection === undefined ? {} : { connection: facts.connection }) };
  if (shell !== 'mcp') return { kind: 'shell', command, dialect: dialectOf(shell), ...(cwd === undefined ? {} : { cwd }) };
  const call = JSON.parse(command) as { readonly server?: string; readonly tool: string; readonly arguments: unknown };
  return { kind: 'mcp', tool: call.tool, input: call.arguments, ...(call.server === undefined ? {} : { server: call.server }) };
}
