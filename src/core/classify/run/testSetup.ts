import type { Effect } from '../../verdict.ts';
import type { Handler } from '../handler.ts';

/** Files that pytest runs before the tests, where it is started and in the usual directory of tests. */
const setups = ['conftest.py', 'tests/conftest.py', 'test/conftest.py'];

/**
 * pytest: `conftest.py` runs before any test. What is proven of it counts; that it uses modules of the project is its purpose and
 * says nothing, as with the tests themselves.
 */
export const testSetup: Handler = (invocation, scope) =>
  setups.flatMap((name): readonly Effect[] => {
    const text = scope.readText(scope.resolve(name) ?? '');
    if (text === undefined) return [];
    return scope.code('python', text, invocation.span).filter(({ uninspectable, reversibility }) => !uninspectable && (reversibility === 'recoverable' || reversibility === 'irreversible'));
  });
