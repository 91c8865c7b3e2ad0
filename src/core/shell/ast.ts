import type { Span } from '../verdict.ts';

/**
 * How much of the text was understood. Only `complete` may ever be allowed: `partial` = recovered after an error,
 * `invalid` = nothing usable, `limited` = a bound (length, nesting) stopped the reading.
 */
export type ParseStatus = 'complete' | 'partial' | 'invalid' | 'limited';

/** One piece of a word, with its provenance. Braces are already expanded into several words. */
export type Part =
  | { readonly kind: 'literal'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'glob'; readonly text: string }
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly quoted: boolean;
      /** `!` indirection, `#` length. */
      readonly prefix?: '!' | '#';
      readonly index?: Word;
      /** As in `${x<operator>operand}`; `@P` and its kin with their letter, `names` for `${!x*}`. */
      readonly operator?: string;
      readonly operand?: Word;
      /** Replacement of `/`, length of `:`. */
      readonly second?: Word;
    }
  | { readonly kind: 'substitution'; readonly program: Program; readonly quoted: boolean }
  | { readonly kind: 'process'; readonly program: Program; readonly direction: '<' | '>' }
  /** Arithmetic: a number. `text` is the expression where nothing in it is run or changed; `changes` names what it sets. */
  | { readonly kind: 'arithmetic'; readonly text: string | undefined; readonly changes: readonly string[]; readonly programs: readonly Program[] }
  /** A form that cannot be followed (`{…}` over its limit, an unknown expansion); the programs inside are run. */
  | { readonly kind: 'opaque'; readonly programs: readonly Program[] };

export interface Word {
  readonly parts: readonly Part[];
  readonly raw: string;
  readonly span: Span;
}

export interface Assignment {
  readonly name: string;
  readonly append: boolean;
  readonly index?: Word;
  /** One word, or the elements of an array. */
  readonly value: Word | readonly Word[];
  readonly span: Span;
}

export type Redirection =
  | { readonly kind: 'file'; readonly operator: string; readonly target: Word | undefined; readonly span: Span }
  /** Here-document or here-string; `body` is expanded like a double-quoted word, unless its tag was quoted. */
  | { readonly kind: 'text'; readonly body: Word; readonly newline: boolean; readonly span: Span };

/** A node of the program. Every node keeps the span of the text it came from. */
export type Node =
  | {
      readonly kind: 'command';
      readonly assignments: readonly Assignment[];
      readonly words: readonly (Word | Assignment)[];
      readonly redirections: readonly Redirection[];
      readonly span: Span;
    }
  | { readonly kind: 'pipeline'; readonly commands: readonly Node[]; readonly span: Span }
  | { readonly kind: 'logical'; readonly commands: readonly Node[]; readonly operators: readonly ('&&' | '||')[]; readonly span: Span }
  | { readonly kind: 'group'; readonly body: readonly Node[]; readonly subshell: boolean; readonly span: Span }
  | { readonly kind: 'redirected'; readonly command: Node; readonly redirections: readonly Redirection[]; readonly span: Span }
  /** if, case: any of the branches may run. `first` always runs. */
  | { readonly kind: 'branches'; readonly first: readonly Node[]; readonly words: readonly Word[]; readonly branches: readonly (readonly Node[])[]; readonly span: Span }
  /** for, select, while, until. `words` undefined = the positional parameters (for) or no list (while). */
  | { readonly kind: 'loop'; readonly variable?: string; readonly words: readonly Word[] | undefined; readonly body: readonly Node[]; readonly span: Span }
  | { readonly kind: 'function'; readonly name: string; readonly body: readonly Node[]; readonly span: Span }
  /** `[[ … ]]`, `(( … ))`: nothing is done but what the words inside run. `numbers`: words that are read as arithmetic. */
  | { readonly kind: 'test'; readonly numbers: readonly Word[]; readonly arithmetic: boolean; readonly changes: readonly string[]; readonly programs: readonly Program[]; readonly span: Span };

export interface Program {
  readonly body: readonly Node[];
  readonly status: ParseStatus;
  /** Why the status is not `complete`; one line. */
  readonly problem?: string;
  readonly span: Span;
}
