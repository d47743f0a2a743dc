import { describe, expect, test } from 'vitest'
import { reverseOperation } from '../../src/operations/index.ts'
import type { Operation } from '../../src/operations/index.ts'
import type { Column, MaterializedView, ObjectName, Table, View } from '../../src/schema/index.ts'

const name: ObjectName = { database: 'shop', name: 'orders' }
const id: Column = { name: 'id', type: { kind: 'simple', name: 'int' }, nullable: false }
const age: Column = { name: 'age', type: { kind: 'simple', name: 'int' }, nullable: true, comment: 'years' }
const table: Table = { kind: 'Table', name: 'orders', columns: [id, age], indexes: {}, rollups: {}, properties: {} }
const view: View = { kind: 'View', name: 'orders', query: { text: 'SELECT 1', origin: 'user' } }
const materializedView: MaterializedView = {
  kind: 'MaterializedView',
  name: 'orders',
  refresh: { mode: 'ASYNC' },
  indexes: {},
  properties: {},
  query: { text: 'SELECT id FROM t', origin: 'user' },
}
const bitmap = { name: 'i', columns: ['age'], type: 'BITMAP', properties: {} } as const
const rollup = { name: 'r', columns: ['id'], properties: {} }
const partition = { kind: 'list', name: 'p', values: [['a']] } as const
const hash = (buckets: number) => ({ kind: 'hash', columns: ['id'], buckets }) as const

const both: { name: string; operation: Operation; reverse: Operation }[] = [
  {
    name: 'creating a database is undone by dropping it',
    operation: { kind: 'CreateDatabase', database: 'd', properties: {} },
    reverse: { kind: 'DropDatabase', database: 'd', properties: {} },
  },
  {
    name: 'creating a table is undone by dropping it',
    operation: { kind: 'CreateTable', table: name, definition: table },
    reverse: { kind: 'DropTable', table: name, definition: table },
  },
  {
    name: 'renaming a table back starts from its new name',
    operation: { kind: 'RenameTable', table: name, to: 'old' },
    reverse: { kind: 'RenameTable', table: { ...name, name: 'old' }, to: 'orders' },
  },
  {
    name: 'swapping twice is nothing',
    operation: { kind: 'SwapTable', table: name, with: 'other' },
    reverse: { kind: 'SwapTable', table: name, with: 'other' },
  },
  {
    name: 'a replacement goes back to the old table',
    operation: { kind: 'ReplaceTable', table: name, from: table, to: { ...table, comment: 'x' }, reasons: ['r'] },
    reverse: { kind: 'ReplaceTable', table: name, from: { ...table, comment: 'x' }, to: table, reasons: ['r'] },
  },
  {
    name: 'an added comment is taken away',
    operation: { kind: 'ModifyTableComment', table: name, to: 'x' },
    reverse: { kind: 'ModifyTableComment', table: name, from: 'x' },
  },
  {
    name: 'properties get their old values back',
    operation: {
      kind: 'ModifyTableProperties',
      table: name,
      from: { replication_num: '3' },
      to: { replication_num: '1' },
    },
    reverse: {
      kind: 'ModifyTableProperties',
      table: name,
      from: { replication_num: '1' },
      to: { replication_num: '3' },
    },
  },
  {
    name: 'a property that empty text clears needs no old value',
    operation: { kind: 'ModifyTableProperties', table: name, from: {}, to: { colocate_with: 'g' } },
    reverse: { kind: 'ModifyTableProperties', table: name, from: { colocate_with: 'g' }, to: {} },
  },
  {
    name: 'a distribution goes back',
    operation: { kind: 'ModifyDistribution', table: name, from: hash(2), to: hash(4) },
    reverse: { kind: 'ModifyDistribution', table: name, from: hash(4), to: hash(2) },
  },
  {
    name: 'a sort key goes back',
    operation: { kind: 'ModifySortKey', table: name, from: [{ column: 'id' }], to: [{ column: 'age' }] },
    reverse: { kind: 'ModifySortKey', table: name, from: [{ column: 'age' }], to: [{ column: 'id' }] },
  },
  {
    name: 'an added column is dropped, remembering its place and key',
    operation: { kind: 'AddColumn', table: name, column: age, key: true, position: { after: 'id' } },
    reverse: { kind: 'DropColumn', table: name, column: 'age', definition: age, key: true, position: { after: 'id' } },
  },
  {
    name: 'a modified column gets its old definition and place',
    operation: {
      kind: 'ModifyColumn',
      table: name,
      from: age,
      to: { ...age, comment: 'y' },
      position: { first: true },
      fromPosition: { after: 'id' },
    },
    reverse: {
      kind: 'ModifyColumn',
      table: name,
      from: { ...age, comment: 'y' },
      to: age,
      position: { after: 'id' },
      fromPosition: { first: true },
    },
  },
  {
    name: 'a renamed column is renamed back',
    operation: { kind: 'RenameColumn', table: name, from: 'a', to: 'b' },
    reverse: { kind: 'RenameColumn', table: name, from: 'b', to: 'a' },
  },
  {
    name: 'an order of columns goes back',
    operation: { kind: 'ReorderColumns', table: name, from: ['a', 'b'], to: ['b', 'a'] },
    reverse: { kind: 'ReorderColumns', table: name, from: ['b', 'a'], to: ['a', 'b'] },
  },
  {
    name: 'an index is dropped',
    operation: { kind: 'AddIndex', table: name, index: bitmap },
    reverse: { kind: 'DropIndex', table: name, index: 'i', definition: bitmap },
  },
  {
    name: 'a rollup is dropped',
    operation: { kind: 'AddRollup', table: name, rollup },
    reverse: { kind: 'DropRollup', table: name, rollup: 'r', definition: rollup },
  },
  {
    name: 'a partition is dropped',
    operation: { kind: 'AddPartition', table: name, partition },
    reverse: { kind: 'DropPartition', table: name, partition: 'p', definition: partition },
  },
  {
    name: 'a partition is kept as often as before',
    operation: {
      kind: 'ModifyPartitionProperties',
      table: name,
      partition: 'p',
      from: { replication_num: '3' },
      to: { replication_num: '1' },
    },
    reverse: {
      kind: 'ModifyPartitionProperties',
      table: name,
      partition: 'p',
      from: { replication_num: '1' },
      to: { replication_num: '3' },
    },
  },
  {
    name: 'a view is dropped',
    operation: { kind: 'CreateView', view: name, definition: view },
    reverse: { kind: 'DropView', view: name, definition: view },
  },
  {
    name: 'a materialized view is dropped',
    operation: { kind: 'CreateMaterializedView', view: name, definition: materializedView },
    reverse: { kind: 'DropMaterializedView', view: name, definition: materializedView },
  },
  {
    name: 'a materialized view is renamed back',
    operation: { kind: 'RenameMaterializedView', view: name, to: 'm' },
    reverse: { kind: 'RenameMaterializedView', view: { ...name, name: 'm' }, to: 'orders' },
  },
  {
    name: 'a refresh scheme goes back',
    operation: { kind: 'ModifyRefreshScheme', view: name, from: { mode: 'ASYNC' }, to: { mode: 'MANUAL' } },
    reverse: { kind: 'ModifyRefreshScheme', view: name, from: { mode: 'MANUAL' }, to: { mode: 'ASYNC' } },
  },
  {
    name: 'an active materialized view becomes inactive',
    operation: { kind: 'SetMaterializedViewState', view: name, state: 'ACTIVE' },
    reverse: { kind: 'SetMaterializedViewState', view: name, state: 'INACTIVE' },
  },
  {
    name: 'statements written by hand run their reverse',
    operation: { kind: 'ExecuteSql', statements: ['SELECT 1'], reverse: ['SELECT 2'] },
    reverse: { kind: 'ExecuteSql', statements: ['SELECT 2'], reverse: ['SELECT 1'] },
  },
]

describe('operations that can be undone', () => {
  test.each(both)('$name', ({ operation, reverse }) => {
    expect(reverseOperation(operation)).toEqual(reverse)
    expect(reverseOperation(reverse)).toEqual(operation)
  })
})

describe('views that ALTER VIEW cannot bring back', () => {
  const commented: View = { ...view, comment: 'all of them' }
  const other: View = { ...view, query: { text: 'SELECT 2', origin: 'user' } }

  test('a comment that ALTER VIEW cleared comes back by a replacement', () => {
    const operation: Operation = { kind: 'AlterView', view: name, from: commented, to: other }
    expect(reverseOperation(operation)).toMatchObject({ kind: 'ReplaceView', from: other, to: commented })
  })

  test('a replacement that took a comment away goes back by a replacement', () => {
    const operation: Operation = { kind: 'ReplaceView', view: name, from: commented, to: view, reasons: ['r'] }
    expect(reverseOperation(operation)).toMatchObject({ kind: 'ReplaceView', from: view, to: commented })
  })

  test('a query alone goes back by ALTER VIEW', () => {
    const operation: Operation = { kind: 'AlterView', view: name, from: view, to: other }
    expect(reverseOperation(operation)).toEqual({ kind: 'AlterView', view: name, from: other, to: view })
  })
})

describe('operations that cannot be undone', () => {
  const cases: { name: string; operation: Operation; reason: RegExp }[] = [
    {
      name: 'a dropped table of unknown definition',
      operation: { kind: 'DropTable', table: name },
      reason: /the table orders/,
    },
    {
      name: 'a dropped column of unknown definition',
      operation: { kind: 'DropColumn', table: name, column: 'age' },
      reason: /the column age/,
    },
    {
      name: 'a modified column of unknown definition',
      operation: { kind: 'ModifyColumn', table: name, to: age },
      reason: /the column age before/,
    },
    {
      name: 'a dropped index of unknown definition',
      operation: { kind: 'DropIndex', table: name, index: 'i' },
      reason: /the index i/,
    },
    {
      name: 'a property of unknown value that nothing clears',
      operation: { kind: 'ModifyTableProperties', table: name, from: {}, to: { write_quorum: 'ONE' } },
      reason: /cannot unset write_quorum/,
    },
    {
      name: 'a view that replaced another one',
      operation: { kind: 'CreateView', view: name, definition: view, orReplace: true },
      reason: /the view orders before/,
    },
    {
      name: 'a batch of partitions',
      operation: {
        kind: 'AddPartition',
        table: name,
        partition: { kind: 'batch', start: '1', end: '9', every: { count: 1 } },
      },
      reason: /batch/,
    },
    { name: 'copied rows', operation: { kind: 'CopyRows', table: name, from: 'u', columns: ['id'] }, reason: /stay/ },
    { name: 'a refresh', operation: { kind: 'RefreshMaterializedView', view: name }, reason: /refresh/ },
    { name: 'statements without a reverse', operation: { kind: 'ExecuteSql', statements: ['X'] }, reason: /by hand/ },
  ]
  test.each(cases)('$name', ({ operation, reason }) => {
    expect(reverseOperation(operation)).toEqual({ kind: 'Irreversible', reason: expect.stringMatching(reason) })
  })
})
