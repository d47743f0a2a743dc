import { expect, test } from 'vitest'
import { accepted, refusal, V35, V41 } from './targets.ts'

const T = `CREATE TABLE t (k INT, k2 INT, v DECIMAL(10,2), m MAP<INT, INT>) DUPLICATE KEY(k)
  DISTRIBUTED BY HASH(k) ROLLUP (r (k)) PROPERTIES ("replication_num" = "1")`
const RANGES = `CREATE TABLE ranges (d DATE) PARTITION BY RANGE(d) (PARTITION p1 VALUES LESS THAN ('2024-01-01'))
  PROPERTIES ("replication_num" = "1")`
const MODELS = [
  'CREATE TABLE pk (k INT, d DATE, s STRUCT<a INT>) PRIMARY KEY(k) DISTRIBUTED BY HASH(k)',
  'CREATE TABLE agg (k INT, d DATE, n BIGINT SUM, r INT REPLACE) AGGREGATE KEY(k, d) DISTRIBUTED BY HASH(k)',
  `CREATE TABLE dup (k DATE, a INT, c DOUBLE, j JSON, s STRUCT<a INT>) DUPLICATE KEY(k) PARTITION BY date_trunc('day', k)
    DISTRIBUTED BY HASH(k)`,
  `CREATE TABLE lists (k DATE, n INT, other INT) DUPLICATE KEY(k, n) PARTITION BY n, date_trunc('month', k) DISTRIBUTED BY HASH(k)`,
  'CREATE TABLE generated (k DATE, n INT, other INT, g BIGINT AS n + 1) DUPLICATE KEY(k, n) PARTITION BY (k, n) DISTRIBUTED BY HASH(k)',
  'CREATE VIEW w AS SELECT k FROM dup',
  'CREATE MATERIALIZED VIEW rolled AS SELECT k, a FROM dup',
]
const AUTOMATIC = 'CREATE TABLE automatic (b BOOLEAN, v INT) PARTITION BY b PROPERTIES ("replication_num" = "1")'

/** Answers of a frontend of the main branch of June 2025. */
test.for([
  ['ALTER TABLE t ADD ROLLUP r1 (k, k)', "Getting analyzing error. Detail message: Duplicate column name 'k'."],
  ['ALTER TABLE t ADD ROLLUP t (k)', 'Rollup name should be different with base table:t'],
  ['ALTER TABLE t ADD ROLLUP r (k)', 'Rollup index[r] already exists'],
  ['ALTER TABLE t ADD ROLLUP r1 (nope)', 'Column[nope] does not exist in base index'],
  ['ALTER TABLE t ADD ROLLUP r1 (m, k)', 'Data type of first column cannot be MAP<INT,INT>'],
  ['CREATE TABLE u (k INT) DUPLICATE KEY(k) ROLLUP (r (nope))', 'Column[nope] does not exist in base index'],
  [
    'CREATE TABLE u (k INT, v DECIMAL(10,2)) DUPLICATE KEY(k) PROPERTIES ("bloom_filter_columns" = "v")',
    "Invalid bloom filter column 'v': unsupported type DECIMAL64(10,2)",
  ],
  [
    'CREATE TABLE u (k INT) DUPLICATE KEY(k) PROPERTIES ("primary_index_cache_expire_sec" = "-1")',
    'Property primary_index_cache_expire_sec must not be less than 0',
  ],
  ['CREATE TABLE u (k INT) PROPERTIES ("partition_ttl" = "soon")', 'Cannot parse text to Duration'],
  [
    'ALTER TABLE t SET ("partition_live_number" = "3")',
    'Table[t] is not range partitioned. no need to set partition live number.',
  ],
  ['ALTER TABLE t SET ("partition_ttl" = "1 day")', 'Table[t] is not range partitioned. no need to set partition ttl.'],
  ['ALTER TABLE ranges REPLACE PARTITION (p9) WITH TEMPORARY PARTITION (tp)', 'Partition[p9] does not exist'],
  [
    "ALTER TABLE automatic ADD PARTITION p VALUES IN ('z')",
    'Getting analyzing error. Detail message: Invalid BOOLEAN literal: z.',
  ],
  [
    'CREATE MATERIALIZED VIEW m PARTITION BY d AS SELECT d FROM ranges',
    "Getting syntax error. Detail message: 'SYNC refresh type' cannot support 'PARTITION BY' in materialized view.",
  ],
  [
    'ALTER TABLE pk ADD COLUMN c DATETIME DEFAULT CURRENT_TIMESTAMP(3)',
    'unsupported default expr:current_timestamp(3)',
  ],
  ['ALTER TABLE dup ORDER BY (s)', 'Data type of first column cannot be DATE'],
  ['ALTER TABLE dup ORDER BY (c)', 'Data type of first column cannot be DATE'],
  [
    'ALTER TABLE dup ADD COLUMN g BIGINT AS k + 1',
    'Getting analyzing error. Detail message: Illegal expression type for Generated Column Column Type: BIGINT, Expression Type: DOUBLE.',
  ],
  [
    'CREATE MATERIALIZED VIEW m DISTRIBUTED BY HASH(c) REFRESH MANUAL AS SELECT k, c FROM dup',
    'DOUBLE column can not be distribution column',
  ],
  [
    'CREATE MATERIALIZED VIEW m DISTRIBUTED BY HASH(s) REFRESH MANUAL AS SELECT k, sum(c) AS s FROM dup GROUP BY k',
    'DOUBLE column can not be distribution column',
  ],
  [
    'CREATE MATERIALIZED VIEW m PARTITION BY other REFRESH MANUAL AS SELECT k AS other, n FROM lists',
    'Getting analyzing error. Detail message: Materialized view partition column in partition exp must be base table partition column.',
  ],
  [
    'CREATE MATERIALIZED VIEW m PARTITION BY day REFRESH MANUAL AS SELECT k AS day, n FROM lists',
    "Getting analyzing error. Detail message: Please check the partition expression day, it should refer base table's partition column directly.",
  ],
] as const)('%s', ([sql, message]) => {
  expect(refusal(accepted([T, RANGES, AUTOMATIC, ...MODELS]), sql).message).toBe(message)
})

const analyzed = (detail: string): string => `Getting analyzing error. Detail message: ${detail}`
const unsupported = (detail: string): string => analyzed(`${detail}. Please use Asynchronous Materialized View instead`)

/** Answers of the same frontend to `CREATE MATERIALIZED VIEW m AS ...`, without REFRESH. */
test.for([
  [
    'SELECT k FROM dup UNION ALL SELECT k FROM dup',
    analyzed('Materialized view query statement only supports a single query blocks.'),
  ],
  [
    'SELECT x.k FROM dup x JOIN dup y ON x.k = y.k',
    unsupported('The materialized view only supports one table in from clause.'),
  ],
  ['SELECT k FROM w', analyzed('Do not support alter non-OLAP table[w].')],
  [
    'SELECT k FROM (SELECT k FROM dup) q',
    unsupported('Materialized view query statement only support direct query from table.'),
  ],
  [
    'WITH q AS (SELECT k FROM dup) SELECT k FROM q',
    unsupported('Materialized view query statement only support direct query from table.'),
  ],
  ['SELECT * FROM dup', unsupported('The materialized view currently does not support * in select statement')],
  [
    'SELECT sum(a) FROM dup',
    unsupported(
      'Only [] found in the select list. Please add group by clause and at least one group by column in the select list',
    ),
  ],
  [
    'SELECT sum(a), k FROM dup GROUP BY k',
    unsupported('Any single column should be before agg column. Column k at wrong location'),
  ],
  [
    'SELECT k, sum(a) + 1 AS n FROM dup GROUP BY k',
    unsupported('Aggregate function with function expr is not supported yet'),
  ],
  ['SELECT k, k FROM dup', analyzed("Duplicate column name 'k'.")],
  ['SELECT k, sum(a), sum(a) FROM dup GROUP BY k', analyzed("Duplicate column name 'mv_sum_a'.")],
  [
    'SELECT k, max_union(max_state(a)) AS x, min_union(min_state(a)) AS x FROM dup GROUP BY k',
    analyzed("Duplicate column name 'mv_x'."),
  ],
  ['SELECT j FROM dup', 'Data type of first column cannot be JSON'],
  ['SELECT c, sum(a) FROM dup GROUP BY c', unsupported("Invalid data type of materialized key column 'c': 'DOUBLE'")],
  ['SELECT a, max(k) FROM dup GROUP BY a', 'The partition columns k must be key column in mv'],
  ['SELECT d FROM pk', 'Do not support create materialized view on primary key table[pk]'],
  ['SELECT d FROM agg', 'The materialized view of aggregation or unique table must has grouping columns'],
  [
    'SELECT d, count(n) FROM agg GROUP BY d',
    unsupported('Aggregate type table do not support count function in materialized view'),
  ],
  [
    'SELECT d, max(n) FROM agg GROUP BY d',
    'The aggregation type of column[mv_max_n] must be same as the aggregate type of base column in aggregate table',
  ],
  ['SELECT d, max(k) FROM agg GROUP BY d', 'The column[mv_max_k] must be the key of materialized view'],
] as const)('a synchronous materialized view of %s', ([query, message]) => {
  expect(refusal(accepted(MODELS), `CREATE MATERIALIZED VIEW m AS ${query}`).message).toBe(message)
})

test.for([
  ['rolled', 'Materialized view[rolled] already exists in the table dup'],
  ['dup', 'Materialized view[dup] already exists in the table dup'],
  ['pk', 'Table [pk] already exists in the db shop'],
] as const)('a synchronous materialized view called %s', ([name, message]) => {
  expect(
    refusal(accepted(MODELS), `CREATE MATERIALIZED VIEW IF NOT EXISTS ${name} AS SELECT k, a FROM dup`).message,
  ).toBe(message)
})

test.for([
  'SELECT DISTINCT d FROM agg',
  'SELECT k, d, sum(n) FROM agg GROUP BY k, d',
  'SELECT a, sum(c) FROM dup WHERE a > 1 GROUP BY a',
  'SELECT a, sum(c) AS s, sum(c + 1) AS more FROM dup GROUP BY a',
  'SELECT a, avg_union(avg_state(c)) AS mean, avg_union(avg_state(c)) AS again FROM dup GROUP BY a',
])('takes a synchronous materialized view of %s', (query) => {
  expect(() => accepted([...MODELS, `CREATE MATERIALIZED VIEW m AS ${query}`])).not.toThrow()
})

/** Answers of frontends of 3.5.7 and 4.1. */
test.for([
  [V35, 'AGGREGATE KEY must use hash distribution.'],
  [V41, 'AGGREGATE KEY cannot use random distribution.'],
] as const)('%o does not distribute an AGGREGATE KEY table at random', ([target, detail]) => {
  const sql = 'CREATE TABLE u (k INT, n BIGINT SUM) AGGREGATE KEY(k) DISTRIBUTED BY RANDOM'
  expect(refusal(accepted([], target), sql, target).message).toContain(detail)
})

test('4.1 takes a column of the table for the output of that name, where the table has generated columns', () => {
  const sql = 'CREATE MATERIALIZED VIEW m PARTITION BY other REFRESH MANUAL AS SELECT k AS other, n FROM generated'
  expect(refusal(accepted(MODELS, V41), sql, V41).message).toBe(
    'Can not find partition column map for mv:m on base tables:default_catalog.shop.generated',
  )
  expect(() => accepted([...MODELS, sql])).not.toThrow()
})
