import { deepEqual } from 'node:assert/strict';
import { isOneRowChange, touchesOf } from '../../../../src/core/impact/sqlTouch.ts';

describe('what a statement touches', () => {
  const cases: readonly (readonly [string, string | undefined, ReturnType<typeof touchesOf>])[] = [
    ['DROP TABLE IF EXISTS "Orders"', undefined, [{ act: 'drop', table: 'Orders' }]],
    ['delete from shop.orders where id = 3', undefined, [{ act: 'delete', table: 'shop.orders' }]],
    ['TRUNCATE TABLE ONLY a', undefined, [{ act: 'empty', table: 'a' }]],
    ['update a set b = 1', undefined, [{ act: 'change', table: 'a' }]],
    ['merge into a using b', 'a', [{ act: 'change', table: 'a' }]],
    ['', undefined, [{ act: 'unknown' }]],
  ];
  for (const [statement, table, expected] of cases) it(statement === '' ? 'nothing' : statement, () => deepEqual(touchesOf(statement, table), expected));
});

describe('a statement that can be tried in a copy', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['DELETE FROM orders WHERE id > 3', true],
    ['delete from orders;', true],
    ["UPDATE a SET b = 'x; DROP TABLE y' WHERE c IN (SELECT 1)", true],
    ['DELETE FROM a; DROP TABLE b', false],
    ['DELETE FROM a WHERE id = ?', false],
    ['DELETE FROM a WHERE id = :id', false],
    ['DELETE FROM a WHERE id = $1', false],
    ['DROP TABLE a', false],
    ["ATTACH DATABASE '/etc/x' AS x", false],
    ['WITH x AS (SELECT 1) DELETE FROM a', false],
  ];
  for (const [statement, expected] of cases) it(`${statement} → ${String(expected)}`, () => deepEqual(isOneRowChange(statement), expected));
});
