import { deepEqual, equal } from 'node:assert/strict';
import { askQuestion, callMade, defaultQuestionLimits as limits, freshBudget, letGoOn, questionEnded, type QuestionBudget } from '../../../../src/core/budget/questionBudget.ts';

/** Asks at the given times; `+` shown, `-` waits. */
function ask(times: readonly number[], from: QuestionBudget = freshBudget(limits)): { readonly seen: string; readonly budget: QuestionBudget } {
  let [budget, seen] = [from, ''];
  for (const [index, at] of times.entries()) {
    const asked = askQuestion(budget, `q${index}`, at, limits);
    [budget, seen] = [asked.budget, seen + (asked.show ? '+' : '-')];
  }
  return { seen, budget };
}
const calls = (budget: QuestionBudget, count: number): QuestionBudget => Array.from({ length: count }).reduce<QuestionBudget>((before) => callMade(before, limits), budget);
const minute = 60_000;
const open = ask([0, 0, 0, 0]).budget;

describe('budget of questions', () => {
  it('shows three in ten minutes and lets the rest wait', () => deepEqual([ask([0, minute, 2 * minute, 3 * minute]).seen, ask(Array.from({ length: 60 }, (_, index) => index * 166)).seen.indexOf('-'), ask(Array.from({ length: 60 }, () => 0)).seen.split('+').length - 1], ['+++-', 3, 3]));
  it('shows no more than one for a hundred calls in the long run', () => {
    const spent = ask([0, 0, 0]).budget;
    deepEqual([ask([20 * minute], spent).seen, ask([20 * minute], calls(spent, 99)).seen, ask([20 * minute, 20 * minute], calls(spent, 100)).seen, ask([20 * minute, 20 * minute, 20 * minute, 20 * minute], calls(spent, 5000)).seen], ['-', '-', '+-', '+++-']);
  });
  it('stays open whatever happens until a person lets it go on', () => {
    equal(ask([600 * minute], calls(open, 10_000)).seen, '-');
    equal(questionEnded(open, 'q0', 'approved', limits).state, 'open');
    equal(letGoOn(open).state, 'half-open');
  });
  it('shows one trial when it may go on, and another question before its answer opens it again', () => {
    const trial = ask([minute], letGoOn(open));
    deepEqual([trial.seen, trial.budget.state, ask([minute, minute], letGoOn(open)).seen, ask([minute, minute], letGoOn(open)).budget.state], ['+', 'half-open', '+-', 'open']);
  });
  it('is closed by the approval of the trial alone', () => {
    const { budget } = ask([minute], letGoOn(open));
    deepEqual((['approved', 'denied', 'unanswered'] as const).map((end) => questionEnded(budget, 'q0', end, limits).state), ['closed', 'open', 'open']);
    equal(questionEnded(budget, 'another', 'approved', limits).state, 'half-open');
    equal(ask([minute, minute, minute, minute], questionEnded(budget, 'q0', 'approved', limits)).seen, '+++-');
  });
  it('counts what was asked before the clock was turned back', () => equal(ask([10 * minute, 0, 0, 0]).seen, '+++-'));
  it('leaves a breaker that is not open as it is', () => equal(letGoOn(freshBudget(limits)).state, 'closed'));
});
