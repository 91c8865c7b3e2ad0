import type { Scope } from '../classify/handler.ts';
import type { Effect, Span } from '../verdict.ts';

/** Effects of a cmd line. */
export function judgeCmd(text: string, scope: Scope, span: Span): readonly Effect[] {
  return [scope.uninspectable('cmd.unread', `the cmd line \`${text.slice(0, 60)}\` could not be read`, span)];
}
