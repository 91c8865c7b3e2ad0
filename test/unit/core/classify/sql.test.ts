import { deepEqual } from 'node:assert/strict';
import { sqlEffects } from '../../../../src/core/classify/sql.ts';
import { scopeForTests } from './scopeForTests.ts';

const postgres = 'postgres://localhost/acme_dev';
const mysql = 'mysql://localhost/acme_dev';
const sqlite = 'sqlite:dev.db';

/** `rule` without its family, `!` when uninspectable, `~` when routine; R0-R3 for the reversibility. */
function summary(text: string, connection: string | undefined): readonly string[] {
  const short = { 'read-only': 'R0', reversible: 'R1', recoverable: 'R2', irreversible: 'R3' };
  return sqlEffects(text, connection, scopeForTests(), { start: 0, end: text.length }).map(
    (effect) => `${effect.rule.replace(/^sql\./, '')}${effect.uninspectable ? '!' : ''}${effect.posture === 'routine' ? '~' : ''} ${short[effect.reversibility]}`,
  );
}

function suite(title: string, connection: string | undefined, cases: Readonly<Record<string, readonly string[]>>): void {
  describe(title, () => {
    for (const [text, expected] of Object.entries(cases)) it(text, () => deepEqual(summary(text, connection), expected));
  });
}

suite('SQL that reads', postgres, {
  'SELECT 1': ['read R0'],
  '-- TRUNCATE orders\nSELECT 1;': ['read R0'],
  "SELECT 'DROP TABLE users; --' AS sample;": ['read R0'],
  'SELECT "delete" FROM t': ['read R0'],
  '/* a /* nested */ DROP TABLE t */ SELECT 1': ['read R0'],
  'SELECT $$DROP TABLE users; $$': ['read R0'],
  'SELECT $a$ $b$ ; $a$': ['read R0'],
  "SELECT E'it\\'s; DROP TABLE x'": ['read R0'],
  'EXPLAIN DELETE FROM t': ['read R0'],
  'EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM t': ['read R0'],
  'WITH a AS (SELECT 1) SELECT * FROM a': ['read R0'],
  "SELECT replace(name, 'a', 'b'), date_trunc('day', at) FROM t": ['read R0'],
  'SELECT * FROM t FOR UPDATE': ['read R0'],
  'COPY t TO STDOUT': ['read R0'],
  'BEGIN; SELECT 1; ROLLBACK;': ['session R0', 'read R0', 'session R0'],
  '\\dt': ['client-read R0'],
  '\\x\nSELECT 1': ['client-read R0', 'read R0'],
  '': [],
});

suite('SQL that adds', postgres, {
  "INSERT INTO t (a) VALUES ('Delete me')": ['insert~ R1'],
  'CREATE TABLE t (id int, updated_at timestamptz)': ['create~ R1'],
  'ALTER TABLE t ADD COLUMN a int': ['create~ R1'],
  'SELECT * INTO copy_of_t FROM t': ['create~ R1'],
  'VACUUM ANALYZE t': ['maintain~ R1'],
});

suite('SQL that loses', postgres, {
  'DROP TABLE t': ['drop R3'],
  'drop schema public cascade': ['drop R3'],
  'DROP VIEW v': ['drop-derived R2'],
  'DROP INDEX CONCURRENTLY i': ['drop-derived R2'],
  'TRUNCATE a, b': ['truncate R3'],
  'DELETE FROM t': ['delete-all R3'],
  'DELETE FROM t WHERE true': ['delete-all R3'],
  'DELETE FROM t WHERE 1=1': ['delete-all R3'],
  'DELETE FROM t WHERE (id IS NOT NULL)': ['delete-all R3'],
  "DELETE FROM t WHERE id = 3 OR 'a'='a'": ['delete-all R3'],
  'DELETE FROM t WHERE id = 3 AND 1=1': ['delete-where R3'],
  'DELETE FROM t WHERE id > 0': ['delete-all R3'],
  'DELETE FROM t WHERE id IN (SELECT id FROM s WHERE x = 1)': ['delete-where R3'],
  'DELETE FROM t USING (SELECT 1 WHERE true) s': ['delete-all R3'],
  'UPDATE t SET a = (SELECT 1 WHERE true)': ['update-all R3'],
  'UPDATE t SET a = 1 WHERE id = 42': ['update-where R3'],
  'EXPLAIN ANALYZE DELETE FROM t': ['delete-all R3'],
  'EXPLAIN (ANALYZE true) UPDATE t SET a = 1 WHERE id = 1': ['update-where R3'],
  'WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d': ['delete-all R3'],
  'WITH s AS (SELECT 1) DELETE FROM t': ['delete-all R3'],
  'SELECT 1; DROP SCHEMA public CASCADE': ['read R0', 'drop R3'],
  'SELECT (1; DROP TABLE t': ['read R0', 'drop R3'],
  'INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1': ['upsert R3'],
  'MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE': ['merge R3'],
  'ALTER TABLE t DROP COLUMN a': ['drop-column R3'],
  'ALTER TABLE t DROP CONSTRAINT c': ['alter R2'],
  'ALTER TABLE t ALTER COLUMN a TYPE int': ['alter-type R3'],
  "SELECT lo_unlink(173454)": ['function R3'],
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity': ['function R2'],
  'GRANT ALL ON t TO everyone': ['permission R2'],
  'DELETE FROM logs -- WHERE id = 1': ['delete-all R3'],
  'PREPARE p AS DELETE FROM t': ['delete-all R3'],
});

suite('SQL that runs something else', postgres, {
  "COPY (SELECT 1) TO PROGRAM 'rm -rf /'": ['execute! R3'],
  "COPY t FROM PROGRAM 'curl x'": ['execute! R3'],
  "COPY t TO '/etc/cron.d/x'": ['write-file R3'],
  "SELECT dblink_exec('c', 'DROP TABLE t')": ['network! R3'],
  "SELECT net.http_post('https://x.example')": ['network! R3'],
  "SELECT query_to_xml('delete from t', true, true, '')": ['execute! R3'],
  "SELECT pg_read_file('/etc/passwd')": ['read-file R2'],
  'SELECT public.reset_everything()': ['unknown! R3'],
  'DO $$ BEGIN DROP TABLE t; END $$': ['unknown! R3'],
  'CALL refresh_totals()': ['unknown! R3', 'unknown! R3'],
  'CALL vacuum_cleaner()': ['unknown! R3'],
  'EXECUTE p': ['unknown! R3'],
  '\\! rm -rf /': ['passed.shell R1'],
  '\\!': ['client-execute! R3'],
  'SELECT 1 \\! rm -rf /': ['passed.shell R1', 'read R0'],
  '\\x \\! rm -rf /': ['passed.shell R1'],
  '\\i x.sql': ['client-unknown! R3'],
  '\\o | sh': ['client-execute! R3'],
  "\\copy t FROM PROGRAM 'x'": ['client-execute! R3'],
  'SELECT 1 \\g |sh': ['client-execute! R3', 'read R0'],
  'FROBNICATE t': ['unknown! R3'],
});

suite('SQL without an end', postgres, {
  "SELECT 'a": ['unread! R3'],
  'SELECT 1 /* a': ['unread! R3'],
  'SELECT $x$ a': ['unread! R3'],
});

suite('MySQL', mysql, {
  '/*!50000 DROP TABLE t */;': ['drop R3'],
  'SELECT 1 # DROP TABLE t': ['read R0'],
  'SELECT 1 --1': ['read R0'],
  "SELECT 'it\\'s; DROP TABLE x'": ['read R0'],
  'SELECT `a;b` FROM t': ['read R0'],
  "SELECT * INTO OUTFILE '/tmp/x' FROM t": ['write-file R3'],
  "SELECT load_file('/etc/passwd')": ['read-file R2'],
  'REPLACE INTO t VALUES (1)': ['upsert R3'],
  'SHOW TABLES': ['read R0'],
  'source x.sql': ['client-unknown! R3'],
  'system rm -rf /': ['passed.shell R1'],
  'SET GLOBAL read_only = 0': ['server-setting R2'],
  'INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 2': ['upsert R3'],
  '/* /* */ DROP TABLE t': ['drop R3'],
});

suite('SQLite', sqlite, {
  'SELECT [a;b] FROM t': ['read R0'],
  '.schema orders': ['client-read R0'],
  '.shell rm -rf /': ['passed.shell R1'],
  '.read x.sql': ['client-unknown! R3'],
  '.output /tmp/x': ['write-file R3'],
  ".import '|sh x' t": ['client-execute! R3'],
  'PRAGMA table_info(users)': ['session R0'],
  'PRAGMA user_version = 3': ['pragma~ R1'],
  "SELECT load_extension('x')": ['execute! R3'],
  "VACUUM INTO 'x.db'": ['write-file R3'],
  "SELECT writefile('x', 'y')": ['write-file R3'],
  'DELETE FROM users;': ['delete-all R3'],
});

suite('SQL for an unknown server takes no reading that hides', undefined, {
  '/*! DROP TABLE t */': ['drop R3'],
  '/* /* */ SELECT 1': ['unread! R3'],
  "SELECT 'a\\' ; DROP TABLE t": ['unread! R3'],
  'SELECT $$ ; DROP TABLE t; $$': ['unread! R3'],
  'SELECT 1 --1; DROP TABLE t': ['unread! R3'],
  'SELECT 1 # note\n; DROP TABLE t': ['read R0', 'drop R3'],
});

suite('SQL Server, whose statements need nothing between them', 'mssql://localhost/acme', {
  'SELECT 1 DROP TABLE x': ['read R0', 'drop R3'],
  'SELECT [a;b], [drop] FROM [t]': ['read R0'],
  'BEGIN DELETE FROM t END': ['delete-all R3', 'delete-all R3'],
  "EXEC('DELETE FROM t')": ['delete-all R3'],
  "EXEC sp_executesql N'DELETE FROM t WHERE id = @i', N'@i int', @i = 1": ['delete-where R3'],
  "EXEC xp_cmdshell 'dir'": ['unknown! R3'],
  'SELECT 1\n:!! rm -rf /': ['client-execute! R3', 'read R0'],
  "SELECT * FROM OPENROWSET('x', 'y', 'z')": ['network! R3'],
});

suite('Oracle', 'oracle://localhost/acme', {
  "EXECUTE IMMEDIATE 'DROP TABLE orders'": ['drop R3'],
  "EXECUTE IMMEDIATE 'DROP ' || name": ['unknown! R3'],
  "SELECT q'[it's; DROP TABLE x]' FROM dual": ['read R0'],
  "SELECT DBMS_SCHEDULER.CREATE_JOB('x') FROM dual": ['unknown! R3', 'unknown! R3'],
  'HOST rm -rf /': ['client-execute! R3'],
});

suite('Snowflake, BigQuery and Cassandra', 'snowflake://acme', {
  'SELECT 1 // DROP TABLE x': ['read R0'],
  "SELECT 'it\\'s; DROP TABLE x'": ['read R0'],
  'SELECT $$;$$': ['read R0'],
});
suite('BigQuery', 'bigquery://acme', {
  'SELECT \'\'\'a; DROP TABLE x\'\'\'': ['read R0'],
  'SELECT 1 # DROP TABLE x': ['read R0'],
  'DELETE FROM `acme.orders` WHERE true': ['delete-all R3'],
});
suite('Cassandra', 'cassandra://localhost', {
  'BEGIN BATCH DELETE FROM t WHERE id = 1; APPLY BATCH': ['delete-where R3', 'session R0'],
  'TRUNCATE acme.orders': ['truncate R3'],
});

suite('Cypher', 'neo4j://localhost', {
  'MATCH (n) RETURN n': ['read R0'],
  'MATCH (n) DETACH DELETE n': ['delete-all R3'],
  'MATCH (n:User {id: 1}) DELETE n': ['delete-where R3'],
  "MATCH (n) WHERE n.name = 'DELETE' RETURN n": ['read R0'],
  'CREATE (n:User {id: 1})': ['insert~ R1'],
  'CALL db.labels()': ['read R0'],
  "CALL apoc.periodic.iterate('a', 'b', {})": ['unknown! R3'],
});

suite('A transaction that is taken back', postgres, {
  'BEGIN; DELETE FROM t; ROLLBACK;': ['rolled-back R0'],
  'BEGIN; DROP TABLE t; ROLLBACK': ['rolled-back R0'],
  'BEGIN; DELETE FROM t; COMMIT; ROLLBACK;': ['session R0', 'delete-all R3', 'session R0', 'session R0'],
  'BEGIN; DELETE FROM t; ROLLBACK TO a;': ['session R0', 'delete-all R3', 'session R0'],
  'BEGIN; DROP DATABASE d; ROLLBACK;': ['session R0', 'drop R3', 'session R0'],
  "BEGIN; SELECT dblink_exec('c', 'x'); ROLLBACK;": ['session R0', 'network! R3', 'session R0'],
  'DELETE FROM t; ROLLBACK;': ['delete-all R3', 'session R0'],
});
suite('A transaction that MySQL commits before a definition', mysql, {
  'BEGIN; DELETE FROM t; DROP TABLE s; ROLLBACK;': ['session R0', 'delete-all R3', 'drop R3', 'session R0'],
  'BEGIN; DELETE FROM t; ROLLBACK;': ['rolled-back R0'],
});

suite('Conditions that keep nothing out', postgres, {
  'DELETE FROM t WHERE id IN (SELECT id FROM t)': ['delete-all R3'],
  'DELETE FROM t WHERE id IN (SELECT id FROM t WHERE a = 1)': ['delete-where R3'],
  'DELETE FROM t WHERE id BETWEEN 0 AND 99999999': ['delete-all R3'],
  'DELETE FROM t WHERE id BETWEEN 5 AND 9 AND true': ['delete-where R3'],
  'DELETE FROM t WHERE NOT (1 = 2)': ['delete-all R3'],
  'DELETE FROM t WHERE NOT (id = 2)': ['delete-where R3'],
  'DELETE FROM t WHERE created_at <= now()': ['delete-all R3'],
  "DELETE FROM t WHERE created_at <= now() - interval '1 year'": ['delete-where R3'],
  'DELETE FROM t WHERE EXISTS (SELECT 1 FROM s)': ['delete-all R3'],
  "DELETE FROM t WHERE name ILIKE '%'": ['delete-all R3'],
  "DELETE FROM t WHERE name NOT LIKE '%'": ['delete-where R3'],
  'DELETE FROM t WHERE 1 IN (1, 2)': ['delete-all R3'],
  'DELETE FROM t WHERE id = ANY (ARRAY(SELECT id FROM t))': ['delete-all R3'],
  'DELETE FROM t WHERE (a = 1) IS NOT NULL': ['delete-all R3'],
  'DELETE FROM t WHERE id <> -1': ['delete-all R3'],
});
