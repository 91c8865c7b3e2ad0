import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Invocation } from '../invocation.ts';

/** Files that pytest runs before the tests, where it is started and in the usual directory of tests. */
const setups = ['conftest.py', 'tests/conftest.py', 'test/conftest.py'];
/** Variables that say which database the tests of a project fill and empty. */
const databases = ['DATABASE_URL', 'TEST_DATABASE_URL', 'DB_URL', 'DB_HOST', 'PGHOST', 'POSTGRES_URL', 'MYSQL_HOST', 'MONGO_URL', 'MONGODB_URI', 'REDIS_URL'];

/**
 * Test runners. Tests fill and empty the database that they are given. pytest runs `conftest.py` before any test: what is proven
 * of it counts; that it uses modules of the project is its purpose and says nothing, as with the tests themselves.
 */
export const testSetup: Handler = (invocation, scope) => [...onProduction(invocation, scope), ...(/^py/.test(invocation.program) ? conftest(invocation, scope) : [])];

function conftest(invocation: Invocation, scope: Scope): readonly Effect[] {
  return setups.flatMap((name): readonly Effect[] => {
    const text = scope.readText(scope.resolve(name) ?? '');
    if (text === undefined) return [];
    return scope.code('python', text, invocation.span).filter(({ uninspectable, reversibility }) => !uninspectable && (reversibility === 'recoverable' || reversibility === 'irreversible'));
  });
}

function onProduction(invocation: Invocation, scope: Scope): readonly Effect[] {
  const name = databases.find((one) => scope.isProduction(scope.variable(one) ?? ''));
  if (name === undefined) return [];
  return [scope.effect({ kind: 'database', reversibility: 'irreversible', blastRadius: 'production', posture: 'ask', rule: 'tests.production', reason: `runs tests with \`${name}\` set to production, which they may fill or empty` }, invocation.span)];
}
