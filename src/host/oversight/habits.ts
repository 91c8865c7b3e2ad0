import * as path from 'node:path';
import { answersIn, fewestAnswers, habitsOf, type Habit } from '../../core/budget/rubberStamp.ts';
import { reduceTrace } from '../../core/trace/reduce.ts';
import { TraceReader } from '../../node/trace/readTrace.ts';
import { workspaceStateDirectory } from '../../node/stateDirectory.ts';
import type { Translate } from '../approval/askView.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import type { SessionContext } from '../approval/ports.ts';

/** Sessions that are looked at, the newest. */
const sessionsRead = 200;
/** A habit does not change from one question to the next. */
const keptMs = 10 * 60 * 1000;

/** How the person answers the questions of each rule in some workspaces, read from their traces and kept for ten minutes. */
export class Habits {
  readonly #state: string;
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly at: number; readonly habits: readonly Habit[] }>();

  constructor(state: string, now: () => number) {
    this.#state = state;
    this.#now = now;
  }

  /** Throws where the trace cannot be read. */
  of(workspace: string): readonly Habit[] {
    const known = this.#known.get(workspace);
    if (known !== undefined && this.#now() - known.at < keptMs) return known.habits;
    const reader = new TraceReader(path.join(workspaceStateDirectory(this.#state, workspace), 'trace'));
    try {
      const habits = habitsOf(answersIn(reduceTrace(reader.read({ sessions: sessionsRead }).events)));
      this.#known.set(workspace, { at: this.#now(), habits });
      return habits;
    } finally {
      reader.close();
    }
  }

  /** Reads again. */
  forget(): void {
    this.#known.clear();
  }
}

/** The same, with a line for each rule of the act that is answered without being read. */
export function withHabits(context: SessionContext, { verdict }: AskMessage, habits: readonly Habit[], translate: Translate): SessionContext {
  const rules = new Set(verdict.findings.filter(({ decision }) => decision === 'ask').map(({ rule }) => rule));
  const rows = habits.filter(({ rule, stamp }) => stamp !== undefined && rules.has(rule)).map((habit) => ({ label: translate('Your habit'), value: habitLine(habit, translate) }));
  return rows.length === 0 ? context : { ...context, facts: [...rows, ...context.facts] };
}

/** One habit in words, with what to do about it where it is one of not reading. */
export function habitLine({ rule, asks, approved, medianDwellMs, stamp }: Habit, translate: Translate): string {
  const figures = translate('{0}: {1} of {2} approved, half of them within {3} s', rule, String(approved), String(asks), (medianDwellMs / 1000).toFixed(1));
  switch (stamp) {
    case undefined:
      return figures;
    case 'always':
      return `${figures}. ${translate('You nearly always allow it: allow this rule in your policy, or narrow it to what you would refuse.')}`;
    case 'fast':
      return `${figures}. ${translate('You decide faster than it can be read: narrow this rule in your policy to what is worth reading.')}`;
  }
}

/** All habits of some workspaces, as a text to read. */
export function habitsText(workspaces: readonly (readonly [string, readonly Habit[]])[], translate: Translate): string {
  const parts = workspaces.map(([workspace, habits]) => {
    const stamped = habits.filter(({ stamp }) => stamp !== undefined);
    const others = habits.filter(({ stamp }) => stamp === undefined);
    return [workspace, '', ...(habits.length === 0 ? [translate('No question was answered here yet.')] : []), ...stamped.map((habit) => `⚠ ${habitLine(habit, translate)}`), ...others.map((habit) => `  ${habitLine(habit, translate)}`)].join('\n');
  });
  return `${parts.join('\n\n')}\n\n${translate('A rule is marked once {0} of its questions were answered: when 97 % of them were allowed, or half of them within 2 seconds.', String(fewestAnswers))}\n`;
}
