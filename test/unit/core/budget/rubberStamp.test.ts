import { deepEqual } from 'node:assert/strict';
import { answersIn, habitsOf, type AnsweredQuestion } from '../../../../src/core/budget/rubberStamp.ts';
import { reduceTrace } from '../../../../src/core/trace/reduce.ts';
import { habitLine, habitsText } from '../../../../src/host/oversight/habits.ts';
import { approvedBehindCheckpoint, freezeStory } from '../../../support/traceStories.ts';

const answers = (count: number, approved: number, dwellMs: number | ((index: number) => number), rules: readonly string[] = ['r']): readonly AnsweredQuestion[] =>
  Array.from({ length: count }, (_, index) => ({ rules, approved: index < approved, dwellMs: typeof dwellMs === 'number' ? dwellMs : dwellMs(index) }));
const english = (message: string, ...values: string[]): string => message.replace(/\{(\d)\}/g, (_place, index: string) => values[Number(index)] ?? '');

describe('rubber stamp', () => {
  const cases: readonly (readonly [string, readonly AnsweredQuestion[], string | undefined])[] = [
    ['too few answers', answers(49, 49, 100), undefined],
    ['nearly all allowed', answers(100, 97, 9000), 'always'],
    ['fewer allowed, read', answers(100, 96, 2000), undefined],
    ['half of them not read', answers(50, 20, 1999), 'fast'],
    ['half of them read', answers(50, 20, (index) => (index < 25 ? 100 : 3900)), undefined],
    ['just more than half not read', answers(51, 20, (index) => (index < 26 ? 100 : 9000)), 'fast'],
  ];
  for (const [title, given, stamp] of cases) it(title, () => deepEqual(habitsOf(given).map((habit) => habit.stamp), [stamp]));

  it('counts each rule of a question once, the one that asks most first', () => {
    deepEqual(habitsOf([...answers(1, 1, 10, ['a', 'a', 'b']), ...answers(1, 0, 30, ['b'])]), [{ rule: 'b', asks: 2, approved: 1, medianDwellMs: 20 }, { rule: 'a', asks: 1, approved: 1, medianDwellMs: 10 }]);
  });
  it('reads the answers of people from a trace', () => {
    deepEqual(answersIn(reduceTrace([...approvedBehindCheckpoint, ...freezeStory])), [{ rules: ['delete.untracked'], approved: true, dwellMs: 2400 }]);
  });
  it('proposes what to do', () => {
    const [always] = habitsOf(answers(50, 50, 1000));
    deepEqual(always === undefined ? '' : habitLine(always, english), 'r: 50 of 50 approved, half of them within 1.0 s. You nearly always allow it: allow this rule in your policy, or narrow it to what you would refuse.');
    deepEqual(habitsText([['/srv', habitsOf([...answers(50, 10, 100), ...answers(2, 1, 5000, ['other'])])], ['/empty', []]], english).split('\n').map((line) => line.slice(0, 30)), ['/srv', '', '⚠ r: 10 of 50 approved, half o', '  other: 1 of 2 approved, half', '', '/empty', '', 'No question was answered here ', '', 'A rule is marked once 50 of it', '']);
  });
});
