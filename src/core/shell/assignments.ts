import type { Argument } from '../classify/invocation.ts';
import type { Assignment, Word } from './ast.ts';
import { expandWord } from './expand.ts';
import { unknownValue, type Value } from './state.ts';
import { expandWhole, noteArithmetic } from './value.ts';
import type { Walker } from './walker.ts';

/** `NAME=value` where a command gets it as a word (`export`, `declare`, `env`). */
export function assignmentWord(assignment: Assignment, walker: Walker): Argument {
  const { text } = assigned(assignment, walker);
  return { text: text === undefined ? undefined : `${assignment.name}=${text}`, raw: `${assignment.name}=`, glob: false, splits: false, span: assignment.span };
}

/** What an assignment gives its variable; what it runs is judged. */
export function assigned({ name, index, value: given, append }: Assignment, walker: Walker): Value {
  if (index !== undefined) {
    expandWhole(index, walker);
    if (walker.state.overlay.subscriptCode) noteArithmetic('x', [], walker);
    valueOf(given, walker);
    return unknownValue;
  }
  const value = valueOf(given, walker);
  if (!append) return value;
  const before = walker.state.variables.get(name);
  if (value.list !== undefined) return walker.spend(before?.list?.length ?? 0) ? { text: undefined, glob: false, list: [...(before?.list ?? []), ...value.list] } : unknownValue;
  return { text: before?.text === undefined || value.text === undefined ? undefined : before.text + value.text, glob: value.glob };
}

function valueOf(value: Word | readonly Word[], walker: Walker): Value {
  if (!('parts' in value)) {
    // `[3]=x` puts the element elsewhere.
    if (value.some((word) => word.raw.startsWith('['))) {
      for (const word of value) expandWhole(word, walker);
      return unknownValue;
    }
    return { text: undefined, glob: false, list: value.flatMap((word) => expandWord(word, walker)) };
  }
  const { text, glob, standsIn, mayBeOption } = expandWhole(value, walker);
  if (text === undefined && mayBeOption !== true) return { text, glob, names: true };
  return standsIn === true ? { text, glob, standsIn } : { text, glob };
}
