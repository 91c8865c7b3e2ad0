import { differences, type Fact, type TicketFacts } from '../../core/ticket.ts';
import { lookNow } from '../../node/ticket/collect.ts';
import { refreshFacts, type RefreshPlace } from '../../node/ticket/refresh.ts';
import { headFiles } from '../../node/ticket/repositories.ts';
import { contentIdentity } from '../../node/ticket/identity.ts';

const looked = (facts: TicketFacts, chosen: (fact: Fact) => boolean, place: RefreshPlace): readonly string[] => {
  const some = { ...facts, facts: facts.facts.filter(chosen) };
  return differences(some, lookNow(refreshFacts(some, place)));
};

/** Slow ones: git is asked for them, or they are as large as what would be lost. */
const takesTime = ({ kind }: Fact): boolean => kind === 'head' || kind === 'refs' || kind === 'target';

/**
 * What is not as it was a moment ago, in words. What takes time is looked at first; then files, programs and where HEAD points,
 * all within about a millisecond, so that least is left between this look and the command.
 */
export function lastLook(facts: TicketFacts, place: RefreshPlace): readonly string[] {
  const heads = facts.facts.filter(({ kind }) => kind === 'head').map(({ name }) => ({ name, files: headFiles(name), before: '' }));
  for (const head of heads) head.before = head.files.map(contentIdentity).join(' ');
  const slow = looked(facts, takesTime, place);
  if (slow.length > 0) return slow;
  const quick = looked(facts, (fact) => !takesTime(fact), place);
  return [...quick, ...heads.flatMap(({ name, files, before }) => (files.map(contentIdentity).join(' ') === before ? [] : [`HEAD of ${name} moved`]))];
}

/** What became of the targets, in words. */
export function observe(facts: TicketFacts, place: RefreshPlace): readonly string[] {
  const changed = looked(facts, takesTime, place);
  return changed.length > 0 || !facts.facts.some(takesTime) ? changed : ['nothing of what it was about changed'];
}
