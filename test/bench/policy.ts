import { decide } from '../../src/core/decide.ts';
import { judge } from '../../src/core/judge.ts';
import { lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { effectivePolicy, type LayerRule } from '../../src/core/policy/layers.ts';
import { defaultPolicy, type EffectMatch, type Policy } from '../../src/core/policy/policy.ts';
import { describedWorld } from '../../src/core/resolve/describedWorld.ts';
import { decisions, type Effect } from '../../src/core/verdict.ts';
import { globMatcher } from '../../src/node/globs.ts';

const count = 1000;
const programs = ['git', 'terraform', 'kubectl', 'npm', 'aws', 'psql', 'rm', 'docker'];
const commands = ['git status', 'rm -rf dist && npm run build', 'git push origin topic', 'cat a | grep b | sort | uniq -c | head', 'kubectl get pods', 'rm notes.txt', 'psql -c "delete from a where b = 1"'];

/** A quarter each by program, path, environment and agent. */
function selector(at: number): EffectMatch {
  switch (at % 4) {
    case 0:
      return { program: [programs[at % programs.length] ?? 'git'], blastRadius: ['production'] };
    case 1:
      return { kind: ['delete'], path: [`part${at}/**`] };
    case 2:
      return { environment: [`environment${at}`] };
    default:
      return { agent: ['codex'], rule: ['git.push-force'] };
  }
}

const rules = Array.from({ length: count }, (_, at): LayerRule => ({ id: `bench.${at}`, match: selector(at), decision: decisions[at % decisions.length] ?? 'ask', reason: 'measured', examples: { match: [], notMatch: [] } }));
const large = effectivePolicy([{ source: 'user', loosens: true, rules }], new Set(), 'bench');
const world = describedWorld({});
const matchesPath = globMatcher();

function medianOf(effects: readonly Effect[], policy: Policy): number {
  const once = (): number => {
    const from = process.hrtime.bigint();
    decide(effects, { policy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root: world.root, matchesPath, agent: 'codex' });
    return Number(process.hrtime.bigint() - from) / 1000;
  };
  for (let round = 0; round < 2000; round++) once();
  return Array.from({ length: 2000 }, once).sort((one, other) => one - other)[1000] ?? 0;
}

/** What a thousand rules add to one decision, in microseconds, warm: over everyday commands the median and the most. */
export function policyFigures(): readonly string[] {
  const added = commands.map((command) => {
    const effects = judge({ kind: 'shell', command, dialect: 'posix' }, { world, policy: large, programs: lookupInCatalogue });
    return { command, cost: medianOf(effects, large) - medianOf(effects, defaultPolicy) };
  }).sort((one, other) => one.cost - other.cost);
  const [middle, most] = [added[Math.floor(added.length / 2)], added.at(-1)];
  return [`a policy of ${count} rules adds ${middle?.cost.toFixed(0) ?? '?'} µs to a decision, ${most?.cost.toFixed(0) ?? '?'} at most (${most?.command ?? '?'})`];
}
