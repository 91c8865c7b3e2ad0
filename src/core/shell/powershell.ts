import type { Scope } from '../classify/handler.ts';
import type { Effect, Span } from '../verdict.ts';
import { breachOf, characterWork, textWork } from './limits.ts';
import { PowerShellWalker } from './powershellWalker.ts';
import { readPowerShell } from './powershellReader.ts';

/**
 * Effects of PowerShell text. Commands, pipelines, blocks, functions and values are followed; what could not be read as a
 * whole, methods that are not known to read, and computed names are uninspectable. Never throws.
 */
export function judgePowerShell(text: string, scope: Scope, span: Span): readonly Effect[] {
  const breach = scope.depth > 10 ? 'shells are nested too deep' : breachOf(text);
  if (breach !== undefined) return [scope.uninspectable(scope.depth > 10 ? 'limit.depth' : 'limit.shell-text', breach, span)];
  if (!scope.spend(textWork + text.length * characterWork)) return [];
  const { body, complete } = readPowerShell(text.replace(/\r\n?/g, '\n'));
  const effects: Effect[] = [];
  if (!complete) effects.push(scope.uninspectable('powershell.syntax', 'the command could not be read as a whole', span));
  new PowerShellWalker(scope, span, effects, (inner, at) => judgePowerShell(inner, at, span)).statements(body);
  return effects;
}
