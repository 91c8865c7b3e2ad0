import { differences, type Fact, type TicketFacts } from '../../core/ticket.ts';
import { lookNow } from '../../node/ticket/collect.ts';
import { refreshFacts, type RefreshPlace } from '../../node/ticket/refresh.ts';

/** Facts that git is asked for come first: the rest is looked at last, just before the command begins. */
const asksGit = ({ kind, name }: Fact): boolean => kind === 'head' || kind === 'refs' || (kind === 'target' && /^(?:uncommitted|untracked|ignored)\b.* in \//.test(name));

/** What is not as it was a moment ago, in words. Takes milliseconds; files are looked at last. */
export function lastLook(facts: TicketFacts, place: RefreshPlace): readonly string[] {
  const ordered = { ...facts, facts: [...facts.facts.filter(asksGit), ...facts.facts.filter((fact) => !asksGit(fact))] };
  return differences(ordered, lookNow(refreshFacts(ordered, place)));
}

/** What became of the targets, in words: each of them, changed or not. */
export function observe(facts: TicketFacts, place: RefreshPlace): readonly string[] {
  const targets = { ...facts, facts: facts.facts.filter(({ kind }) => kind === 'target' || kind === 'head' || kind === 'refs') };
  const changed = differences(targets, lookNow(refreshFacts(targets, place)));
  return changed.length > 0 ? changed : targets.facts.length > 0 ? ['nothing of what it was about changed'] : [];
}
