import type { Scope } from '../classify/handler.ts';
import type { Effect, Span } from '../verdict.ts';

/** Effects of PowerShell text. */
export function judgePowerShell(text: string, scope: Scope, span: Span): readonly Effect[] {
  return [scope.uninspectable('powershell.unread', `the PowerShell text \`${text.slice(0, 60)}\` could not be read`, span)];
}
