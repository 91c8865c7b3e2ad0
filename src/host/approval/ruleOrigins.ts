import { defaultPolicy } from '../../core/policy/policy.ts';
import { policyPlace } from '../../node/policy/policyPlace.ts';
import { readPolicy } from '../../node/policy/policyStore.ts';

/** Where the rules of people stand, as `file:line` by rule id: the policy as it was compiled when the act was judged. Empty where none can be read. */
export function ruleOrigins(state: string, workspace: string): ReadonlyMap<string, string> {
  const { rules } = readPolicy(policyPlace(state, workspace, process.platform), () => ({ policy: defaultPolicy })).policy;
  return new Map(rules.flatMap(({ id, origin }) => (origin === undefined ? [] : [[id, origin] as const])));
}
