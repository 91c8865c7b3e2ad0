import { effect, type EffectTemplate, type ProgramTable } from '../../programTable.ts';

/** What a row says beyond its shape. */
export type More = Partial<Omit<ProgramTable, 'names' | 'family'>>;

type Row = (names: string, options?: string, more?: More) => ProgramTable;

/**
 * The few shapes that most small programs have, as builders of rows of one family. All of them accept options that are
 * not listed: use them only for programs whose remaining options can neither write nor run nor send anything. Since
 * the operands of `reads` are paths to read, the value of an unlisted option is judged as a path too.
 */
export interface Shapes {
  /** Reads the files it is given (or standard input) and writes to standard output. */
  readonly reads: Row;
  /** Shows something; its words are names, patterns or numbers, not files. */
  readonly tells: Row;
  /** Reads all its files but the last, which it writes. */
  readonly converts: Row;
  /** Rewrites the files it is given. */
  readonly rewrites: Row;
  /** Every option is listed: another one asks. */
  readonly exactly: (names: string, options: string, more?: More) => ProgramTable;
}

/** Builders of rows of one family; `more` overrides what the shape says. */
export function shapesOf(family: string): Shapes {
  const row = (names: string, options: string, operands: string, more: More): ProgramTable => ({
    names: names.split(' '), family, options, otherOptions: 'harmless', operands, numericOption: true, examples: [], ...more,
  });
  return {
    reads: (names, options = '', more = {}) => row(names, options, 'read...', more),
    tells: (names, options = '', more = {}) => row(names, options, 'data...', more),
    converts: (names, options = '', more = {}) => row(names, options, 'read... write', more),
    rewrites: (names, options = '', more = {}) => row(names, options, 'write...', more),
    exactly: (names, options, more = {}) => ({ names: names.split(' '), family, options, examples: [], ...more }),
  };
}

/** An effect that a person must see, whatever the matrix says of it. */
export const asks = (kind: EffectTemplate['kind'], reversibility: EffectTemplate['reversibility'], radius: EffectTemplate['radius'], reason: string, guards: Partial<EffectTemplate> = {}): EffectTemplate =>
  effect(kind, reversibility, radius, reason, { posture: 'ask', ...guards });

/** Everyday work that the matrix alone would ask about. */
export const routine = (kind: EffectTemplate['kind'], radius: EffectTemplate['radius'], reason: string, guards: Partial<EffectTemplate> = {}): EffectTemplate =>
  effect(kind, 'reversible', radius, reason, { posture: 'routine', ...guards });

/** Hands what it is given to a service where others can fetch it. */
export const sendsToOthers = (what: string, guards: Partial<EffectTemplate> = {}): EffectTemplate =>
  asks('network', 'irreversible', 'shared', `sends ${what} to others; nothing brings it back`, guards);

/** A shell, editor or prompt in which anything can be typed and run. */
export const runsAnything = (what: string, guards: Partial<EffectTemplate> = {}): EffectTemplate =>
  effect('execute', 'irreversible', 'machine', `opens ${what} in which anything can be run`, { uninspectable: true, ...guards });

/** `-a|-al|-alp|-alpha=write`: programs that take any beginning of an option with one dash. */
export const beginnings = (option: string, mark: string): string =>
  `${Array.from({ length: option.length - 1 }, (_, at) => option.slice(0, at + 2)).join('|')}${mark}`;
