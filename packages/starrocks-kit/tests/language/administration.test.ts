import { describe, expect, it } from 'vitest'
import {
  SqlSyntaxError,
  childrenOf,
  parseStatement,
  parseStatements,
  printStatement,
  transform,
} from '../../src/language/index.ts'
import type { Statement } from '../../src/language/index.ts'

/** Statements in canonical form: they print as they are written. */
const CANONICAL: readonly string[] = [
  "CREATE USER 'a'",
  "CREATE USER IF NOT EXISTS 'a'@'%' IDENTIFIED BY 'x' DEFAULT ROLE r, s PROPERTIES (\"session.query_timeout\" = \"60\")",
  "CREATE USER 'a'@['example.com'] IDENTIFIED BY PASSWORD '*AB'",
  "CREATE USER 'a' IDENTIFIED WITH authentication_ldap_simple AS 'uid=a'",
  "CREATE USER 'a' IDENTIFIED WITH mysql_native_password BY 'x'",
  "CREATE USER 'a' IDENTIFIED WITH mysql_native_password",
  "ALTER USER IF EXISTS 'a' IDENTIFIED BY 'y'",
  "ALTER USER 'a' DEFAULT ROLE ALL",
  "ALTER USER 'a' DEFAULT ROLE NONE",
  "ALTER USER 'a' DEFAULT ROLE `none`, r",
  'ALTER USER \'a\' SET PROPERTIES ("max_user_connections" = "10")',
  "DROP USER IF EXISTS 'a'@'%'",
  "EXECUTE AS 'a' WITH NO REVERT",
  'SET PROPERTY FOR \'a\' "max_user_connections" = "10"',
  "CREATE ROLE IF NOT EXISTS r, s COMMENT 'x'",
  "ALTER ROLE IF EXISTS r SET COMMENT = 'y'",
  'DROP ROLE IF EXISTS r, s',
  'SET ROLE DEFAULT',
  'SET ROLE NONE',
  'SET ROLE ALL EXCEPT r, s',
  'SET ROLE r',
  "SET DEFAULT ROLE ALL TO 'a'",
  'SHOW ALL AUTHENTICATION',
  "SHOW AUTHENTICATION FOR 'a'",
  'CREATE SECURITY INTEGRATION i PROPERTIES ("type" = "authentication_jwt")',
  'ALTER SECURITY INTEGRATION i SET ("a" = "b")',
  'DROP SECURITY INTEGRATION i',
  'SHOW CREATE SECURITY INTEGRATION i',
  'CREATE GROUP PROVIDER g PROPERTIES ("type" = "unix")',
  'DROP GROUP PROVIDER g',
  'SHOW CREATE GROUP PROVIDER g',
  "GRANT r, s TO 'a'",
  'GRANT r TO ROLE s',
  "REVOKE r FROM 'a'@'%'",
  'REVOKE r FROM ROLE s',
  "GRANT SELECT, INSERT ON d.t TO 'a' WITH GRANT OPTION",
  'GRANT ALL ON TABLE d.* TO ROLE r',
  'GRANT SELECT ON * TO ROLE r',
  'GRANT CREATE TABLE, CREATE MATERIALIZED VIEW ON DATABASE d TO ROLE r',
  'GRANT SELECT ON ALL TABLES IN ALL DATABASES TO ROLE r',
  'GRANT SELECT ON ALL MATERIALIZED VIEWS IN DATABASE d TO ROLE r',
  'GRANT USAGE ON ALL CATALOGS TO ROLE r',
  'GRANT USAGE ON RESOURCE GROUP g TO ROLE r',
  'GRANT USAGE ON STORAGE VOLUME v TO ROLE r',
  'GRANT OPERATE ON SYSTEM TO ROLE r',
  "GRANT IMPERSONATE ON USER 'a', 'b' TO ROLE r",
  'GRANT USAGE ON GLOBAL FUNCTION f(INT, STRING) TO ROLE r',
  'REVOKE DROP ON FUNCTION d.f(INT, ...), g() FROM ROLE r',
  "REVOKE ALTER ON VIEW v FROM 'a'",
  'REVOKE SELECT ON ALL VIEWS FROM ROLE r',
  'SHOW GRANTS',
  "SHOW GRANTS FOR 'a'",
  'SHOW GRANTS FOR ROLE r',
  'CREATE EXTERNAL RESOURCE r PROPERTIES ("type" = "spark")',
  'CREATE RESOURCE r',
  'ALTER RESOURCE r SET PROPERTIES ("a" = "b")',
  'DROP RESOURCE r',
  "CREATE RESOURCE GROUP IF NOT EXISTS OR REPLACE g TO (user = 'a', query_type IN ('select')), (source_ip = '192.168.2.1/24') WITH (\"cpu_weight\" = \"1\")",
  'CREATE RESOURCE GROUP g WITH ("cpu_weight" = "1")',
  "ALTER RESOURCE GROUP g ADD (user = 'a')",
  'ALTER RESOURCE GROUP g DROP (1, 2)',
  'ALTER RESOURCE GROUP g DROP ALL',
  'ALTER RESOURCE GROUP g WITH ("mem_limit" = "0.9")',
  'DROP RESOURCE GROUP IF EXISTS g',
  'SHOW RESOURCE GROUPS',
  'SHOW VERBOSE RESOURCE GROUPS ALL',
  'SHOW USAGE RESOURCE GROUP g',
  'CREATE EXTERNAL CATALOG IF NOT EXISTS c COMMENT \'x\' PROPERTIES ("type" = "hive")',
  'ALTER CATALOG c SET ("a" = "b")',
  'DROP CATALOG IF EXISTS c',
  "CREATE STORAGE VOLUME IF NOT EXISTS v TYPE = S3 LOCATIONS = ('s3://a', 's3://b') COMMENT 'x' PROPERTIES (\"enabled\" = \"true\")",
  'ALTER STORAGE VOLUME v COMMENT = \'x\', SET ("enabled" = "false")',
  'DROP STORAGE VOLUME IF EXISTS v',
  'DESC STORAGE VOLUME v',
  'SET v AS DEFAULT STORAGE VOLUME',
  'CREATE ROUTINE LOAD d.j ON t COLUMNS TERMINATED BY \',\', ROWS TERMINATED BY \'\\n\', COLUMNS (a, b, c = a + b), WHERE a > 1, PARTITION (p) PROPERTIES ("format" = "csv") FROM KAFKA ("kafka_topic" = "x")',
  'CREATE ROUTINE LOAD j ON t FROM KAFKA',
  'ALTER ROUTINE LOAD FOR d.j COLUMNS (a) PROPERTIES ("a" = "b") FROM KAFKA ("c" = "d")',
  'ALTER ROUTINE LOAD FOR j',
  'PAUSE ROUTINE LOAD FOR d.j',
  'RESUME ROUTINE LOAD FOR j',
  'STOP ROUTINE LOAD FOR j',
  "SHOW ALL ROUTINE LOAD FOR d.j FROM d WHERE state = 'x' ORDER BY a LIMIT 1",
  "SHOW ROUTINE LOAD TASK FROM d WHERE jobname = 'j'",
  'SHOW STREAM LOAD FOR x',
  'SHOW CREATE ROUTINE LOAD d.j',
  'SUBMIT /*+ SET_VAR(a = 1) */ TASK d.t PROPERTIES ("a" = "b") SCHEDULE START (\'2024-01-01 00:00:00\') EVERY (INTERVAL 1 DAY) AS INSERT INTO t SELECT 1',
  'SUBMIT TASK AS CREATE TABLE t AS SELECT 1',
  'SUBMIT TASK t AS CACHE SELECT * FROM c.d.t WHERE a = 1 PROPERTIES ("verbose" = "true")',
  'DROP TASK t FORCE',
  'CACHE SELECT a, b FROM t',
  'CREATE OR REPLACE PIPE IF NOT EXISTS d.p PROPERTIES ("a" = "b") AS INSERT INTO t SELECT * FROM FILES("path" = "x")',
  'DROP PIPE IF EXISTS p',
  'ALTER PIPE p SUSPEND',
  'ALTER PIPE p RESUME',
  'ALTER PIPE p RETRY ALL',
  "ALTER PIPE p RETRY FILE 'x'",
  'ALTER PIPE p SET ("a" = "b")',
  'DESC PIPE p',
  'CREATE DICTIONARY x USING d.t (a KEY, b VALUE) PROPERTIES ("a" = "b")',
  'DROP DICTIONARY x CACHE',
  'REFRESH DICTIONARY x',
  'CANCEL REFRESH DICTIONARY x',
  'SHOW DICTIONARY',
  'SHOW DICTIONARY x',
  'CREATE OR REPLACE GLOBAL AGGREGATE FUNCTION IF NOT EXISTS f(INT, ...) RETURNS BIGINT PROPERTIES ("symbol" = "a.B", "file" = "x.jar")',
  'CREATE TABLE FUNCTION d.f(STRING) RETURNS STRING PROPERTIES ("type" = "StarrocksJar")',
  'CREATE FUNCTION f() RETURNS ARRAY<INT> type = "Python" symbol = "g" AS $$\ndef g(): return [1]; # it\'s\n$$',
  'DROP GLOBAL FUNCTION IF EXISTS d.f(INT)',
  'ANALYZE TABLE t',
  'ANALYZE FULL TABLE d.t (a, b.c) PARTITION (p) WITH ASYNC MODE PROPERTIES ("a" = "b")',
  'ANALYZE SAMPLE TABLE t ALL COLUMNS WITH SYNC MODE',
  'ANALYZE TABLE t PREDICATE COLUMNS',
  'ANALYZE TABLE t MULTIPLE COLUMNS (a, b)',
  'ANALYZE TABLE t UPDATE HISTOGRAM ON (a, b) WITH 64 BUCKETS PROPERTIES ("a" = "b") WITH SYNC MODE',
  'CREATE ANALYZE TABLE t UPDATE HISTOGRAM ON (a)',
  'ANALYZE TABLE t DROP HISTOGRAM ON a, b',
  'CREATE ANALYZE ALL',
  'CREATE ANALYZE FULL DATABASE d PROPERTIES ("a" = "b")',
  'CREATE ANALYZE SAMPLE TABLE t (a, b)',
  'DROP ANALYZE 12',
  'DROP ALL ANALYZE JOB',
  'DROP STATS t',
  'DROP MULTIPLE COLUMNS STATS t',
  'KILL ANALYZE 12',
  "ANALYZE PROFILE FROM 'id', 0, 1",
  'BACKUP DATABASE d SNAPSHOT s TO r ON (TABLE t PARTITION (p, q) AS u, ALL VIEWS, MATERIALIZED VIEW m, FUNCTION f) PROPERTIES ("type" = "full")',
  'BACKUP EXTERNAL CATALOGS (a, b) SNAPSHOT s TO r',
  'BACKUP ALL EXTERNAL CATALOGS SNAPSHOT d.s TO r',
  'RESTORE SNAPSHOT d.s FROM r DATABASE a AS b ON (TABLE t AS u) PROPERTIES ("backup_timestamp" = "x")',
  'RESTORE SNAPSHOT s FROM r EXTERNAL CATALOGS (a AS b, c)',
  'RESTORE SNAPSHOT s FROM r ALL EXTERNAL CATALOGS',
  'CANCEL BACKUP FROM d',
  'CANCEL RESTORE FOR EXTERNAL CATALOG',
  'CREATE READ ONLY REPOSITORY r WITH BROKER b ON LOCATION \'s3://x\' PROPERTIES ("a" = "b")',
  "CREATE REPOSITORY r WITH BROKER ON LOCATION 's3://x'",
  'DROP REPOSITORY r',
  'PREPARE s FROM SELECT * FROM t WHERE a = ?',
  "PREPARE s FROM 'SELECT \\'a\\''",
  'EXECUTE s USING @a, @b',
  'EXECUTE s',
  'DEALLOCATE PREPARE s',
]

/** Other spellings of the same. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['create user u1@localhost', "CREATE USER 'u1'@'localhost'"],
  ['GRANT ALL PRIVILEGES ON d.t TO USER a', "GRANT ALL ON d.t TO 'a'"],
  ["GRANT 'r' TO u", "GRANT r TO 'u'"],
  ['GRANT SELECT ON view TO ROLE role', 'GRANT SELECT ON view TO ROLE `role`'],
  ['GRANT r TO role', "GRANT r TO 'role'"],
  ['GRANT SELECT ON user TO u', "GRANT SELECT ON user TO 'u'"],
  ['DROP PREPARE s', 'DEALLOCATE PREPARE s'],
  ['DESCRIBE PIPE p', 'DESC PIPE p'],
  ['ANALYZE TABLE t a, b', 'ANALYZE TABLE t (a, b)'],
  ['ANALYZE TABLE t PROPERTIES ("a" = "b")', 'ANALYZE TABLE t PROPERTIES ("a" = "b")'],
  ['CANCEL BACKUP IN d', 'CANCEL BACKUP FROM d'],
  ['BACKUP SNAPSHOT s TO r ON (t, TABLES u, ALL TABLE)', 'BACKUP SNAPSHOT s TO r ON (TABLE t, TABLE u, ALL TABLES)'],
  ['CREATE FUNCTION f(, INT) RETURNS INT', 'CREATE FUNCTION f(INT) RETURNS INT'],
  [
    "ALTER ROUTINE LOAD FOR j PARTITIONS p, q, COLUMNS TERMINATED BY ','",
    "ALTER ROUTINE LOAD FOR j PARTITION (p, q), COLUMNS TERMINATED BY ','",
  ],
  [
    'SUBMIT TASK t SCHEDULE EVERY(INTERVAL 1 HOUR) PROPERTIES("a" = "b") AS INSERT INTO t SELECT 1',
    'SUBMIT TASK t PROPERTIES ("a" = "b") SCHEDULE EVERY (INTERVAL 1 HOUR) AS INSERT INTO t SELECT 1',
  ],
]

/** What the grammar of the server has no place for, with the token where it stops. */
const REFUSED: readonly (readonly [string, string])[] = [
  ['CREATE USER', ''],
  ["CREATE USER a IDENTIFIED 'x'", '***'],
  ['CREATE USER a IDENTIFIED BY x', '***'],
  ['CREATE USER a DEFAULT ROLE NONE, ALL', 'ALL'],
  ['ALTER USER a', ''],
  ["ALTER USER a IDENTIFIED BY 'x' DEFAULT ROLE r", 'DEFAULT'],
  ['ALTER ROLE r COMMENT = "x"', 'COMMENT'],
  ['SET ROLE r EXCEPT s', 'EXCEPT'],
  ['SHOW ALL AUTHENTICATION FOR a', 'FOR'],
  ['GRANT SELECT TO r', 'TO'],
  ['GRANT r ON t TO u', 'r'],
  ['GRANT CREATE ON d TO u', 'ON'],
  ['GRANT SELECT ON a.b.c TO u', '.'],
  ['GRANT SELECT ON ALL TABLE TO u', 'TABLE'],
  ['GRANT SELECT ON t TO u WITH OPTION', 'OPTION'],
  ['REVOKE SELECT ON t TO u', 'TO'],
  ['REVOKE SELECT ON t FROM u WITH GRANT OPTION', 'WITH'],
  ['CREATE RESOURCE GROUP g', ''],
  ['ALTER RESOURCE r SET ("a" = "b")', '('],
  ['ALTER RESOURCE GROUP g SET ("a" = "b")', 'SET'],
  ['SHOW USAGE RESOURCE GROUPS ALL', 'ALL'],
  ['CREATE EXTERNAL CATALOG c', ''],
  ['CREATE STORAGE VOLUME v LOCATIONS = ("x")', 'LOCATIONS'],
  ['ALTER STORAGE VOLUME v COMMENT "x"', '"x"'],
  ['CREATE ROUTINE LOAD j ON t', ''],
  ['PAUSE ROUTINE LOAD j', 'j'],
  ['SHOW ROUTINE LOAD TASK', ''],
  ['SUBMIT TASK t AS SELECT 1', 'SELECT'],
  ['SUBMIT TASK t AS CREATE TABLE a (b INT)', ''],
  ['SUBMIT TASK t SCHEDULE EVERY (INTERVAL 1 WEEK) AS INSERT INTO t SELECT 1', 'WEEK'],
  ['DROP TASK IF EXISTS t', 'IF'],
  ['CREATE PIPE p AS SELECT 1', 'SELECT'],
  ['ALTER PIPE p RETRY', ''],
  ['CREATE DICTIONARY x USING t (a)', ')'],
  ['CREATE FUNCTION f(INT) PROPERTIES ("a" = "b")', 'PROPERTIES'],
  ['CREATE FUNCTION f(...) RETURNS INT', '...'],
  ['DROP FUNCTION f', ''],
  ['ANALYZE t', 't'],
  ['ANALYZE FULL TABLE t UPDATE HISTOGRAM ON a', 'UPDATE'],
  ['CREATE ANALYZE t', 't'],
  ['DROP ANALYZE JOB', 'JOB'],
  ['BACKUP SNAPSHOT s', ''],
  ['RESTORE SNAPSHOT s TO r', 'TO'],
  ['PREPARE s FROM "SELECT 1"', '"SELECT 1"'],
  ['EXECUTE s USING a', 'a'],
  ['DEALLOCATE s', 's'],
]

describe('statements of administration', () => {
  it.each(CANONICAL)('%s', (sql) => {
    const tree = parseStatement(sql)
    expect(tree.kind).not.toBe('RawStatement')
    expect(printStatement(tree)).toBe(sql)
    expect(transform(tree, (node) => node)).toBe(tree)
    for (const child of childrenOf(tree)) expect(child.kind).toBeTypeOf('string')
  })

  it.each(SPELLINGS)('%s', (sql, printed) => {
    expect(printStatement(parseStatement(sql))).toBe(printed)
    expect(parseStatement(printed)).toEqual(parseStatement(sql))
  })

  it.each(REFUSED)('refuses %s', (sql, found) => {
    const { statements, errors } = parseStatements(sql)
    expect(statements).toEqual([])
    expect(errors).toHaveLength(1)
    expect(errors[0]).toBeInstanceOf(SqlSyntaxError)
    expect(errors[0]?.found).toBe(found)
  })

  it('knows a role from a user and a privilege from a role', () => {
    expect(parseStatement('GRANT SELECT ON d.* TO ROLE r WITH GRANT OPTION')).toEqual({
      kind: 'GrantPrivilegeStatement',
      privileges: ['SELECT'],
      object: { kind: 'PrivilegeOnObjects', names: [{ kind: 'PrivilegeObjectName', parts: ['d', '*'] }] },
      grantee: { kind: 'RoleName', name: 'r' },
      grantOption: true,
    } satisfies Statement)
  })

  it('covers each child with the span of its parent', () => {
    for (const sql of CANONICAL) {
      const tree = parseStatement(sql, { positions: true })
      expect(tree.span).toEqual({ start: 0, end: sql.length })
      for (const { span } of childrenOf(tree)) expect(span?.end).toBeLessThanOrEqual(sql.length)
    }
  })
})
