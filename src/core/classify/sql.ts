import type { Effect, Span } from '../verdict.ts';
import type { Scope } from './handler.ts';

/** Effects of SQL text (statements and client meta-commands) run on a connection; undefined = the client's default. */
export function sqlEffects(text: string, connection: string | undefined, scope: Scope, span: Span): readonly Effect[] {
  return [scope.uninspectable('sql.unread', `the statement \`${text.slice(0, 60)}\` could not be read`, span, { kind: 'database', blastRadius: scope.connectionRadius(connection) })];
}
