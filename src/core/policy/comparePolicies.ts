import type { Action, AgentId } from '../action.ts';
import { decisions, strictestDecision, type Decision } from '../verdict.ts';

/** An act that an agent proposed once. */
export interface PastAct {
  readonly title: string;
  readonly actions: readonly Action[];
  readonly agent?: AgentId;
}

/** Acts of one title that two policies decide differently. */
export interface DecisionChange {
  readonly title: string;
  readonly count: number;
  readonly before: Decision;
  readonly after: Decision;
}

export interface PolicyComparison {
  readonly acts: number;
  readonly looser: readonly DecisionChange[];
  readonly stricter: readonly DecisionChange[];
}

/** How one action is decided under one of the two policies. */
export type DecideUnder = (action: Action, which: 'before' | 'after', agent: AgentId | undefined) => Decision;

/** What a change of policy would have meant for acts of the past, most frequent first. */
export function comparePolicies(acts: readonly PastAct[], decide: DecideUnder): PolicyComparison {
  const changes = new Map<string, DecisionChange>();
  for (const { title, actions, agent } of acts) {
    const under = (which: 'before' | 'after'): Decision => actions.map((action) => decide(action, which, agent)).reduce<Decision>(strictestDecision, 'allow');
    const [before, after] = [under('before'), under('after')];
    if (before === after) continue;
    const key = JSON.stringify([title, before, after]);
    changes.set(key, { title, before, after, count: (changes.get(key)?.count ?? 0) + 1 });
  }
  const sorted = [...changes.values()].sort((one, other) => other.count - one.count);
  const loosens = ({ before, after }: DecisionChange): boolean => decisions.indexOf(after) < decisions.indexOf(before);
  return { acts: acts.length, looser: sorted.filter(loosens), stricter: sorted.filter((change) => !loosens(change)) };
}

/** The comparison in one sentence: "of 120 acts it would have allowed 3 more and denied 0 fewer". */
export function comparisonSentence({ acts, looser, stricter }: PolicyComparison): string {
  const count = (changes: readonly DecisionChange[], of: (change: DecisionChange) => boolean): number => changes.filter(of).reduce((sum, change) => sum + change.count, 0);
  const words = [
    `allowed ${count(looser, ({ after }) => after === 'allow')} more`, `denied ${count(looser, ({ before }) => before === 'deny')} fewer`,
    `asked about ${count(stricter, ({ after }) => after === 'ask')} more`, `denied ${count(stricter, ({ after }) => after === 'deny')} more`,
  ];
  return acts === 0 ? 'no act is recorded yet' : `of ${acts} recorded acts it would have ${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
