import { describe, expect, test } from 'vitest'
import { printStatement } from '../../src/language/index.ts'
import { createOp, OperationInputError } from '../../src/migrations/index.ts'
import type { DataStepCode, Op } from '../../src/migrations/index.ts'
import { operationToStatements } from '../../src/operations/index.ts'
import type { Operation } from '../../src/operations/operation.ts'
import { TARGET } from '../support/target.ts'

function record(action: (op: Op) => void): readonly Operation[] {
  const operations: Operation[] = []
  action(
    createOp({
      where: 'migrations/1_a.ts, upgrade',
      defaultDatabase: 'shop',
      record: (operation) => operations.push(operation),
    }),
  )
  return operations
}

const table = (name: string, database = 'shop'): object => ({ database, name })

test('createTable: clauses as text, or as typed objects', () => {
  const [fromText] = record((op) => {
    op.createTable('t', {
      columns: [
        { name: 'id', type: 'INT', nullable: false, autoIncrement: true },
        { name: 'name', type: 'VARCHAR(50)', default: "'x'", comment: 'c' },
        { name: 'at', type: 'DATETIME', default: 'CURRENT_TIMESTAMP', comment: '' },
        { name: 'none', type: 'STRING', default: 'NULL' },
        { name: 'double', type: 'BIGINT', generated: 'id*2' },
      ],
      key: 'PRIMARY KEY (id)',
      comment: 'a table',
      partitionBy: "date_trunc('day', at)",
      distributedBy: 'HASH(id) BUCKETS 10',
      orderBy: '(name)',
      indexes: [{ name: 'i', columns: ['name'] }],
      properties: { replication_num: 1, fast_schema_evolution: true },
    })
  })
  expect(fromText).toMatchObject({
    kind: 'CreateTable',
    table: table('t'),
    definition: {
      kind: 'Table',
      name: 't',
      columns: [
        { name: 'id', type: { kind: 'simple', name: 'int' }, nullable: false, autoIncrement: true },
        {
          name: 'name',
          type: { kind: 'varchar', length: 50 },
          nullable: true,
          default: { kind: 'literal', value: 'x' },
          comment: 'c',
        },
        { name: 'at', default: { kind: 'current-timestamp' } },
        { name: 'none', type: { kind: 'varchar', length: 65_533 } },
        { name: 'double', generated: { origin: 'user' } },
      ],
      key: { type: 'PRIMARY', columns: ['id'] },
      comment: 'a table',
      partitioning: { kind: 'expression' },
      distribution: { kind: 'hash', columns: ['id'], buckets: 10 },
      sortKey: [{ column: 'name' }],
      indexes: { i: { name: 'i', columns: ['name'], type: 'BITMAP', properties: {} } },
      rollups: {},
      properties: { replication_num: '1', fast_schema_evolution: 'true' },
    },
  })
  if (fromText?.kind !== 'CreateTable') throw new Error('no CreateTable')
  const { definition } = fromText
  expect(definition.columns[2]).not.toHaveProperty('comment')
  expect(definition.columns[3]).not.toHaveProperty('default')
  const [typed] = record((op) => {
    op.createTable(
      { database: 'shop', name: 't' },
      {
        columns: definition.columns,
        ...(definition.key === undefined ? {} : { key: definition.key }),
        comment: 'a table',
        ...(definition.partitioning === undefined ? {} : { partitionBy: definition.partitioning }),
        ...(definition.distribution === undefined ? {} : { distributedBy: definition.distribution }),
        ...(definition.sortKey === undefined ? {} : { orderBy: definition.sortKey }),
        indexes: Object.values(definition.indexes),
        properties: definition.properties,
      },
    )
  })
  expect(typed).toEqual(fromText)
})

test('names: default database, database, catalog, backquotes', () => {
  const operations = record((op) => {
    for (const name of ['t', 'd.t', 'c.d.t', 'default_catalog.d.t', '`a.b`', 'd.`a``b`', 'constructor'])
      op.dropTable(name)
    op.dropView({ database: 'd', name: 'x.y' })
  })
  expect(
    operations.map((operation) =>
      'table' in operation ? operation.table : 'view' in operation ? operation.view : null,
    ),
  ).toEqual([
    table('t'),
    table('t', 'd'),
    { catalog: 'c', database: 'd', name: 't' },
    table('t', 'd'),
    table('a.b'),
    table('a`b', 'd'),
    table('constructor'),
    table('x.y', 'd'),
  ])
})

test('each method records its operation', () => {
  const operations = record((op) => {
    op.createDatabase('d', { properties: { replication_num: 1 } })
    op.dropDatabase('d')
    op.renameTable('t', 'u')
    op.swapTable('t', 'u')
    op.modifyTableComment('t', 'x')
    op.modifyTableComment('t', null)
    op.modifyTableProperties('t', { replication_num: 1 })
    op.modifyDistribution('t', 'RANDOM')
    op.modifySortKey('t', 'a, b')
    op.addColumn('t', { name: 'c', type: 'INT' }, { after: 'b' })
    op.addColumn('t', { name: 'k', type: 'INT' }, { first: true, key: true })
    op.dropColumn('t', 'c')
    op.modifyColumn('t', { name: 'c', type: 'BIGINT' })
    op.renameColumn('t', 'a', 'b')
    op.reorderColumns('t', ['b', 'a'])
    op.addIndex('t', { name: 'i', columns: ['a'], type: 'NGRAMBF', properties: { gram_num: 4 } })
    op.dropIndex('t', 'i')
    op.addRollup('t', { name: 'r', columns: ['a'] })
    op.dropRollup('t', 'r')
    op.addPartition('t', 'PARTITION p1 VALUES LESS THAN ("2026-01-01")')
    op.dropPartition('t', 'p1')
    op.modifyPartitionProperties('t', 'p1', { replication_num: 1 })
    op.createView(
      'v',
      { columns: ['id', { name: 'n', comment: 'N' }], query: 'SELECT id, n FROM t' },
      { orReplace: true },
    )
    op.alterView('v', { query: 'SELECT id FROM t' })
    op.dropView('v')
    op.createMaterializedView('m', { refresh: 'ASYNC', query: 'SELECT id, COUNT(*) AS cnt FROM t GROUP BY id' })
    op.dropMaterializedView('m')
    op.renameMaterializedView('m', 'n')
    op.swapMaterializedView('m', 'n')
    op.modifyRefreshScheme('m', 'MANUAL')
    op.modifyMaterializedViewProperties('m', { partition_refresh_number: 2 })
    op.setMaterializedViewState('m', 'INACTIVE')
    op.refreshMaterializedView('m', { force: true })
    op.copyRows('t', 'u', { columns: ['a', 'b'], partition: 'p1' })
    op.checkRowCounts('t', 'u')
    op.execute('INSERT INTO t VALUES (1)', { reverse: 'DELETE FROM t WHERE id = 1' })
  })
  expect(operations.map(({ kind }) => kind)).toEqual([
    'CreateDatabase',
    'DropDatabase',
    'RenameTable',
    'SwapTable',
    'ModifyTableComment',
    'ModifyTableComment',
    'ModifyTableProperties',
    'ModifyDistribution',
    'ModifySortKey',
    'AddColumn',
    'AddColumn',
    'DropColumn',
    'ModifyColumn',
    'RenameColumn',
    'ReorderColumns',
    'AddIndex',
    'DropIndex',
    'AddRollup',
    'DropRollup',
    'AddPartition',
    'DropPartition',
    'ModifyPartitionProperties',
    'CreateView',
    'AlterView',
    'DropView',
    'CreateMaterializedView',
    'DropMaterializedView',
    'RenameMaterializedView',
    'SwapMaterializedView',
    'ModifyRefreshScheme',
    'ModifyMaterializedViewProperties',
    'SetMaterializedViewState',
    'RefreshMaterializedView',
    'CopyRows',
    'CheckRowCounts',
    'ExecuteSql',
  ])
  expect(operations[4]).toEqual({ kind: 'ModifyTableComment', table: table('t'), to: 'x' })
  expect(operations[5]).toEqual({ kind: 'ModifyTableComment', table: table('t') })
  expect(operations[8]).toMatchObject({ to: [{ column: 'a' }, { column: 'b' }] })
  expect(operations[9]).toMatchObject({ position: { after: 'b' } })
  expect(operations[10]).toMatchObject({ position: { first: true }, key: true })
  expect(operations[19]).toMatchObject({
    partition: { kind: 'less-than', name: 'p1', upper: [{ kind: 'value', value: '2026-01-01' }] },
  })
  expect(operations[22]).toMatchObject({
    orReplace: true,
    definition: { columns: [{ name: 'id' }, { name: 'n', comment: 'N' }] },
  })
  expect(operations[33]).toEqual({
    kind: 'CopyRows',
    table: table('t'),
    from: 'u',
    columns: ['a', 'b'],
    partition: 'p1',
  })
  expect(operations[29]).toMatchObject({ to: { mode: 'MANUAL' } })
})

test('insert: values of all kinds, as SQL', () => {
  const [operation, ...more] = record((op) => {
    op.insert('t', [
      { id: 1, name: `o'neil`, at: new Date('2026-01-02T03:04:05Z'), big: 12345678901234567890n },
      { name: null, id: 2.5, at: { sql: 'NOW()' }, big: true },
    ])
  })
  expect(more).toEqual([])
  if (operation === undefined) throw new Error('nothing was recorded')
  const [statement] = operationToStatements(operation, { target: TARGET, defaultDatabase: 'shop' })
  expect(statement === undefined ? '' : printStatement(statement)).toBe(
    `INSERT INTO t (id, name, at, big) VALUES (1, 'o\\'neil', '2026-01-02 03:04:05', 12345678901234567890), (2.5, NULL, NOW(), TRUE)`,
  )
})

test('insert: as many statements as a frontend takes rows for', () => {
  const rows = Array.from({ length: 2_500 }, (_, id) => ({ id }))
  const [operation] = record((op) => op.insert('t', rows))
  if (operation === undefined) throw new Error('nothing was recorded')
  expect(operationToStatements(operation, { target: TARGET, defaultDatabase: 'shop' })).toHaveLength(3)
})

test('run: a name, the code as it is, and its effect', () => {
  const code: DataStepCode = async (connection) => {
    await connection.query('SELECT 1')
  }
  const [named, anonymous, other] = record((op) => {
    op.run(code, { effect: 'ALTER TABLE t ADD COLUMN w INT', repeatable: true })
    op.run(async () => {}, { effect: 'none' })
    op.run((connection) => connection.query('SELECT 1'), { name: 'fill totals' })
  })
  expect(named).toMatchObject({
    kind: 'RunDataStep',
    name: 'code',
    action: 0,
    source: expect.stringMatching(/^[0-9a-f]{8}$/u) as unknown,
    effect: ['ALTER TABLE t ADD COLUMN w INT'],
    repeatable: true,
  })
  expect(anonymous).toMatchObject({ name: 'data step 2', action: 1, effect: [] })
  expect(other).toMatchObject({ name: 'fill totals', action: 2 })
  expect(other).not.toHaveProperty('effect')
  expect(JSON.parse(JSON.stringify(named))).toEqual(named)
})

test('execute splits its text into statements', () => {
  const [operation] = record((op) => {
    op.execute(`INSERT INTO t VALUES (';'); -- one; two\nDELETE FROM t WHERE id = 1;`)
  })
  expect(operation).toMatchObject({ kind: 'ExecuteSql' })
  if (operation?.kind === 'ExecuteSql') expect(operation.statements).toHaveLength(2)
})

describe('errors name the file, the call, the object and the clause', () => {
  test.each<[string, (op: Op) => void, RegExp]>([
    [
      'a clause',
      (op) => op.createTable('t', { columns: [{ name: 'a', type: 'INT' }], distributedBy: 'HASH(' }),
      /op\.createTable\('t'\): distributedBy is not understood/u,
    ],
    [
      'a type',
      (op) => op.addColumn('d.t', { name: 'a', type: 'INTT' }),
      /op\.addColumn\('d\.t'\): column a: type is not understood/u,
    ],
    [
      'a query',
      (op) => op.createView('v', { query: 'SELECT FROM' }),
      /op\.createView\('v'\): query is not understood/u,
    ],
    ['a name', (op) => op.dropTable('a.b.c.d'), /op\.dropTable\('a\.b\.c\.d'\): the name is not/u],
    ['an empty name', (op) => op.dropTable(''), /op\.dropTable\(''\): the name is not/u],
    [
      'a position',
      (op) => op.addColumn('t', { name: 'a', type: 'INT' }, { first: true, after: 'b' }),
      /either first or after/u,
    ],
    ['no row', (op) => op.insert('t', []), /there is no row/u],
    [
      'rows of different columns',
      (op) => op.insert('t', [{ a: 1 }, { a: 1, b: 2 }]),
      /row 2 has the columns a, b and row 1 has a/u,
    ],
    ['a value', (op) => op.insert('t', [{ a: Number.NaN }]), /row 1, column a: the value is no text/u],
    [
      'no code',
      (op) => op.run(undefined as unknown as DataStepCode, { name: 'x' }),
      /op\.run\('x'\): it is given no function/u,
    ],
    ['no statement', (op) => op.execute(' ; '), /op\.execute\(\): there is no statement/u],
    [
      'two partitions',
      (op) => op.addPartition('t', 'PARTITION a VALUES LESS THAN ("1"), PARTITION b VALUES LESS THAN ("2")'),
      /not one partition/u,
    ],
  ])('%s', (_, action, message) => {
    expect(() => record(action)).toThrow(OperationInputError)
    expect(() => record(action)).toThrow(message)
    expect(() => record(action)).toThrow(/^migrations\/1_a\.ts, upgrade: op\./u)
  })
})
