import type { ShellDialect } from '../core/action.ts';
import type { ProgramLookup } from '../core/classify/programTable.ts';
import type { FreezeState } from '../core/freeze/freeze.ts';
import type { Policy } from '../core/policy/policy.ts';
import { decisions, mayChange, type Verdict } from '../core/verdict.ts';
import { joinFreezes, readFreezes } from '../node/freeze/freezeStore.ts';
import { isoTime } from '../node/isoTime.ts';
import type { LiveWorld } from '../node/liveWorld.ts';
import type { StoredPolicy } from '../node/policy/policyStore.ts';
import type { CommandIo } from './commandIo.ts';
import { decideAct } from './engine.ts';
import { raiseVerdict, type Objection } from './raiseVerdict.ts';

/** Where and with what a command is judged by hand. */
export interface CheckPlace {
  readonly world: LiveWorld;
  readonly dialect: ShellDialect;
  /** What decides here, for the hooks of the editor as well. */
  readonly stored: StoredPolicy;
  /** A file that is tried: it is held against what decides here, so that it can only tighten. */
  readonly given: Policy | undefined;
  /** Holds besides the freezes that are on. */
  readonly declared: FreezeState | undefined;
  readonly state: string;
  readonly programs: ProgramLookup;
  readonly matchesPath: (glob: string, path: string) => boolean;
  readonly io: Pick<CommandIo, 'now'>;
}

/** The verdict on a command, with safer forms, and the policy that gave it. */
export function judgeHere(text: string, place: CheckPlace): { readonly verdict: Verdict; readonly policy: Policy } {
  const here = judgedBy(place.stored.policy, text, place);
  if (place.given === undefined) return { policy: place.stored.policy, verdict: here };
  const tried = judgedBy(place.given, text, place);
  return decisions.indexOf(here.decision) > decisions.indexOf(tried.decision) ? { policy: place.stored.policy, verdict: here } : { policy: place.given, verdict: tried };
}

function judgedBy(policy: Policy, text: string, { world, programs, declared, state, matchesPath, dialect, stored, io }: CheckPlace): Verdict {
  const freezeAt = (targets: readonly string[]): FreezeState => joinFreezes([readFreezes(state, [world.cwd, ...targets], io.now()), ...(declared === undefined ? [] : [declared])]);
  const { verdict } = decideAct([{ kind: 'shell', command: text, dialect }], { world, policy, programs }, freezeAt, { now: isoTime(io.now()), matchesPath });
  return raiseVerdict(verdict, objectionsTo(verdict, world, stored));
}

/** What the editor's hook holds against an act besides its effects. */
function objectionsTo(verdict: Verdict, world: LiveWorld, { problem }: StoredPolicy): readonly Objection[] {
  return [
    ...(world.late() ? [{ decision: 'deny', rule: 'limit.time', source: 'limit', reason: 'judging it took too long' } as const] : []),
    ...(problem !== undefined && mayChange(verdict) ? [{ decision: 'ask', rule: 'limit.policy', source: 'limit', reason: `${problem}, so your rules are not known` } as const] : []),
  ];
}
