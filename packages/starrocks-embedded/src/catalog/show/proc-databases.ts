import { databaseKey } from 'starrocks-kit/schema'
import type { Database } from 'starrocks-kit/schema'
import { entryOf } from '../data/entries.ts'
import type { ResultTable } from '../result/result-table.ts'
import { showPartitions } from './partitions.ts'
import type { ShowContext } from './show-context.ts'

function allDatabases(context: ShowContext): readonly (Database & { readonly id: number })[] {
  return Object.values(context.catalog.schema.databases)
    .map((database) => {
      const key = databaseKey(database.name, database.catalog)
      return { ...database, id: context.catalog.data.databases[key]?.id ?? 0 }
    })
    .toSorted((a, b) => a.id - b.id)
}

export function findDatabase(text: string, context: ShowContext): (Database & { readonly id: number }) | undefined {
  return allDatabases(context).find((database) => database.name === text || String(database.id) === text)
}

export function databaseNames(context: ShowContext): ResultTable {
  return {
    columns: ['DbId', 'DbName'],
    rows: allDatabases(context).map((database) => [String(database.id), database.name]),
  }
}

function tablesOf(database: Database): readonly string[] {
  return [...Object.keys(database.tables), ...Object.keys(database.materializedViews), ...Object.keys(database.views)]
}

/** `/dbs`, `/dbs/id`, `/dbs/id/tableId`, `/dbs/id/tableId/partitions`. */
export function databases(rest: readonly string[], context: ShowContext): ResultTable | undefined {
  const [databaseId, tableId, ...more] = rest
  if (databaseId === undefined) {
    return {
      columns: ['DbId', 'DbName', 'TableNum', 'Quota', 'LastConsistencyCheckTime', 'ReplicaQuota'],
      rows: allDatabases(context).map((database) => [
        String(database.id),
        database.name,
        String(tablesOf(database).length),
        '8388608.000 TB',
        null,
        '9223372036854775807',
      ]),
    }
  }
  const database = findDatabase(databaseId, context)
  if (database === undefined) return undefined
  const tables = tablesOf(database).map((name) => ({
    name,
    id: entryOf(context.catalog.data, databaseKey(database.name, database.catalog), name)?.id ?? 0,
  }))
  if (tableId === undefined) return tableRows(database, tables, context)
  const table = tables.find(({ id }) => String(id) === tableId)
  if (table === undefined) return undefined
  if (more.length === 0) return { columns: ['Nodes'], rows: [['partitions'], ['temp_partitions'], ['index_schema']] }
  if (more.length > 1 || more[0] !== 'partitions') return undefined
  return showPartitions(
    {
      kind: 'ShowStatement',
      subject: 'PARTITIONS',
      from: { kind: 'QualifiedName', parts: [database.name, table.name] },
    },
    context,
  )
}

function tableRows(
  database: Database,
  tables: readonly { readonly name: string; readonly id: number }[],
  context: ShowContext,
): ResultTable {
  return {
    columns: [
      'TableId',
      'TableName',
      'IndexNum',
      'PartitionColumnName',
      'PartitionNum',
      'State',
      'Type',
      'LastConsistencyCheckTime',
      'ReplicaCount',
      'PartitionType',
      'StoragePath',
    ],
    rows: tables
      .toSorted((a, b) => a.id - b.id)
      .map(({ name, id }) => {
        const shown = partitionCount(database, name, context)
        const kind = typeOf(database, name, context)
        return [
          String(id),
          name,
          String(1 + Object.keys(database.tables[name]?.rollups ?? {}).length),
          null,
          kind === 'VIEW' ? null : String(shown),
          kind === 'VIEW' ? null : 'NORMAL',
          kind,
          null,
          kind === 'VIEW' ? '0' : String(shown),
          database.tables[name]?.partitioning === undefined ? 'UNPARTITIONED' : 'RANGE',
          null,
        ]
      }),
  }
}

function typeOf(database: Database, name: string, context: ShowContext): string {
  if (Object.hasOwn(database.views, name)) return 'VIEW'
  const shared = context.catalog.target.runMode === 'shared_data'
  if (Object.hasOwn(database.materializedViews, name))
    return shared ? 'CLOUD_NATIVE_MATERIALIZED_VIEW' : 'MATERIALIZED_VIEW'
  return shared ? 'CLOUD_NATIVE' : 'OLAP'
}

function partitionCount(database: Database, name: string, context: ShowContext): number {
  if (!Object.hasOwn(database.tables, name)) return 1
  return showPartitions(
    { kind: 'ShowStatement', subject: 'PARTITIONS', from: { kind: 'QualifiedName', parts: [database.name, name] } },
    context,
  ).rows.length
}

export function statistic(rest: readonly string[], context: ShowContext): ResultTable | undefined {
  if (rest.length > 0) return undefined
  const rows = allDatabases(context).map((database) => {
    const names = [...Object.keys(database.tables), ...Object.keys(database.materializedViews)]
    const partitions = names.reduce((sum, name) => sum + partitionCount(database, name, context), 0)
    const counts = [names.length, partitions, partitions, partitions, partitions, 0, 0, 0, 0]
    return { id: String(database.id), name: database.name, counts }
  })
  const total = rows.reduce(
    (sums, row) => sums.map((sum, i) => sum + (row.counts[i] ?? 0)),
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
  )
  return {
    columns: [
      'DbId',
      'DbName',
      'TableNum',
      'PartitionNum',
      'IndexNum',
      'TabletNum',
      'ReplicaNum',
      'UnhealthyTabletNum',
      'InconsistentTabletNum',
      'CloningTabletNum',
      'ErrorStateTabletNum',
    ],
    rows: [
      ...rows.map((row) => [row.id, row.name, ...row.counts.map(String)]),
      ['Total', String(rows.length), ...total.map(String)],
    ],
  }
}
