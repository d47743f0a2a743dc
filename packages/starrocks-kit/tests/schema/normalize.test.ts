import { expect, test } from 'vitest'
import { parseStatement, printStatement } from '../../src/language/index.ts'
import {
  capabilitiesOf,
  createTableStatement,
  defaultProperty,
  normalizeSchema,
  normalizeTable,
  tableFromStatement,
  withObject,
  emptySchema,
} from '../../src/schema/index.ts'
import type { Table } from '../../src/schema/index.ts'
import { V35, V41 } from './targets.ts'

function tableOf(sql: string): Table {
  const statement = parseStatement(sql)
  if (statement.kind !== 'CreateTableStatement') throw new Error(statement.kind)
  return normalizeTable(tableFromStatement(statement), capabilitiesOf(V35))
}

test('the key is derived as the server derives it', () => {
  expect(tableOf('CREATE TABLE t (a VARCHAR(20), b INT)').key).toEqual({ type: 'DUPLICATE', columns: ['a'] })
  expect(tableOf('CREATE TABLE t (a INT, b INT, c INT, d INT)').key?.columns).toEqual(['a', 'b', 'c'])
  expect(tableOf('CREATE TABLE t (a LARGEINT, b LARGEINT, c LARGEINT)').key?.columns).toEqual(['a', 'b'])
  expect(tableOf('CREATE TABLE t (a INT, b INT SUM)').key).toEqual({ type: 'AGGREGATE', columns: ['a'] })
})

test('spelling follows the columns, key columns of PRIMARY KEY are NOT NULL', () => {
  const table = tableOf('CREATE TABLE t (Id INT, Name STRING) PRIMARY KEY(ID) DISTRIBUTED BY HASH(id) ORDER BY(NAME)')
  expect(table.key?.columns).toEqual(['Id'])
  expect(table.distribution).toEqual({ kind: 'hash', columns: ['Id'] })
  expect(table.sortKey).toEqual([{ column: 'Name' }])
  expect(table.columns[0]?.nullable).toBe(false)
})

test('partitions come out as the server answers', () => {
  const range = tableOf(`CREATE TABLE t (dt DATE, n INT) PARTITION BY RANGE(dt)
    (PARTITION p1 VALUES LESS THAN ("2024-01-01"), PARTITION p2 VALUES LESS THAN (MAXVALUE))`)
  expect(range.partitioning?.partitions).toEqual([
    {
      kind: 'range',
      name: 'p1',
      lower: [{ kind: 'value', value: '0000-01-01' }],
      upper: [{ kind: 'value', value: '2024-01-01' }],
    },
    { kind: 'range', name: 'p2', lower: [{ kind: 'value', value: '2024-01-01' }], upper: [{ kind: 'maxvalue' }] },
  ])
  const names = (sql: string) => tableOf(sql).partitioning?.partitions.map((p) => ('name' in p ? p.name : ''))
  const batch = (every: string, start: string, end: string, type = 'DATE') =>
    names(`CREATE TABLE t (c ${type}) PARTITION BY RANGE(c) (START ("${start}") END ("${end}") EVERY (${every}))`)
  expect(batch('INTERVAL 1 DAY', '2024-01-30', '2024-02-02')).toEqual(['p20240130', 'p20240131', 'p20240201'])
  expect(batch('INTERVAL 1 MONTH', '2024-11-01', '2025-02-01')).toEqual(['p202411', 'p202412', 'p202501'])
  expect(batch('INTERVAL 1 WEEK', '2024-01-01', '2024-01-20')).toEqual(['p2024_01', 'p2024_02', 'p2024_03'])
  expect(batch('3', '1', '10', 'BIGINT')).toEqual(['p1', 'p4', 'p7'])
})

test("hidden columns of the server's SHOW CREATE become partition expressions again", () => {
  const shown = tableOf(`CREATE TABLE t (dt DATE NOT NULL, s VARCHAR(20) NOT NULL,
    \`__generated_partition_column_0\` date NULL AS date_trunc('day', \`dt\`) COMMENT "")
    DUPLICATE KEY(dt) PARTITION BY (\`__generated_partition_column_0\`,\`s\`) DISTRIBUTED BY HASH(dt)`)
  const written = tableOf(`CREATE TABLE t (dt DATE NOT NULL, s VARCHAR(20) NOT NULL)
    DUPLICATE KEY(dt) PARTITION BY DATE_TRUNC("DAY", DT), s DISTRIBUTED BY HASH(dt)`)
  expect(shown).toEqual(written)
})

test('defaults that do not depend on the cluster are the same as none', () => {
  const table = tableOf(`CREATE TABLE t (a INT) PRIMARY KEY(a) PROPERTIES
    ("replicated_storage" = "true", "enable_persistent_index" = "TRUE", "write_quorum" = "majority",
     "replication_num" = "3", "compression" = "zstd", "light_schema_change" = "true", "bloom_filter_columns" = "a,b")`)
  expect(table.properties).toEqual({
    bloom_filter_columns: 'a, b',
    compression: 'ZSTD',
    fast_schema_evolution: 'true',
    replication_num: '3',
  })
  expect(defaultProperty('bucket_size', table, V35)).toBe('4294967296')
  expect(defaultProperty('bucket_size', table, V41)).toBe('1073741824')
})

test('normalising is idempotent, and CREATE TABLE of a normal form gives it back', () => {
  const sql = `CREATE TABLE t (k INT, dt DATE NOT NULL, v DECIMAL(10,2) SUM DEFAULT '0', w STRING REPLACE COMMENT 'w')
    AGGREGATE KEY(K, dt) COMMENT 'it''s' PARTITION BY RANGE(dt) (START ("2024-01-01") END ("2024-01-04") EVERY (INTERVAL 1 DAY))
    DISTRIBUTED BY HASH(k) BUCKETS 4 PROPERTIES ("replication_num" = "1")`
  const table = tableOf(sql)
  expect(normalizeTable(table, capabilitiesOf(V35))).toEqual(table)
  expect(tableOf(printStatement(createTableStatement(table, ['t'])))).toEqual(table)
  const state = withObject(emptySchema(), { database: 'd' }, table)
  expect(normalizeSchema(normalizeSchema(state, V35), V35)).toEqual(normalizeSchema(state, V35))
})
