import { describe, expect, test } from 'vitest'
import { printStatement } from '../../src/language/index.ts'
import {
  columnsWithoutValue,
  operationToStatements,
  rebuildOperations,
  undoRebuildOperations,
} from '../../src/operations/index.ts'
import type { Operation, OperationOf } from '../../src/operations/index.ts'
import { findTable } from '../../src/schema/index.ts'
import type { Table } from '../../src/schema/index.ts'
import { schemaOfSql } from '../support/schema-of-sql.ts'
import { DATABASE, TARGET } from '../support/target.ts'

const t = { database: DATABASE, name: 't' }
const REST = `DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "1")`

function tableOf(definition: string): Table {
  const table = findTable(schemaOfSql(`CREATE TABLE t ${definition} ${REST}`), t)
  if (table === undefined) throw new Error('no table')
  return table
}

const replace = (from: string, to: string): OperationOf<'ReplaceTable'> => ({
  kind: 'ReplaceTable',
  table: t,
  from: tableOf(from),
  to: tableOf(to),
  reasons: ['because'],
})

const sql = (operations: readonly Operation[]): readonly string[] =>
  operations
    .flatMap((operation) => operationToStatements(operation, { target: TARGET, defaultDatabase: DATABASE }))
    .map((statement) =>
      printStatement(statement)
        .replaceAll(/\s+/gu, ' ')
        .replace(/\(.*/u, (rest) => rest.slice(0, 200)),
    )

describe('a rebuild', () => {
  const change = replace('(id INT, a INT, gone INT) DUPLICATE KEY(id)', '(id INT, a BIGINT, come INT) PRIMARY KEY(id)')

  test('makes the new table beside, fills it, compares, swaps and keeps the old rows', () => {
    expect(sql(rebuildOperations(change)).slice(1)).toEqual([
      'INSERT INTO t__next (id, a) SELECT id, a FROM t',
      "SELECT 't' AS name, COUNT(*) AS row_count FROM t UNION ALL SELECT 't__next' AS name, COUNT(*) AS row_count FROM t__next",
      'ALTER TABLE t SWAP WITH t__next',
      'ALTER TABLE t__next RENAME t__old',
    ])
    expect(rebuildOperations(change)[0]).toMatchObject({ kind: 'CreateTable', definition: { name: 't__next' } })
  })

  test('is undone by swapping back, after a look whether rows would be lost', () => {
    expect(sql(undoRebuildOperations(change))).toEqual([
      "SELECT 't' AS name, COUNT(*) AS row_count FROM t UNION ALL SELECT 't__old' AS name, COUNT(*) AS row_count FROM t__old",
      'ALTER TABLE t SWAP WITH t__old',
      'DROP TABLE t__old',
    ])
  })

  test('leaves generated columns to the server, and finds names in any case of letters', () => {
    const from = '(id INT, A INT, g BIGINT AS a + 1) DUPLICATE KEY(id)'
    const to = '(id INT, a INT, g BIGINT AS a + 1) UNIQUE KEY(id)'
    expect(sql(rebuildOperations(replace(from, to)))[1]).toBe('INSERT INTO t__next (id, a) SELECT id, a FROM t')
  })

  const list = (more: string): string =>
    `(id INT, c INT NOT NULL) DUPLICATE KEY(id) PARTITION BY LIST (c) (PARTITION a VALUES IN ("1")${more})`

  test('goes by partition where there are several with names', () => {
    const several = replace(list(', PARTITION b VALUES IN ("2")'), '(id INT, c INT NOT NULL) DUPLICATE KEY(id)')
    expect(sql(rebuildOperations(several)).slice(1, 3)).toEqual([
      'INSERT INTO t__next (id, c) SELECT id, c FROM t PARTITION (a)',
      'INSERT INTO t__next (id, c) SELECT id, c FROM t PARTITION (b)',
    ])
    const one = replace(list(''), '(id INT, c INT NOT NULL) DUPLICATE KEY(id)')
    expect(sql(rebuildOperations(one))[1]).toBe('INSERT INTO t__next (id, c) SELECT id, c FROM t')
  })

  test('does not trust the names of partitions that the server makes', () => {
    const ranges = `(id INT, d DATE) DUPLICATE KEY(id) PARTITION BY RANGE (d) (PARTITION a VALUES LESS THAN ("2024-01-01"), PARTITION b VALUES LESS THAN ("2025-01-01"))`
    const ranged = replace(ranges, '(id INT, d DATE) DUPLICATE KEY(id)')
    expect(sql(rebuildOperations(ranged))[1]).toContain('PARTITION (a)')
    const dynamic = { ...ranged.from, properties: { 'dynamic_partition.enable': 'true' } }
    expect(sql(rebuildOperations({ ...ranged, from: dynamic }))[1]).toBe(
      'INSERT INTO t__next (id, d) SELECT id, d FROM t',
    )
  })
})

test('columns for which old rows have no value are those that nothing fills', () => {
  const from = tableOf('(id INT) DUPLICATE KEY(id)')
  const to = tableOf(
    '(id INT, a INT, b INT NOT NULL, c INT NOT NULL DEFAULT "1", d BIGINT AS id + 1) DUPLICATE KEY(id)',
  )
  expect(columnsWithoutValue(from, to).map(({ name }) => name)).toEqual(['b'])
})
