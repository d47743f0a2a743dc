import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinMigration, migrationParts, UnrenderableOperationError } from '../../src/codegen/index.ts'
import type { MigrationSource } from '../../src/codegen/index.ts'
import { createOp } from '../../src/migrations/script/op.ts'
import type { Op } from '../../src/migrations/script/op.ts'
import { readRevisionHeader } from '../../src/migrations/revisions/revision-header.ts'
import { schemaFromModels } from '../../src/models/index.ts'
import type { Operation, OperationKind, OperationOf } from '../../src/operations/operation.ts'
import { canonicalExpression, canonicalQuery } from '../../src/schema/clauses.ts'
import type { Column, MaterializedView, Table, View } from '../../src/schema/index.ts'
import { schemaObjects } from '../../src/schema/state.ts'
import * as tutorial from '../models/tutorial-models.ts'
import { formatted, temporaryFolder } from './formatted.ts'
import { schemas } from './states.ts'

const HEADER = {
  revision: '1f2e3d4c5b6a',
  downRevisions: [],
  message: 'create initial schema',
  createdAt: new Date('2026-11-23T21:30:00.123Z'),
  defaultDatabase: 'app',
  upgrade: [],
  downgrade: [],
} satisfies MigrationSource

const render = (source: Partial<MigrationSource>): string => joinMigration(migrationParts({ ...HEADER, ...source }))

/** What `upgrade` of a rendered file records. */
async function recorded(upgrade: readonly Operation[]): Promise<readonly Operation[]> {
  const folder = temporaryFolder()
  try {
    const file = join(folder.path, 'revision.ts')
    writeFileSync(file, render({ upgrade, importFrom: '../../../src/migrations/script/op.ts' }))
    const module: { readonly upgrade: (op: Op) => void } = await import(/* @vite-ignore */ pathToFileURL(file).href)
    const operations: Operation[] = []
    module.upgrade(createOp({ where: file, defaultDatabase: 'app', record: (operation) => operations.push(operation) }))
    return operations
  } finally {
    folder.dispose()
  }
}

const { state } = schemaFromModels(tutorial, { defaultDatabase: 'app' })
const creations = [...schemaObjects(state)].flatMap(({ name, object }): readonly Operation[] => {
  switch (object.kind) {
    case 'Table':
      return [{ kind: 'CreateTable', table: name, definition: object }]
    case 'View':
      return [{ kind: 'CreateView', view: name, definition: object }]
    case 'MaterializedView':
      return [{ kind: 'CreateMaterializedView', view: name, definition: object }]
    case 'UnsupportedObject':
      return []
  }
})

const TUTORIAL_SOURCE = `/**
 * create initial schema
 *
 * Created: 2026-11-23T21:30:00Z
 */

import type { Op } from 'starrocks-kit'

export const revision = '1f2e3d4c5b6a'
export const downRevision = null

export function upgrade(op: Op): void {
  op.createTable('my_orm_table', {
    columns: [
      { name: 'id', type: 'INT', nullable: false },
      { name: 'name', type: 'STRING' },
    ],
    key: 'PRIMARY KEY (id)',
    comment: 'table comment',
    distributedBy: 'HASH(id) BUCKETS 10',
    properties: { replication_num: '1' },
  })
  op.createTable('my_core_table', {
    columns: [
      { name: 'id', type: 'INT', nullable: false },
      { name: 'name', type: 'VARCHAR(50)' },
    ],
    key: 'PRIMARY KEY (id)',
    comment: 'core table comment',
    distributedBy: 'HASH(id) BUCKETS 10',
    properties: { replication_num: '1' },
  })
  op.createView('user_view', {
    columns: [
      { name: 'id', comment: 'ID' },
      { name: 'name', comment: 'Name' },
    ],
    comment: 'Active users',
    query: 'SELECT id, name FROM my_core_table WHERE name IS NOT NULL',
  })
  op.createMaterializedView('user_stats_mv', {
    refresh: 'ASYNC',
    query: 'SELECT id, COUNT(*) AS cnt FROM my_core_table GROUP BY id',
  })
}

export function downgrade(op: Op): void {
  op.dropMaterializedView('user_stats_mv')
  op.dropView('user_view')
  op.dropTable('my_core_table')
  op.dropTable('my_orm_table')
}
`

const app = (name: string): { readonly database: string; readonly name: string } => ({ database: 'app', name })
const t = app('t')
const age: Column = { name: 'age', type: { kind: 'simple', name: 'int' }, nullable: true }
const table: Table = {
  kind: 'Table',
  name: 't',
  columns: [
    {
      name: 'id',
      type: { kind: 'simple', name: 'bigint' },
      nullable: false,
      autoIncrement: true,
      comment: "the row's",
    },
    { name: 'n', type: { kind: 'simple', name: 'int' }, nullable: true, default: { kind: 'literal', value: "it's" } },
    {
      name: 'g',
      type: { kind: 'simple', name: 'int' },
      nullable: true,
      generated: canonicalExpression('n + 1'),
    },
  ],
  indexes: {},
  rollups: {},
  properties: {},
}
const view: View = { kind: 'View', name: 'v', query: canonicalQuery('SELECT 1 AS one') }
const mv: MaterializedView = {
  kind: 'MaterializedView',
  name: 'mv',
  indexes: {},
  properties: {},
  query: canonicalQuery('SELECT 1 AS one'),
}

/** At least one operation of each kind, as a revision file records it again. */
const OPERATIONS: { readonly [Kind in OperationKind]: readonly OperationOf<Kind>[] } = {
  CreateDatabase: [
    { kind: 'CreateDatabase', database: 'other', properties: { replication_num: '1' } },
    { kind: 'CreateDatabase', database: 'other', catalog: 'lake', properties: {} },
  ],
  DropDatabase: [{ kind: 'DropDatabase', database: 'other', properties: {} }],
  CreateTable: [
    { kind: 'CreateTable', table: t, definition: table },
    {
      kind: 'CreateTable',
      table: { database: 'other.db', name: 'odd.name' },
      definition: { ...table, name: 'odd.name' },
    },
    { kind: 'CreateTable', table: { catalog: 'lake', database: 'raw', name: 't' }, definition: table },
  ],
  DropTable: [{ kind: 'DropTable', table: t }],
  RenameTable: [{ kind: 'RenameTable', table: t, to: 'u' }],
  SwapTable: [{ kind: 'SwapTable', table: t, with: 'u' }],
  ReplaceTable: [],
  ModifyTableComment: [
    { kind: 'ModifyTableComment', table: t, to: 'x' },
    { kind: 'ModifyTableComment', table: t },
  ],
  ModifyTableProperties: [{ kind: 'ModifyTableProperties', table: t, from: {}, to: { replication_num: '1' } }],
  ModifyDistribution: [
    { kind: 'ModifyDistribution', table: t, to: { kind: 'hash', columns: ['id', 'odd name'], buckets: 3 } },
    { kind: 'ModifyDistribution', table: t, to: { kind: 'random' } },
  ],
  ModifySortKey: [{ kind: 'ModifySortKey', table: t, to: [{ column: 'id' }, { column: 'n', descending: true }] }],
  AddColumn: [
    { kind: 'AddColumn', table: t, column: age },
    { kind: 'AddColumn', table: t, column: age, key: true, position: { first: true } },
    { kind: 'AddColumn', table: t, column: { ...age, aggregation: 'SUM' }, position: { after: 'id' } },
  ],
  DropColumn: [{ kind: 'DropColumn', table: t, column: 'age' }],
  ModifyColumn: [
    { kind: 'ModifyColumn', table: t, to: { ...age, default: { kind: 'current-timestamp', precision: 3 } } },
  ],
  RenameColumn: [{ kind: 'RenameColumn', table: t, from: 'a', to: 'b' }],
  ReorderColumns: [{ kind: 'ReorderColumns', table: t, to: ['b', 'a'] }],
  AddIndex: [
    {
      kind: 'AddIndex',
      table: t,
      index: { name: 'i', columns: ['n'], type: 'NGRAMBF', properties: { gram_num: '4' }, comment: 'x' },
    },
  ],
  DropIndex: [{ kind: 'DropIndex', table: t, index: 'i' }],
  AddRollup: [
    {
      kind: 'AddRollup',
      table: t,
      rollup: { name: 'r', columns: ['n', 'id'], duplicateKey: ['n'], from: 'base', properties: { a: 'b' } },
    },
  ],
  DropRollup: [{ kind: 'DropRollup', table: t, rollup: 'r' }],
  AddPartition: [
    {
      kind: 'AddPartition',
      table: t,
      partition: {
        kind: 'less-than',
        name: 'p1',
        upper: [{ kind: 'value', value: '2026-01-01' }, { kind: 'maxvalue' }],
      },
    },
    {
      kind: 'AddPartition',
      table: t,
      partition: {
        kind: 'range',
        name: 'p1',
        lower: [{ kind: 'value', value: '1' }],
        upper: [{ kind: 'value', value: '2' }],
        properties: { replication_num: '1' },
      },
    },
    { kind: 'AddPartition', table: t, partition: { kind: 'list', name: 'p', values: [['a'], [null], ["it's"]] } },
    {
      kind: 'AddPartition',
      table: t,
      partition: {
        kind: 'list',
        name: 'p',
        values: [
          ['a', '1'],
          ['b', null],
        ],
      },
    },
    {
      kind: 'AddPartition',
      table: t,
      partition: { kind: 'batch', start: '2026-01-01', end: '2026-02-01', every: { count: 1, unit: 'DAY' } },
    },
  ],
  DropPartition: [{ kind: 'DropPartition', table: t, partition: 'p1' }],
  ModifyPartitionProperties: [
    {
      kind: 'ModifyPartitionProperties',
      table: t,
      partition: 'p1',
      from: {},
      to: { replication_num: '1' },
    },
  ],
  CreateView: [
    { kind: 'CreateView', view: app('v'), definition: view },
    { kind: 'CreateView', view: app('v'), definition: { ...view, security: 'INVOKER' }, orReplace: true },
  ],
  AlterView: [
    { kind: 'AlterView', view: app('v'), to: { ...view, columns: [{ name: 'one' }, { name: 'two', comment: '2' }] } },
  ],
  InsertRows: [
    {
      kind: 'InsertRows',
      table: t,
      columns: ['id', 'odd name'],
      rows: [
        [1, "it's"],
        [{ sql: 'NOW()' }, null],
        [true, { sql: '12345678901234567890' }],
      ],
    },
  ],
  CopyRows: [
    { kind: 'CopyRows', table: app('u'), from: 't', columns: ['id', 'odd name'] },
    { kind: 'CopyRows', table: t, from: 'u', columns: ['id'], partition: 'p1' },
  ],
  CheckRowCounts: [{ kind: 'CheckRowCounts', table: t, with: 'u' }],
  ReplaceView: [],
  DropView: [{ kind: 'DropView', view: app('v') }],
  CreateMaterializedView: [{ kind: 'CreateMaterializedView', view: app('mv'), definition: mv }],
  DropMaterializedView: [{ kind: 'DropMaterializedView', view: app('mv') }],
  RenameMaterializedView: [{ kind: 'RenameMaterializedView', view: app('mv'), to: 'other' }],
  SwapMaterializedView: [{ kind: 'SwapMaterializedView', view: app('mv'), with: 'other' }],
  ModifyRefreshScheme: [
    {
      kind: 'ModifyRefreshScheme',
      view: app('mv'),
      to: { mode: 'ASYNC', start: '2026-01-01 00:00:00', every: { count: 1, unit: 'HOUR' } },
    },
  ],
  ModifyMaterializedViewProperties: [
    { kind: 'ModifyMaterializedViewProperties', view: app('mv'), from: {}, to: { a: 'b' } },
  ],
  SetMaterializedViewState: [{ kind: 'SetMaterializedViewState', view: app('mv'), state: 'ACTIVE' }],
  RefreshMaterializedView: [
    { kind: 'RefreshMaterializedView', view: app('mv') },
    { kind: 'RefreshMaterializedView', view: app('mv'), force: true, sync: true },
  ],
  ReplaceMaterializedView: [],
  CreateClusterObject: [
    {
      kind: 'CreateClusterObject',
      object: {
        kind: 'ResourceGroup',
        name: 'etl',
        classifiers: [{ user: 'etl', queryTypes: ['INSERT'] }],
        properties: { cpu_weight: '4', mem_limit: '40%' },
      },
    },
    {
      kind: 'CreateClusterObject',
      object: {
        kind: 'ExternalCatalog',
        name: 'lake',
        properties: { type: 'hive' },
        secrets: { 'aws.s3.secret_key': { env: 'S3_SECRET' } },
      },
    },
  ],
  AlterClusterObject: [
    {
      kind: 'AlterClusterObject',
      to: { kind: 'Role', name: 'reader', comment: 'Reads', grants: ['SELECT ON TABLE app.t'] },
    },
  ],
  // A person has to write it in another way.
  ReplaceClusterObject: [],
  DropClusterObject: [{ kind: 'DropClusterObject', object: { kind: 'StorageVolume', name: 'cold' } }],
  // Code of another file cannot be written down: a test of its own says so.
  RunDataStep: [],
  ExecuteSql: [
    { kind: 'ExecuteSql', statements: ['INSERT INTO t VALUES (1)'] },
    { kind: 'ExecuteSql', statements: ["INSERT INTO t\nVALUES ('`${x}\\\\')", 'SELECT 1'], reverse: ['DELETE FROM t'] },
  ],
}

describe('a rendered migration', () => {
  test('reads like one that a person wrote', () => {
    const downgrade = creations.toReversed().map((operation): Operation => {
      switch (operation.kind) {
        case 'CreateView':
          return { kind: 'DropView', view: operation.view }
        case 'CreateMaterializedView':
          return { kind: 'DropMaterializedView', view: operation.view }
        case 'CreateTable':
          return { kind: 'DropTable', table: operation.table }
        default:
          throw new TypeError(operation.kind)
      }
    })

    expect(render({ upgrade: creations, downgrade })).toBe(TUTORIAL_SOURCE)
  })

  test.each(Object.entries(OPERATIONS).filter(([, operations]) => operations.length > 0))(
    'records %s again',
    async (_kind, operations) => {
      expect(await recorded(operations)).toEqual(operations)
    },
  )

  test('records any definition again', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, async (schema) => {
        const operations = [...schemaObjects(schema)].flatMap(({ name, object }): readonly Operation[] => {
          if (object.kind === 'Table') return [{ kind: 'CreateTable', table: name, definition: object }]
          if (object.kind === 'View') return [{ kind: 'CreateView', view: name, definition: object }]
          if (object.kind === 'MaterializedView')
            return [{ kind: 'CreateMaterializedView', view: name, definition: object }]
          return []
        })

        expect(await recorded(operations)).toEqual(operations)
      }),
      { numRuns: 30 },
    )
  })

  test('is formatted already', () => {
    const source = render({ upgrade: Object.values(OPERATIONS).flat(), downgrade: creations })

    expect(source).toBe(formatted(source))
  })
})

describe('operations that replace an object', () => {
  test('of a view replace it, with the reason', () => {
    const source = render({
      upgrade: [
        {
          kind: 'ReplaceView',
          view: app('v'),
          from: view,
          to: { ...view, comment: 'x' },
          reasons: ['comment changes'],
        },
      ],
    })

    expect(source).toContain(`  // comment changes
  op.createView(
    'v',
    {
      comment: 'x',
      query: 'SELECT 1 AS one',
    },
    { orReplace: true },
  )`)
    expect(source).toBe(formatted(source))
  })

  test('of a synchronous materialized view drop and create it, with the reason', () => {
    const source = render({
      upgrade: [{ kind: 'ReplaceMaterializedView', view: app('mv'), from: mv, to: mv, reasons: ['the query changes'] }],
    })

    expect(source).toContain(`  // the query changes
  op.dropMaterializedView('mv')
  op.createMaterializedView('mv', {`)
  })

  test('of another materialized view are spelled out: beside it, filled, swapped', () => {
    const filled: MaterializedView = { ...mv, refresh: { mode: 'ASYNC' } }
    const source = render({
      upgrade: [
        { kind: 'ReplaceMaterializedView', view: app('mv'), from: filled, to: filled, reasons: ['the query changes'] },
      ],
    })

    expect(source.replaceAll(/(?<=', )\{\n[^}]*\}/gu, '{...}')).toContain(`  // the query changes
  op.createMaterializedView('mv__next', {...})
  op.refreshMaterializedView('mv__next', { sync: true })
  op.swapMaterializedView('mv', 'mv__next')
  op.dropMaterializedView('mv__next')
`)
    expect(source).toContain("refresh: 'DEFERRED ASYNC'")
  })

  test('of a table are a rebuild, step by step', () => {
    const from: Table = { ...table, partitioning: LISTS }
    const source = render({
      upgrade: [{ kind: 'ReplaceTable', table: t, from, to: table, reasons: ['the partitioning changes'] }],
    })

    expect(source).toContain(
      '  // the partitioning changes\n  // The old rows stay in t__old: drop it in a later revision.\n',
    )
    expect(calls(source)).toEqual(['createTable', 'copyRows', 'copyRows', 'checkRowCounts', 'swapTable', 'renameTable'])
    expect(source).toContain("partition: 'a'")
    expect(source).toContain(`  op.checkRowCounts('t', 't__next')
  op.swapTable('t', 't__next')
  op.renameTable('t__next', 't__old')
`)
    expect(source).toBe(formatted(source))
  })

  test('range distribution has no clause, and is refused', () => {
    const operation: Operation = { kind: 'ModifyDistribution', table: t, to: { kind: 'range' } }

    expect(() => render({ upgrade: [operation] })).toThrow(UnrenderableOperationError)
  })
})

const calls = (source: string): readonly string[] =>
  [...source.matchAll(/^  op\.(\w+)\(/gmu)].map(([, method = '']) => method)

const LISTS: NonNullable<Table['partitioning']> = {
  kind: 'list',
  columns: ['id'],
  partitions: [
    { kind: 'list', name: 'a', values: [['1']] },
    { kind: 'list', name: 'b', values: [['2']] },
  ],
}

test('properties that cannot be unset are told', () => {
  const source = render({ downgrade: [{ kind: 'ModifyTableProperties', table: t, from: { a: '1' }, to: {} }] })

  expect(source).toContain(`export function downgrade(_op: Op): void {
  // a keeps its value: StarRocks cannot unset a property.
}`)
})

describe('the header', () => {
  test.each([[[]], [['a1']], [['a1', 'b2']]])('says what comes before: %j', (downRevisions) => {
    const source = render({
      downRevisions,
      message: "two lines, it's\nodd */",
      branchLabels: ['label'],
      dependsOn: ['c3'],
    })

    expect(readRevisionHeader('revision.ts', source)).toEqual({
      id: '1f2e3d4c5b6a',
      downRevisions,
      branchLabels: ['label'],
      dependsOn: ['c3'],
      message: "two lines, it's",
      createdAt: '2026-11-23T21:30:00.000Z',
      file: 'revision.ts',
    })
  })

  test('of empty functions is formatted too', () => {
    const source = render({ downgradeNotes: ['Rows that were dropped do not come back.'] })

    expect(source).toContain(`export function upgrade(_op: Op): void {}

export function downgrade(_op: Op): void {
  // Rows that were dropped do not come back.
}
`)
    expect(source).toBe(formatted(source))
  })
})
