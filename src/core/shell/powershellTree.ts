/** A PowerShell statement, as far as a judgement needs it: precedence and types are left out, nothing that can run is. */
export type PsStatement =
  | { readonly kind: 'pipeline'; readonly elements: readonly PsElement[] }
  /** `$x = …`; several names for `$a, $b = …`; no name where the target is not a plain variable. */
  | { readonly kind: 'assignment'; readonly names: readonly string[]; readonly plain: boolean; readonly target: PsExpression; readonly value: readonly PsStatement[] }
  /** if, while, do, switch, try, trap: the conditions and any of the bodies may run; `loop`: more than once. */
  | { readonly kind: 'blocks'; readonly conditions: readonly PsStatement[]; readonly bodies: readonly (readonly PsStatement[])[]; readonly loop: boolean }
  | { readonly kind: 'foreach'; readonly variable: string; readonly over: readonly PsStatement[]; readonly body: readonly PsStatement[] }
  | { readonly kind: 'function'; readonly name: string; readonly body: readonly PsStatement[] }
  /** What this reader does not know: it is never taken for clean. */
  | { readonly kind: 'unread'; readonly text: string };

/** One part of a pipeline. */
export type PsElement =
  | { readonly kind: 'command'; readonly invoked: boolean; readonly words: readonly PsExpression[]; readonly redirections: readonly PsRedirection[] }
  | { readonly kind: 'expression'; readonly value: PsExpression; readonly redirections: readonly PsRedirection[] };

export interface PsRedirection {
  readonly target: PsExpression;
  readonly append: boolean;
}

/** A value, or a word of a command. */
export type PsExpression =
  | { readonly kind: 'text'; readonly text: string; readonly raw: string; readonly quoted: boolean }
  /** `-Name`, `-Name:value`. */
  | { readonly kind: 'parameter'; readonly name: string; readonly value: PsExpression | undefined; readonly raw: string }
  /** Pieces in one word: `"a $x b"`, `.\$x\y`. */
  | { readonly kind: 'joined'; readonly pieces: readonly PsExpression[]; readonly raw: string }
  | { readonly kind: 'variable'; readonly name: string; readonly raw: string }
  | { readonly kind: 'list'; readonly items: readonly PsExpression[]; readonly raw: string }
  /** `(…)`, `$(…)`, `@(…)`. */
  | { readonly kind: 'program'; readonly body: readonly PsStatement[]; readonly raw: string }
  | { readonly kind: 'block'; readonly body: readonly PsStatement[]; readonly raw: string }
  | { readonly kind: 'type'; readonly name: string; readonly raw: string }
  /** `x.Name`, `[T]::Name`, with arguments where it is called. */
  | { readonly kind: 'member'; readonly on: PsExpression; readonly name: string; readonly called: readonly PsExpression[] | undefined; readonly raw: string }
  /** Operators between values, casts, indexes, hash tables: the value is not followed, what stands inside is. */
  | { readonly kind: 'mixed'; readonly operators: readonly string[]; readonly inside: readonly PsExpression[]; readonly raw: string };
