import { alternativeOf, type Verdict } from '../core/verdict.ts';

const most = 3;

/** The reasons of a verdict that weigh most, in one line each time, without repetition. */
export function reasonsOf(verdict: Verdict): string {
  const deciding = verdict.findings.filter(({ decision }) => decision === verdict.decision).map(({ reason }) => reason);
  const reasons = [...new Set(deciding)];
  const more = reasons.length > most ? `; and ${reasons.length - most} more` : '';
  return reasons.length === 0 ? 'no reason is known' : reasons.slice(0, most).join('; ') + more;
}

function insteadOf(verdict: Verdict): string {
  const alternative = verdict.findings.filter(({ decision }) => decision === verdict.decision).map(alternativeOf).find((text) => text !== undefined);
  return alternative === undefined ? '' : ` Instead: ${alternative}.`;
}

/** What a freeze leaves open, so that the agent goes on with what it may do instead of looking for a way round. */
const stillAllowed = ' Reading, editing, building, testing and local commits still work: go on with those, and say what you would do once it ends.';

/** For the agent: what was refused by rule and what it can do instead. */
export const refusedByRule = (verdict: Verdict): string =>
  `Tagout refused this: ${reasonsOf(verdict)}.${insteadOf(verdict)}${verdict.frozen ? stillAllowed : ''} Do not try to reach the same by another way; tell the user.`;

/** A freeze came while a person was asked; the rules alone would have let a person decide. */
export const refusedByFreeze = (reason: string): string => `Tagout refused this: ${reason}.${stillAllowed} Do not try to reach the same by another way; tell the user.`;

/** A person said no. */
export const refusedByPerson = (reason: string): string =>
  reason === '' ? 'A person refused this in Tagout. Do not try to reach the same by another way; ask the user.' : `A person refused this in Tagout: ${reason}`;

/** A person is needed and cannot be reached. */
export const needsPerson = (verdict: Verdict, why: string): string =>
  `Tagout needs a person to decide this (${reasonsOf(verdict)}), but ${why}.${insteadOf(verdict)} To go on, the user can open this folder in VS Code with Tagout, or run the command themselves.`;

/** Something is not as the person saw it. */
export const changedSince = (changes: readonly string[]): string =>
  `Tagout did not run this, because it is not what was approved: ${changes.slice(0, most).join('; ')}${changes.length > most ? `; and ${changes.length - most} more` : ''}, since it was asked about. Propose it again.`;

/** For the agent's own dialog. */
export const askedByAgent = (verdict: Verdict): string => `Tagout: ${reasonsOf(verdict)}.${insteadOf(verdict)}`;

/** The hook itself failed. */
export const failedText = (what: string): string => `Tagout could not judge this and refuses it: ${what}. A person can run \`tagout doctor\` to see what is wrong.`;
