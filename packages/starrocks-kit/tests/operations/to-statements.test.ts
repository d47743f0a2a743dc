import { describe, expect, test } from 'vitest'
import { printStatement } from '../../src/language/index.ts'
import { operationToStatements } from '../../src/operations/index.ts'
import type { Operation } from '../../src/operations/index.ts'
import { parseDataTypeText } from '../../src/schema/clauses.ts'
import type { Column, MaterializedView, ObjectName, Table, Target, View } from '../../src/schema/index.ts'
import { DATABASE, TARGET } from '../support/target.ts'

const table: ObjectName = { database: DATABASE, name: 't' }
const view: ObjectName = { database: DATABASE, name: 'v' }
const column = (name: string, type: string, more: Partial<Column> = {}): Column => ({
  name,
  type: parseDataTypeText(type),
  nullable: true,
  ...more,
})

/** The statements on one line each, without quotes around names: their spelling is the printer's concern. */
const print = (operation: Operation, target: Target = TARGET): string[] =>
  operationToStatements(operation, { target, defaultDatabase: DATABASE }).map((statement) =>
    printStatement(statement).replaceAll('`', '').replaceAll(/\s+/g, ' ').replaceAll('"', "'"),
  )

describe('names', () => {
  test('the default database is left out, others are written', () => {
    expect(print({ kind: 'DropTable', table })).toEqual(['DROP TABLE t'])
    expect(print({ kind: 'DropTable', table: { database: 'archive', name: 't' } })).toEqual(['DROP TABLE archive.t'])
    expect(print({ kind: 'DropTable', table: { catalog: 'lake', database: DATABASE, name: 't' } })).toEqual([
      'DROP TABLE lake.shop.t',
    ])
  })
})

describe('columns', () => {
  test.each<[string, Operation, string[]]>([
    [
      'adding repeats the whole definition',
      {
        kind: 'AddColumn',
        table,
        column: column('a', 'INT', { nullable: false, default: { kind: 'literal', value: '7' }, comment: 'x' }),
        position: { after: 'id' },
      },
      ["ALTER TABLE t ADD COLUMN a INT NOT NULL DEFAULT '7' COMMENT 'x' AFTER id"],
    ],
    [
      'a key column says so',
      { kind: 'AddColumn', table, column: column('a', 'DATE'), key: true, position: { first: true } },
      ['ALTER TABLE t ADD COLUMN a DATE KEY FIRST'],
    ],
    ['dropping', { kind: 'DropColumn', table, column: 'a' }, ['ALTER TABLE t DROP COLUMN a']],
    ['renaming', { kind: 'RenameColumn', table, from: 'a', to: 'b' }, ['ALTER TABLE t RENAME COLUMN a TO b']],
    ['reordering', { kind: 'ReorderColumns', table, to: ['id', 'b', 'a'] }, ['ALTER TABLE t ORDER BY (id, b, a)']],
    [
      'a comment alone',
      { kind: 'ModifyColumn', table, from: column('a', 'INT'), to: column('a', 'INT', { comment: 'x' }) },
      ["ALTER TABLE t MODIFY COLUMN a COMMENT 'x'"],
    ],
    [
      'a comment that goes away',
      { kind: 'ModifyColumn', table, from: column('a', 'INT', { comment: 'x' }), to: column('a', 'INT') },
      ["ALTER TABLE t MODIFY COLUMN a COMMENT ''"],
    ],
    [
      'a type repeats all the rest',
      {
        kind: 'ModifyColumn',
        table,
        from: column('a', 'INT', { aggregation: 'MAX', default: { kind: 'literal', value: '7' }, comment: 'x' }),
        to: column('a', 'BIGINT', { aggregation: 'MAX', default: { kind: 'literal', value: '7' }, comment: 'x' }),
      },
      ["ALTER TABLE t MODIFY COLUMN a BIGINT MAX DEFAULT '7' COMMENT 'x'"],
    ],
    [
      'without knowing what was before, everything is said',
      { kind: 'ModifyColumn', table, to: column('a', 'INT', { comment: 'x' }), key: true },
      ["ALTER TABLE t MODIFY COLUMN a INT KEY COMMENT 'x'"],
    ],
    [
      'fields of a struct come before others go',
      {
        kind: 'ModifyColumn',
        table,
        from: column('s', 'STRUCT<a INT, b STRUCT<c INT>>'),
        to: column('s', 'STRUCT<b STRUCT<c INT, d DATE>, e INT>'),
      },
      [
        'ALTER TABLE t MODIFY COLUMN s ADD FIELD b.d DATE AFTER c',
        'ALTER TABLE t MODIFY COLUMN s ADD FIELD e INT AFTER b',
        'ALTER TABLE t MODIFY COLUMN s DROP FIELD a',
      ],
    ],
    [
      'a field of structs in an array',
      {
        kind: 'ModifyColumn',
        table,
        from: column('s', 'ARRAY<STRUCT<a INT>>'),
        to: column('s', 'ARRAY<STRUCT<a INT, b INT>>'),
      },
      ['ALTER TABLE t MODIFY COLUMN s ADD FIELD [*].b INT AFTER a'],
    ],
    [
      'a field of another type needs the whole definition',
      {
        kind: 'ModifyColumn',
        table,
        from: column('s', 'STRUCT<a INT>'),
        to: column('s', 'STRUCT<a BIGINT>'),
      },
      [expect.stringMatching(/^ALTER TABLE t MODIFY COLUMN s STRUCT<\s?a BIGINT\s?>$/)],
    ],
  ])('%s', (_, operation, statements) => {
    expect(print(operation)).toEqual(statements)
  })

  test('an older server gets the whole definition for a comment', () => {
    const old: Target = { version: { major: 3, minor: 3, patch: 5, label: '3.3.5' }, runMode: 'shared_nothing' }
    const operation: Operation = {
      kind: 'ModifyColumn',
      table,
      from: column('a', 'INT'),
      to: column('a', 'INT', { comment: 'x' }),
      key: true,
    }
    expect(print(operation, old)).toEqual(["ALTER TABLE t MODIFY COLUMN a INT KEY COMMENT 'x'"])
  })
})

describe('tables', () => {
  test.each<[string, Operation, string[]]>([
    ['renaming', { kind: 'RenameTable', table, to: 'u' }, ['ALTER TABLE t RENAME u']],
    ['swapping', { kind: 'SwapTable', table, with: 'u' }, ['ALTER TABLE t SWAP WITH u']],
    ['a comment', { kind: 'ModifyTableComment', table, to: 'x' }, ["ALTER TABLE t COMMENT = 'x'"]],
    ['no comment', { kind: 'ModifyTableComment', table, from: 'x' }, ["ALTER TABLE t COMMENT = ''"]],
    [
      'one property for each SET, one cleared by empty text',
      {
        kind: 'ModifyTableProperties',
        table,
        from: { bloom_filter_columns: 'a' },
        to: { replication_num: '1', write_quorum: 'ONE' },
      },
      [
        "ALTER TABLE t SET ('bloom_filter_columns' = '')",
        "ALTER TABLE t SET ('replication_num' = '1')",
        "ALTER TABLE t SET ('write_quorum' = 'ONE')",
      ],
    ],
    [
      'what switches a feature on goes before its settings',
      {
        kind: 'ModifyTableProperties',
        table,
        from: {},
        to: { 'flat_json.column.max': '9', 'flat_json.enable': 'true' },
      },
      ["ALTER TABLE t SET ('flat_json.enable' = 'true')", "ALTER TABLE t SET ('flat_json.column.max' = '9')"],
    ],
    [
      'a distribution',
      { kind: 'ModifyDistribution', table, to: { kind: 'hash', columns: ['id'], buckets: 8 } },
      ['ALTER TABLE t DISTRIBUTED BY HASH(id) BUCKETS 8'],
    ],
    [
      'a sort key',
      { kind: 'ModifySortKey', table, to: [{ column: 'b' }, { column: 'a' }] },
      ['ALTER TABLE t ORDER BY (b, a)'],
    ],
    [
      'an index',
      { kind: 'AddIndex', table, index: { name: 'i', columns: ['a'], type: 'BITMAP', properties: {}, comment: 'x' } },
      ["ALTER TABLE t ADD INDEX i (a) USING BITMAP COMMENT 'x'"],
    ],
    ['no index', { kind: 'DropIndex', table, index: 'i' }, ['ALTER TABLE t DROP INDEX i']],
    [
      'a rollup',
      { kind: 'AddRollup', table, rollup: { name: 'r', columns: ['a', 'b'], properties: {} } },
      ['ALTER TABLE t ADD ROLLUP r (a, b)'],
    ],
    [
      'a partition',
      { kind: 'AddPartition', table, partition: { kind: 'list', name: 'p', values: [['a'], ['b']] } },
      ["ALTER TABLE t ADD PARTITION p VALUES IN ('a', 'b')"],
    ],
    ['no partition', { kind: 'DropPartition', table, partition: 'p' }, ['ALTER TABLE t DROP PARTITION p']],
    [
      'properties of a partition',
      {
        kind: 'ModifyPartitionProperties',
        table,
        partition: 'p',
        from: {},
        to: { storage_medium: 'SSD', replication_num: '2' },
      },
      ["ALTER TABLE t MODIFY PARTITION (p) SET ('replication_num' = '2', 'storage_medium' = 'SSD')"],
    ],
  ])('%s', (_, operation, statements) => {
    expect(print(operation)).toEqual(statements)
  })

  test('a replacement means another table of that name', () => {
    const from: Table = {
      kind: 'Table',
      name: 't',
      columns: [column('id', 'INT')],
      indexes: {},
      rollups: {},
      properties: {},
    }
    expect(print({ kind: 'ReplaceTable', table, from, to: from, reasons: [] })).toEqual([
      'DROP TABLE t',
      expect.stringMatching(/^CREATE TABLE t \( ?id INT/),
    ])
  })
})

describe('views', () => {
  const plain: View = { kind: 'View', name: 'v', query: { text: 'SELECT id FROM t', origin: 'user' } }
  const other: View = { ...plain, columns: [{ name: 'id', comment: 'x' }] }

  test('only what differs is altered', () => {
    expect(print({ kind: 'AlterView', view, from: plain, to: other })).toEqual([
      "ALTER VIEW v (id COMMENT 'x') AS SELECT id FROM t",
    ])
    expect(print({ kind: 'AlterView', view, from: plain, to: { ...plain, security: 'INVOKER' } })).toEqual([
      'ALTER VIEW v SET SECURITY INVOKER',
    ])
    expect(print({ kind: 'AlterView', view, from: { ...other, security: 'INVOKER' }, to: plain })).toEqual([
      'ALTER VIEW v AS SELECT id FROM t',
      'ALTER VIEW v SET SECURITY NONE',
    ])
  })
  test('without knowing what was before, the query is altered, and security only if it is given', () => {
    expect(print({ kind: 'AlterView', view, to: plain })).toEqual(['ALTER VIEW v AS SELECT id FROM t'])
  })
  test('a replacement keeps the security of the old view, so that is changed apart', () => {
    const to: View = { ...plain, comment: 'x' }
    const from: View = { ...plain, security: 'INVOKER' }
    expect(print({ kind: 'ReplaceView', view, from, to, reasons: [] })).toEqual([
      "CREATE OR REPLACE VIEW v COMMENT 'x' AS SELECT id FROM t",
      'ALTER VIEW v SET SECURITY NONE',
    ])
  })
})

describe('materialized views', () => {
  const definition: MaterializedView = {
    kind: 'MaterializedView',
    name: 'v',
    refresh: { mode: 'ASYNC', every: { count: 1, unit: 'DAY' } },
    indexes: {},
    properties: {},
    query: { text: 'SELECT id FROM t', origin: 'user' },
  }
  test.each<[string, Operation, string[]]>([
    [
      'how it refreshes; when the first time was makes no difference any more',
      { kind: 'ModifyRefreshScheme', view, to: { mode: 'MANUAL', moment: 'DEFERRED' } },
      ['ALTER MATERIALIZED VIEW v REFRESH MANUAL'],
    ],
    [
      'one property for each SET',
      { kind: 'ModifyMaterializedViewProperties', view, from: {}, to: { a: '1', b: '2' } },
      ["ALTER MATERIALIZED VIEW v SET ('a' = '1')", "ALTER MATERIALIZED VIEW v SET ('b' = '2')"],
    ],
    [
      'its state',
      { kind: 'SetMaterializedViewState', view, state: 'INACTIVE' },
      ['ALTER MATERIALIZED VIEW v INACTIVE'],
    ],
    ['its name', { kind: 'RenameMaterializedView', view, to: 'w' }, ['ALTER MATERIALIZED VIEW v RENAME w']],
    [
      'a refresh to wait for',
      { kind: 'RefreshMaterializedView', view, force: true, sync: true },
      ['REFRESH MATERIALIZED VIEW v FORCE WITH SYNC MODE'],
    ],
    [
      'a replacement is built beside it, filled, and swapped',
      { kind: 'ReplaceMaterializedView', view, from: definition, to: definition, reasons: [] },
      [
        'CREATE MATERIALIZED VIEW v__next REFRESH DEFERRED ASYNC EVERY(INTERVAL 1 DAY) AS SELECT id FROM t',
        'REFRESH MATERIALIZED VIEW v__next WITH SYNC MODE',
        'ALTER MATERIALIZED VIEW v SWAP WITH v__next',
        'DROP MATERIALIZED VIEW v__next',
      ],
    ],
  ])('%s', (_, operation, statements) => {
    expect(print(operation).map((text) => text.replace('EVERY (', 'EVERY('))).toEqual(statements)
  })
  test('a synchronous one cannot be swapped', () => {
    const { refresh: _, ...synchronous } = definition
    expect(print({ kind: 'ReplaceMaterializedView', view, from: synchronous, to: synchronous, reasons: [] })).toEqual([
      'DROP MATERIALIZED VIEW v',
      'CREATE MATERIALIZED VIEW v AS SELECT id FROM t',
    ])
  })
})

describe('databases and statements written by hand', () => {
  test('databases', () => {
    expect(print({ kind: 'CreateDatabase', database: 'd', properties: {} })).toEqual(['CREATE DATABASE d'])
    expect(print({ kind: 'DropDatabase', database: 'd', properties: {} })).toEqual(['DROP DATABASE d'])
  })
  test('several statements in one text come apart, and what is not understood stays as it is', () => {
    expect(print({ kind: 'ExecuteSql', statements: ['DROP TABLE a; DROP TABLE b', 'FROBNICATE  now'] })).toEqual([
      'DROP TABLE a',
      'DROP TABLE b',
      'FROBNICATE now',
    ])
  })
})
