import { contentKey } from '../../node/contentKey.ts';
import { readFreezes } from '../../node/freeze/freezeStore.ts';
import { policyPlace, stampsOf } from '../../node/policy/policyPlace.ts';

/** The rules over a place, as text that is equal only while no file of the policy and no freeze over it changed. `now` in milliseconds since 1970. */
export function policyAndFreezes(state: string, workspace: string, cwd: string, now: number): string {
  return contentKey(JSON.stringify([stampsOf(policyPlace(state, workspace, process.platform)), readFreezes(state, [workspace, cwd], now)]));
}
