import type { Handler } from '../handler.ts';
import { rolesOf } from '../operandRoles.ts';

/** psql, mysql, sqlite3 and their kin: statements are judged by their roles; a client without any opens a session. */
export const sqlClient: Handler = (invocation, scope) => {
  const given = ['-c', '-f', '-e', '--command', '--execute', '--query', '-cmd', '-init', '-s', '--sql', '--list', '-l'].some((option) => invocation.has(option));
  const statement = rolesOf(invocation).some((role) => role === 'sql' || role === 'sql-file');
  if (given || statement || scope.stdin !== undefined) return [];
  const at = { kind: 'database', blastRadius: scope.connectionRadius(undefined) } as const;
  return [scope.uninspectable('database.session', `\`${invocation.program}\` opens a session in which anything can be typed`, invocation.span, at)];
};
