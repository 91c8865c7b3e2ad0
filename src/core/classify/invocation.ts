import { baseName } from '../resolve/lexicalPath.ts';
import type { Span } from '../verdict.ts';
import type { CommandTable, ProgramTable } from './programTable.ts';

/** One word of a command after expansion, as far as it is known. */
export interface Argument {
  /** Text after quote removal and folding; undefined = cannot be known (variable, substitution). */
  readonly text: string | undefined;
  /** As written, for messages. */
  readonly raw: string;
  /** Holds an unquoted glob: `text` is then the pattern and the number of words is unknown. */
  readonly glob: boolean;
  /** The shell itself puts the matches of the pattern here: what stands there now is all that is meant. */
  readonly expands?: true;
  /** One word, although it is a pattern: one of what `find` found. */
  readonly one?: true;
  /** May stand for several words or none (unquoted variable, `"$@"`). */
  readonly splits: boolean;
  readonly span: Span;
  /** Digits in `text` stand for a number that is not known. */
  readonly standsIn?: boolean;
  /** Not known, and nothing in front of what is not known says that it is no option. */
  readonly mayBeOption?: true;
}

/** A command matched against its table: which sub-command, which options, which operands. */
export interface Invocation {
  readonly program: string;
  readonly table: ProgramTable;
  /** The innermost command that matched. */
  readonly command: CommandTable;
  /** Sub-command names as written: `['remote', 'add']`. */
  readonly path: readonly string[];
  /** First name of each given option → its values in order; undefined for an option without a value. */
  readonly options: ReadonlyMap<string, readonly (Argument | undefined)[]>;
  readonly operands: readonly Argument[];
  /** All words as written, program included. */
  readonly words: readonly Argument[];
  readonly span: Span;
  /** True when the option was given, under any of its names: `has('--force')`. */
  has(option: string): boolean;
  /** Last value of an option, under any of its names. */
  value(option: string): Argument | undefined;
  /** All values of an option. */
  values(option: string): readonly Argument[];
}

/** The program as it was called, without directory and ending: several may share a table. */
export const nameOf = ({ words, program }: Invocation): string => baseName(words[0]?.text ?? program).replace(/\.(?:exe|cmd|bat|com)$/i, '');
