import { describe, expect, it } from 'vitest'
import {
  parseImportColumns,
  parseStatement,
  parseStatements,
  printNode,
  printStatement,
  tokenize,
} from '../../src/language/index.ts'
import type { Statement } from '../../src/language/index.ts'

/** Statements in canonical print: they must come back letter by letter. */
const CANONICAL: Readonly<Record<string, readonly string[]>> = {
  database: [
    'CREATE DATABASE IF NOT EXISTS lake.d DEFAULT CHARSET = utf8 COLLATE = utf8_general_ci PROPERTIES ("a" = "b")',
    'DROP DATABASE IF EXISTS d FORCE',
    'ALTER DATABASE d RENAME e',
    'ALTER DATABASE d SET DATA QUOTA 10GB',
    'ALTER DATABASE d SET REPLICA QUOTA 1000',
    'USE lake.d',
    "USE 'lake d'",
    'SET CATALOG lake',
    'RECOVER DATABASE d',
  ],
  'create table': [
    'CREATE TABLE t (a INT)',
    "CREATE TABLE IF NOT EXISTS d.t (id INT NOT NULL COMMENT 'the \\'id\\'', name VARCHAR(50) NULL DEFAULT 'x', ts DATETIME DEFAULT CURRENT_TIMESTAMP(3), u VARCHAR(36) DEFAULT (uuid()), n BIGINT NOT NULL AUTO_INCREMENT, g INT AS id + 1, INDEX i (name) USING NGRAMBF (\"gram_num\" = \"4\") COMMENT 'i') ENGINE = olap DEFAULT CHARSET = utf8 PRIMARY KEY (id) COMMENT 'c' PARTITION BY (id) DISTRIBUTED BY HASH(id) BUCKETS 10 ORDER BY (name) PROPERTIES (\"replication_num\" = \"1\")",
    "CREATE TABLE t (k INT, v BIGINT SUM DEFAULT '0', r STRING REPLACE_IF_NOT_NULL, h HLL HLL_UNION, s avg(BIGINT NULL, DECIMAL(10, 2) NOT NULL)) AGGREGATE KEY (k) DISTRIBUTED BY RANDOM",
    'CREATE TABLE t (a ARRAY<MAP<INT, STRUCT<x INT, y STRING>>>, d DECIMAL(10, 2), u UNSIGNED INT, k INT KEY)',
    'CREATE TABLE t (d DATE) PARTITION BY RANGE(d) (PARTITION p1 VALUES LESS THAN (\'2024-01-01\') ("storage_medium" = "SSD"), PARTITION IF NOT EXISTS p2 VALUES LESS THAN MAXVALUE)',
    "CREATE TABLE t (d DATE, k INT) PARTITION BY RANGE(d, k) (PARTITION p VALUES [('2024-01-01', '1'), (MAXVALUE, MAXVALUE)))",
    "CREATE TABLE t (d DATE) PARTITION BY RANGE(d) (START ('2024-01-01') END ('2025-01-01') EVERY (INTERVAL 1 MONTH), START ('1') END ('9') EVERY (2))",
    "CREATE TABLE t (d DATE) PARTITION BY date_trunc('day', d) (START ('2024-01-01') END ('2025-01-01') EVERY (INTERVAL 1 DAY))",
    "CREATE TABLE t (d DATE, s STRING) PARTITION BY date_trunc('day', d), s",
    'CREATE TABLE t (s BIGINT) PARTITION BY RANGE(from_unixtime(s)) ()',
    "CREATE TABLE t (a STRING, b STRING) PARTITION BY LIST(a, b) (PARTITION p VALUES IN (('x', 'y'), (NULL, 'z')))",
    "CREATE TABLE t (a STRING) PARTITION BY LIST(a) (PARTITION p VALUES IN ('x', NULL))",
    'CREATE TABLE t (a INT) DUPLICATE KEY (a) ROLLUP (r (a) DUPLICATE KEY (a) FROM t PROPERTIES ("x" = "y"), s (a))',
    'CREATE EXTERNAL TABLE t (a INT) ENGINE = mysql PROPERTIES ("host" = "h") BROKER PROPERTIES ("x" = "y")',
    'CREATE TEMPORARY TABLE t (a INT)',
    'CREATE TABLE t LIKE d.u',
    'CREATE TABLE t PARTITION BY (a) DISTRIBUTED BY HASH(a) BUCKETS 3 PROPERTIES ("a" = "b") LIKE u',
    "CREATE TABLE t (a, b) PRIMARY KEY (a) COMMENT 'c' DISTRIBUTED BY HASH(a) AS SELECT 1 AS a, 2 AS b",
    "CREATE INDEX i ON d.t (a) USING BITMAP COMMENT 'x'",
    'DROP INDEX i ON t',
    'DROP TABLE IF EXISTS t FORCE',
    'DROP TEMPORARY TABLE t',
    'TRUNCATE TABLE t PARTITION (p1, p2)',
    'RECOVER PARTITION p FROM t',
    'CREATE TABLE t (a ARRAY<INT> DEFAULT [1, 2], v VARIANT, w DECIMAL256(50, 5)) ORDER BY (a DESC NULLS LAST)',
  ],
  'alter table': [
    'ALTER TABLE d.t ADD COLUMN a INT DEFAULT \'1\' COMMENT \'c\' AFTER b TO r PROPERTIES ("timeout" = "10"), DROP COLUMN c FROM r, MODIFY COLUMN e BIGINT KEY FIRST',
    'ALTER TABLE t ADD COLUMN (a INT, b INT)',
    "ALTER TABLE t MODIFY COLUMN a COMMENT 'x'",
    'ALTER TABLE t RENAME COLUMN a TO b',
    'ALTER TABLE t ORDER BY (a, b) FROM r',
    'ALTER TABLE t MODIFY COLUMN s ADD FIELD a.[*].b INT AFTER c',
    'ALTER TABLE t MODIFY COLUMN s DROP FIELD a.b',
    'ALTER TABLE t ADD INDEX i (a) USING GIN ("parser" = "none"), DROP INDEX j',
    'ALTER TABLE t RENAME u',
    'ALTER TABLE t SWAP WITH u',
    'ALTER TABLE t SET ("a" = "b", "c" = "d")',
    "ALTER TABLE t COMMENT = 'x'",
    'ALTER TABLE t AUTO_INCREMENT = 100',
    'ALTER TABLE t PARTITION (p1) DISTRIBUTED BY HASH(a) BUCKETS 4',
    "ALTER TABLE t PRIMARY KEY (a) PARTITION BY (a) ORDER BY (b) DISTRIBUTED BY RANDOM BETWEEN 'a' AND 'b'",
    'ALTER TABLE t ADD ROLLUP r (a, b) FROM s, u (c)',
    'ALTER TABLE t DROP ROLLUP r, s',
    'ALTER TABLE t RENAME ROLLUP a b',
    'ALTER TABLE t RENAME PARTITION a b',
    'ALTER TABLE t CUMULATIVE COMPACT (p)',
    'ALTER TABLE t ADD TEMPORARY PARTITION p VALUES LESS THAN (\'a\') DISTRIBUTED BY HASH(k) BUCKETS 3 PROPERTIES ("a" = "b")',
    "ALTER TABLE t ADD PARTITIONS START ('1') END ('5') EVERY (1)",
    "ALTER TABLE t ADD PARTITION p VALUES IN ('a', 'b')",
    'ALTER TABLE t DROP PARTITION IF EXISTS p FORCE',
    'ALTER TABLE t DROP TEMPORARY PARTITIONS (p, q)',
    'ALTER TABLE t DROP PARTITIONS WHERE dt < CURRENT_DATE()',
    "ALTER TABLE t DROP PARTITIONS START ('1') END ('5') EVERY (1)",
    'ALTER TABLE t DROP ALL TEMPORARY PARTITIONS FORCE',
    'ALTER TABLE t TRUNCATE PARTITION (p)',
    'ALTER TABLE t MODIFY PARTITION (*) SET ("a" = "b")',
    'ALTER TABLE t MODIFY PARTITION DISTRIBUTED BY HASH(k) BUCKETS 8',
    'ALTER TABLE t REPLACE PARTITION (p) WITH TEMPORARY PARTITION (q) PROPERTIES ("strict_range" = "true")',
    'ALTER TABLE t DROP PERSISTENT INDEX ON TABLETS (1, 2)',
    'ALTER TABLE t SPLIT TABLET (1, 2)',
    'ALTER TABLE t CREATE OR REPLACE BRANCH b AS OF VERSION 1 RETAIN 3 DAYS WITH SNAPSHOT RETENTION 2 SNAPSHOTS 4 HOURS',
    'ALTER TABLE t DROP TAG IF EXISTS x',
    "ALTER TABLE t EXECUTE rollback_to_snapshot(1, 'a')",
    'CANCEL ALTER TABLE COLUMN FROM d.t (1, 2)',
  ],
  views: [
    "CREATE OR REPLACE VIEW v (id COMMENT 'ID', name) COMMENT 'c' SECURITY INVOKER AS SELECT id, name FROM t",
    'CREATE VIEW IF NOT EXISTS v AS SELECT 1',
    'ALTER VIEW v (a) AS SELECT 1',
    'ALTER VIEW v SET SECURITY NONE',
    'ALTER VIEW v ADD DIALECT SELECT 1',
    'DROP VIEW IF EXISTS d.v',
    "CREATE MATERIALIZED VIEW IF NOT EXISTS mv (a COMMENT 'x', b, INDEX i (a) USING BITMAP) COMMENT 'c' PARTITION BY (date_trunc('day', dt), k) DISTRIBUTED BY HASH(a) BUCKETS 3 ORDER BY (a) REFRESH DEFERRED ASYNC START ('2024-01-01 00:00:00') EVERY (INTERVAL 1 DAY) PROPERTIES (\"replication_num\" = \"1\") AS SELECT a, b FROM t",
    'CREATE MATERIALIZED VIEW mv REFRESH IMMEDIATE MANUAL AS SELECT a FROM t',
    'CREATE MATERIALIZED VIEW mv AS SELECT a, sum(b) FROM t GROUP BY a',
    'ALTER MATERIALIZED VIEW mv REFRESH ASYNC EVERY (INTERVAL 2 HOUR)',
    'ALTER MATERIALIZED VIEW mv SET ("a" = "b")',
    'ALTER MATERIALIZED VIEW mv RENAME nv',
    'ALTER MATERIALIZED VIEW mv SWAP WITH nv',
    'ALTER MATERIALIZED VIEW mv INACTIVE',
    "REFRESH MATERIALIZED VIEW mv PARTITION START ('a') END ('b') FORCE WITH SYNC MODE WITH PRIORITY 80",
    "REFRESH MATERIALIZED VIEW mv PARTITION ('a', NULL)",
    'CANCEL REFRESH MATERIALIZED VIEW mv FORCE',
    'DROP MATERIALIZED VIEW IF EXISTS mv',
  ],
  dml: [
    'INSERT INTO d.t PARTITION (p) WITH LABEL l (a, b) PROPERTIES ("strict_mode" = "true") VALUES (1, DEFAULT), (-2, \'x\')',
    'INSERT OVERWRITE t BY NAME SELECT * FROM u',
    "INSERT INTO t PARTITION (k = 'a') SELECT 1",
    'INSERT INTO FILES("path" = "x") SELECT 1',
    'INSERT INTO BLACKHOLE() SELECT 1',
    'EXPLAIN VERBOSE INSERT INTO t SELECT 1',
    'INSERT /*+ SET_VAR(query_timeout=1) */ INTO t SELECT 1',
    'WITH c AS (SELECT 1) UPDATE t SET a = 1, b = DEFAULT FROM c WHERE t.a = c.a',
    'DELETE FROM t PARTITION (p) USING u WHERE t.a = u.a',
    'SELECT 1 INTO OUTFILE \'x\' FORMAT AS csv PROPERTIES ("a" = "b")',
    'TRACE TIMES optimizer SELECT 1',
    'BEGIN',
    'COMMIT AND NO CHAIN',
    'ROLLBACK',
  ],
  'show and set': [
    "SHOW DATABASES FROM lake LIKE 'a%'",
    'SHOW FULL TABLES FROM d WHERE x = 1',
    'SHOW TEMPORARY TABLES',
    "SHOW FULL COLUMNS FROM t FROM d LIKE 'a'",
    'SHOW CREATE MATERIALIZED VIEW d.mv',
    'SHOW INDEX FROM t',
    "SHOW PARTITIONS FROM t WHERE PartitionName = 'p' ORDER BY PartitionId DESC LIMIT 1",
    "SHOW ALTER TABLE COLUMN FROM d WHERE TableName = 't' ORDER BY JobId LIMIT 1 OFFSET 2",
    "SHOW GLOBAL VARIABLES LIKE 'x'",
    "SHOW PROC '/frontends'",
    "SHOW PROPERTY FOR 'u' LIKE 'x'",
    'SHOW DATA DISTRIBUTION FROM t PARTITION (p)',
    'DESC t ALL',
    'SET GLOBAL a = 1, @b = 2 + 3, SESSION c = DEFAULT, d = ON',
    'SET NAMES utf8 COLLATE x',
    "SET PASSWORD FOR 'u'@'%' = PASSWORD('secret')",
    'SET SESSION TRANSACTION READ ONLY, ISOLATION LEVEL READ COMMITTED',
    'ADMIN SET FRONTEND CONFIG ("a" = "b") WITH PERSISTENT',
    "ADMIN SHOW FRONTEND CONFIG LIKE 'a'",
    'KILL QUERY 12',
  ],
}

describe('statements in canonical print', () => {
  for (const [family, statements] of Object.entries(CANONICAL)) {
    it.each(statements)(`${family}: %s`, (sql) => {
      const tree = parseStatement(sql)
      expect(tree.kind).not.toBe('RawStatement')
      expect(printStatement(tree)).toBe(sql)
    })
  }
})

describe('what becomes of spelling', () => {
  it.each([
    ['create schema d', 'CREATE DATABASE d'],
    ['DROP TABLE `t`', 'DROP TABLE t'],
    ['DROP TABLE `order`.`1a`', 'DROP TABLE `order`.`1a`'],
    ['ALTER TABLE t DROP PARTITIONS (p)', 'ALTER TABLE t DROP PARTITION p'],
    ['SHOW FIELDS IN t IN d', 'SHOW COLUMNS FROM t FROM d'],
    ['START TRANSACTION', 'BEGIN'],
    ["SET @@session.x = 'a'", "SET SESSION x = 'a'"],
    ['CREATE TABLE t (a INT) PARTITION BY a, b', 'CREATE TABLE t (a INT) PARTITION BY (a, b)'],
    ['DESCRIBE SELECT 1', 'EXPLAIN SELECT 1'],
    ['SELECT 1 FROM dual', 'SELECT 1'],
    ['select a minus select b', 'SELECT a EXCEPT SELECT b'],
  ])('%s -> %s', (sql, printed) => {
    expect(printStatement(parseStatement(sql))).toBe(printed)
    expect(parseStatement(printed)).toEqual(parseStatement(sql))
  })

  it('gives DDL meaning, not text', () => {
    const statement = parseStatement(
      'CREATE TABLE t (id INT NOT NULL) PRIMARY KEY(id) DISTRIBUTED BY HASH(id) BUCKETS 10',
    )
    expect(statement).toEqual({
      kind: 'CreateTableStatement',
      name: { kind: 'QualifiedName', parts: ['t'] },
      columns: [{ kind: 'ColumnDefinition', name: 'id', type: { kind: 'ScalarType', name: 'int' }, nullable: false }],
      key: { kind: 'KeyDesc', type: 'PRIMARY', columns: ['id'] },
      distribution: { kind: 'HashDistributionDesc', columns: ['id'], buckets: 10 },
    } satisfies Statement)
  })
})

describe('statements that are only classified', () => {
  it.each([
    ['ALTER SYSTEM ADD BACKEND "host:9050"', 'ALTER SYSTEM'],
    ['LOAD LABEL d.l (DATA INFILE ("s3://x") INTO TABLE t) WITH BROKER', 'LOAD LABEL'],
    ['ADMIN SET REPLICA STATUS PROPERTIES ("tablet_id" = "1")', 'ADMIN SET REPLICA STATUS'],
    ['CREATE WAREHOUSE w PROPERTIES ("a" = "b")', 'CREATE WAREHOUSE'],
    ['EXPORT TABLE t TO "s3://x"', 'EXPORT TABLE'],
    ['ADMIN EXECUTE ON FRONTEND \'LOG.info("a; b")\'', 'ADMIN EXECUTE'],
  ])('%s', (sql, command) => {
    const text = sql.replace(' ', ' /* kept; */ ')
    const tree = parseStatement(`${text} ;`)
    expect(tree).toEqual({ kind: 'RawStatement', command, text })
    expect(printStatement(tree)).toBe(text)
  })

  it('keep every token: those of the text are those of the source', () => {
    const tree = parseStatement("ALTER SYSTEM /* x */ ADD BACKEND 'a:1', 'b:2'")
    const { kinds } = tokenize(tree.kind === 'RawStatement' ? tree.text : '')
    expect(kinds).toEqual(['ALTER', 'SYSTEM', 'ADD', 'BACKEND', 'string', ',', 'string', 'end'])
  })
})

describe('parseStatements', () => {
  it('goes on behind a statement with an error and reports all errors', () => {
    const { statements, errors } = parseStatements('USE a;; DROP TABEL x; USE b;\n-- nothing\nSELECT FROM; USE c')
    expect(statements.map(printStatement)).toEqual(['USE a', 'USE b', 'USE c'])
    expect(errors.map((error) => [error.line, error.column])).toEqual([
      [1, 14],
      [3, 8],
    ])
  })

  it('knows nothing to do in an empty text', () => {
    expect(parseStatements(' ; -- x\n /* y */ ')).toEqual({ statements: [], errors: [] })
  })

  it('records positions only when asked', () => {
    const sql = 'SELECT  a + 1 FROM t'
    expect(JSON.stringify(parseStatement(sql))).not.toContain('span')
    const [statement] = parseStatements(` ${sql} ;`, { positions: true }).statements
    expect(statement?.span).toEqual({ start: 1, end: 1 + sql.length })
    const select = statement?.kind === 'QueryStatement' ? statement.query.body : undefined
    const item = select?.kind === 'Select' ? select.items[0] : undefined
    expect(item?.span).toEqual({ start: 9, end: 14 })
  })
})

describe('the columns of a load', () => {
  it('are names and equations', () => {
    const { columns } = parseImportColumns('id, `a b`, y = year(day) + 1')
    expect(columns.map(printNode)).toEqual(['id', '`a b`', 'y = year(day) + 1'])
  })

  it('end with their text', () => {
    expect(() => parseImportColumns('a) FROM x')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ offset: 3 }) }),
    )
  })
})
