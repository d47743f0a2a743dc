import { expect, test } from 'vitest'
import { accepted, refusal } from './targets.ts'

const T = `CREATE TABLE t (k INT, k2 INT, v DECIMAL(10,2), m MAP<INT, INT>) DUPLICATE KEY(k)
  DISTRIBUTED BY HASH(k) ROLLUP (r (k)) PROPERTIES ("replication_num" = "1")`
const RANGES = `CREATE TABLE ranges (d DATE) PARTITION BY RANGE(d) (PARTITION p1 VALUES LESS THAN ('2024-01-01'))
  PROPERTIES ("replication_num" = "1")`
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
] as const)('%s', ([sql, message]) => {
  expect(refusal(accepted([T, RANGES, AUTOMATIC]), sql).message).toBe(message)
})
