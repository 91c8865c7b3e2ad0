import assert from 'node:assert/strict';
import { sqlEffects } from '../../../../src/core/classify/sql.ts';
import { gravityOf, loadOracle, type Gravity } from '../../../support/postgresOracle.ts';
import { randomNumbers } from '../../../support/randomNumbers.ts';
import { scopeForTests } from './scopeForTests.ts';

/** How grave our reading is, on the oracle's scale. */
function ours(sql: string): Gravity {
  const grades = sqlEffects(sql, 'postgres://localhost/acme_dev', scopeForTests(), { start: 0, end: sql.length }).map(({ rule, reversibility, uninspectable }): Gravity => {
    if (uninspectable) return 4;
    if (reversibility === 'irreversible') return /-where$|upsert|merge|alter-type|write-file/.test(rule) ? 3 : 4;
    return reversibility === 'recoverable' ? 2 : reversibility === 'reversible' ? 1 : 0;
  });
  return grades.reduce((worst, one) => (one > worst ? one : worst), 0);
}

/** Statements as people and agents write them. */
const written = [
  'select * from t', 'table t', 'values (1), (2)', 'delete from t', 'delete from only t as x', 'delete from t using s where t.id = s.id', 'delete from t where id = 3 returning *',
  'update t set a = 1', 'update t set a = 1 from s where t.id = s.id', 'update t set (a, b) = (select 1, 2)', 'update t set a = 1 where current of c', 'insert into t default values',
  'insert into t select * from s on conflict do nothing', 'insert into t (a) values (1) on conflict (a) do update set a = excluded.a', 'insert into t (a) values (1) on conflict (a) do update set a = 2 where t.a = 1',
  'merge into t using s on t.id = s.id when matched then update set a = 1 when not matched then insert values (1)', 'truncate t, s restart identity cascade', 'truncate only t',
  'drop table if exists t cascade', 'drop materialized view v', 'drop database if exists d with (force)', 'drop owned by x', 'drop type t', 'drop sequence s', 'drop extension x cascade', 'drop role r', 'drop schema a, b cascade', 'drop foreign table f', 'drop domain d', 'drop publication p', 'drop server s', 'drop user u', 'drop tablespace s',
  'alter table t drop a', 'alter table t drop column if exists a cascade, add column b int', 'alter table t add column b int, drop b', 'alter table t alter a type int using a::int', 'alter table t alter column a set data type text', 'alter table t rename to s', 'alter table t alter a set default 1', 'alter table only t add constraint c check (a > 0)', 'alter table t detach partition p',
  'with d as (delete from t returning *) select * from d', 'with u as (update t set a = 1 where id = 2 returning *), d as (delete from s) select 1', 'with recursive x as (select 1 union all select 2) delete from t', 'with x as (insert into t values (1) returning id) select * from x', 'with x as materialized (delete from t where true returning 1) table x',
  'explain analyze delete from t', 'explain (analyze, verbose) update t set a = 1', 'explain (verbose) delete from t', 'explain (analyze false) delete from t', 'explain analyse verbose truncate_log', 'explain (costs off, analyze on) delete from t where id = 1', 'explain analyze create table x as select 1',
  'select * into s from t', 'create table s as select * from t', 'create table s as with d as (delete from t returning *) select * from d', 'create temp table x (a int) on commit drop', 'create index concurrently i on t (a)', 'create or replace view v as select 1', "create function f() returns int language sql as 'select 1'", 'create role x superuser', 'create unlogged table x (like t)',
  'copy t to stdout', "copy t from '/tmp/a.csv' csv", "copy t to '/tmp/x.csv'", "copy (select 1) to program 'sh'", "copy t from program 'curl x' with (format csv)", 'copy (delete from t returning *) to stdout',
  'do $$ begin delete from t; end $$', "do language plpgsql 'begin null; end'", 'call p(1)', 'prepare p as delete from t', 'prepare p (int) as select * from t where id = $1', 'execute p(1)', 'deallocate all',
  'grant select on t to public', 'revoke all on all tables in schema public from x', 'alter system set work_mem = 1', 'alter role x with password $$a$$', 'set statement_timeout = 5', 'set local role x', 'reset all', 'show all', 'begin', 'start transaction isolation level serializable', 'commit and chain', 'rollback to savepoint a', 'savepoint a', 'lock table t in exclusive mode', 'vacuum full t', 'analyze t', 'reindex table t', 'cluster t using i', 'refresh materialized view v', 'comment on table t is $$drop table t$$', 'listen x', "notify x, 'delete'", 'discard all', 'checkpoint', "load 'x'", 'declare c cursor for select 1', 'fetch all from c', 'close c', 'reassign owned by a to b', "security label on table t is 'x'",
  "select lo_unlink(1)", "select public.dblink_exec('c', 'x')", 'select pg_catalog.pg_terminate_backend(1)', "select setval('s', 1)", "select pg_read_file('/etc/passwd')", 'select * from t where exists (select pg_terminate_backend(2))', 'select (select lo_unlink(oid)) from t', "select query_to_xml('delete from t', true, true, '')", "select lo_export(1, '/x')",
  "select 'it''s; drop table t'", "select E'it\\'s; delete from t'", 'select $a$ $b$; drop table t; $b$ $a$', 'select $$ $$, 1; delete from t', "select U&'d\\0061t' from t", 'select "delete from" from "drop table"', "select 1 -- it's\n; delete from t -- where id = 1\n", '/* /* ; */ drop table t; */ select 1', "select 'a' /* ' */ ; delete from t", "select 'a'\n'b'; drop table t", "select B'01', X'ff', N'x'", 'select a - -1, a--1\n from t', 'select 1 as "a"";drop table t"', "select '\\'; delete from t; --'", "select e'\\\\'; delete from t; --'", 'delete from "t" where "id" = 1', 'DeLeTe/**/FrOm t', 'delete from t where/**/true', 'select a[1:2], array[\'x\', \';\'] from t', "select 'x' like '%' escape '\\'", 'select :a', 'select $1::int', 'select 1;;; ; select 2', ';', 'delete from t where (id) = (id)', 'delete from t where not false', 'delete from t where not (id is null)', 'delete from t where 1 < 2 and (true or id = 3)', 'delete from t where true = true', "delete from t where 'a' = 'a'", 'delete from t where id is not null or a = 2', 'delete from t where id = 1 and true', 'delete from t where a = 1 or (b = 2 and c = c)', 'update t set a = (select b from s where id = 1)', 'update t set a = case when x then 1 else 2 end where id = 3', 'delete from t where id in (select id from s where true)', 'select * from (values (1)) v', 'select count(*) filter (where true) from t group by rollup (a) having true', 'select * from t for update skip locked', '(select 1) union (select 2)', '((delete from t))', 'select xmlelement(name a)', "select interval '1 day', date '2020-01-01', timestamp with time zone 'now'", 'select extract(year from now())', 'select overlay(a placing b from 1 for 2), position(a in b), trim(both from c), substring(a from 1)',
];

/** Parts of conditions, true of every row and true of some. */
const conditions = ['true', '1=1', 'id = id', 'id is not null', 'not false', "'x' = 'x'", '2 > 1', '(true)', '((1 = 1))', 'id = 3', "name = 'a;b'", 'id in (1, 2)', "name like 'x%'", 'a is null', 'exists (select 1 from s where s.id = t.id)', 'created_at < $$2020-01-01$$', 'not (id is null)', "tag = E'\\''"];
const fillers = [' ', '\n', '\t', ' /* where id = 1 */ ', ' -- where id = 1\n', '/* /* nested */ ; */', '  '];
const reads = ['select 1', "select 'delete from t'", 'select count(*) from orders where total > 5', 'with a as (select 1) select * from a', 'show tables', 'explain select 1', 'values (1)', "select replace(a, 'x', 'y') from t", 'select "update" from t order by 1 limit 3'];

function generated(count: number): readonly string[] {
  const random = randomNumbers(20);
  const next = (below: number): number => Math.floor(random() * below);
  const pick = <T>(list: readonly T[], otherwise: T): T => list[next(list.length)] ?? otherwise;
  const gap = (): string => pick(fillers, ' ');
  const condition = (depth = 0): string => {
    const one = pick(conditions, 'true');
    if (depth > 2 || next(2) === 0) return one;
    return `${next(3) === 0 ? '(' : ''}${one} ${pick(['and', 'or', 'AND', 'Or'], 'and')} ${condition(depth + 1)}`.replace(/^\((.*)$/s, '($1)');
  };
  const where = (): string => (next(4) === 0 ? '' : `${gap()}where${gap()}${condition()}`);
  const change = (): string => (next(2) === 0 ? `delete${gap()}from${gap()}t${where()}` : `update${gap()}t${gap()}set${gap()}a = 1${where()}`);
  const statement = (): string => {
    switch (next(8)) {
      case 0: return `with x as (${change()} returning *) select * from x`;
      case 1: return `explain ${pick(['', 'analyze ', '(analyze) ', '(verbose) ', '(analyze, buffers) '], '')}${change()}`;
      case 2: return pick(reads, 'select 1');
      case 3: return `prepare p${next(9)} as ${change()}`;
      case 4: return pick(written, 'select 1');
      case 5: return `with a as (select 1), b as (${pick(reads.slice(0, 3), 'select 1')}) ${change()}`;
      default: return change();
    }
  };
  return Array.from({ length: count }, () => Array.from({ length: 1 + next(3) }, statement).join(`${gap()};${gap()}`));
}

describe('our reading of SQL and PostgreSQL\'s own', () => {
  before(loadOracle);

  it('is never the weaker one for statements that people write', () => {
    const weaker = written.flatMap((sql) => {
      const theirs = gravityOf(sql);
      return theirs !== undefined && ours(sql) < theirs ? [`${sql}: ours ${ours(sql)}, theirs ${theirs}`] : [];
    });
    assert.deepEqual(weaker, []);
  });

  it('is never the weaker one for 3,000 statements made from parts', () => {
    const statements = generated(3000);
    let read = 0;
    const weaker = statements.flatMap((sql) => {
      const theirs = gravityOf(sql);
      if (theirs === undefined) return [];
      read += 1;
      return ours(sql) < theirs ? [`${sql}: ours ${ours(sql)}, theirs ${theirs}`] : [];
    });
    assert.deepEqual(weaker.slice(0, 10), []);
    assert.ok(read > 2000, `PostgreSQL reads only ${read} of them`);
  });

  it('takes plain reading for reading', () => {
    assert.deepEqual(reads.filter((sql) => ours(sql) > 0), []);
  });
});
