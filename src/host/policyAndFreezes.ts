import { contentKey } from '../node/contentKey.ts';
import { readFreezes } from '../node/freezeStore.ts';
import { readPolicy } from '../node/policyStore.ts';

/** The rules over a place, as text that is equal only while no policy and no freeze over it changed. `now` in milliseconds since 1970. */
export function policyAndFreezes(state: string, workspace: string, cwd: string, now: number): string {
  const { policy, problem } = readPolicy(state);
  return contentKey(JSON.stringify([policy.revision, problem, readFreezes(state, [workspace, cwd], now)]));
}
