import { capabilitiesOf, databaseKey, DEFAULT_CATALOG } from 'starrocks-kit/schema'
import type { Database, MaterializedView, Rollup, Table } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import { entryOf } from '../data/entries.ts'
import { showCreateMaterializedView } from '../show-create/materialized-view.ts'
import { timeText } from '../result/time-text.ts'
import type { InformationContext } from './information-context.ts'

export function materializedViewRows({
  catalog,
  target,
  taskRuns,
}: InformationContext): readonly (readonly SqlValue[])[] {
  const capabilities = capabilitiesOf(target)
  return Object.values(catalog.schema.databases).flatMap((database) => [
    ...rollupRows(catalog, database),
    ...Object.values(database.materializedViews).flatMap((view): readonly (readonly SqlValue[])[] => {
      const entry = entryOf(catalog.data, databaseKey(database.name, database.catalog), view.name)
      if (entry === undefined) return []
      const definition = entry.definition
      const run = taskRuns.findLast((candidate) => candidate.viewId === entry.id)
      const finished = run?.finishedAt
      const text =
        view.refresh === undefined
          ? entry.submitted
          : showCreateMaterializedView(
              view,
              definition?.columns ?? [],
              definition?.text ?? view.query.text,
              {
                target,
                capabilities,
                catalog: database.catalog ?? DEFAULT_CATALOG,
                database: database.name,
              },
              entry.addedProperties,
            )
      const asynchronous = view.refresh !== undefined
      return [
        [
          entry.id,
          database.name,
          view.name,
          asynchronous ? (view.refresh?.mode ?? 'MANUAL') : 'ROLLUP',
          String(entry.inactiveReason === undefined),
          entry.inactiveReason ?? '',
          partitionType(view),
          asynchronous ? entry.id + 1 : 0,
          asynchronous ? `mv-${entry.id}` : '',
          run === undefined ? null : timeText(run.createdAt),
          finished === undefined ? null : timeText(finished),
          run === undefined || finished === undefined ? '0.000' : ((finished - run.createdAt) / 1000).toFixed(3),
          run?.state ?? '',
          String(run?.force ?? false),
          '',
          '',
          '{}',
          '',
          run?.state === 'FAILED' ? '-1' : '0',
          run?.errorMessage ?? '',
          run?.rows ?? 0,
          text,
          '',
          'VALID',
          "'root'@'%'",
          run === undefined ? null : timeText(run.createdAt),
          run?.queryId ?? '',
        ],
      ]
    }),
  ])
}

/** Rollups of tables stand among the materialized views, worded as one (ShowMaterializedViewStatus.buildCreateMVSql). */
function rollupRows(catalog: InformationContext['catalog'], database: Database): readonly (readonly SqlValue[])[] {
  return Object.values(database.tables).flatMap((table) => {
    const entry = entryOf(catalog.data, databaseKey(database.name, database.catalog), table.name)
    return Object.values(table.rollups).map((rollup, position): readonly SqlValue[] => [
      (entry?.id ?? 0) + position + 1,
      database.name,
      rollup.name,
      'ROLLUP',
      'true',
      '',
      tablePartitionType(table),
      0,
      '',
      null,
      null,
      '0.000',
      '',
      'false',
      '',
      '',
      '{}',
      '',
      '0',
      '',
      0,
      rollupText(table, rollup),
      '',
      'VALID',
      "'root'@'%'",
      null,
      '',
    ])
  })
}

function rollupText(table: Table, rollup: Rollup): string {
  const keyNames = (rollup.duplicateKey ?? table.key?.columns ?? []).map((name) => name.toLowerCase())
  const keys = rollup.columns.filter((name) => keyNames.includes(name.toLowerCase()))
  const values = rollup.columns
    .filter((name) => !keys.includes(name))
    .map((name) => {
      const column = table.columns.find((one) => one.name.toLowerCase() === name.toLowerCase())
      return `${column?.aggregation ?? (table.key?.type === 'DUPLICATE' ? 'NONE' : 'REPLACE')}(${name})`
    })
  return `create materialized view ${rollup.name} as select ${[...keys, ...values].join(',')} from ${table.name} group by ${keys.join(',')}`
}

function tablePartitionType({ partitioning }: Table): string {
  switch (partitioning?.kind) {
    case undefined:
      return 'UNPARTITIONED'
    case 'range':
      return 'RANGE'
    case 'list':
      return 'LIST'
    case 'expression':
      return 'EXPR_RANGE'
  }
}

function partitionType(view: MaterializedView): string {
  const items = view.partitioning ?? []
  if (items.length === 0) return 'UNPARTITIONED'
  return items.length === 1 ? 'EXPR_RANGE' : 'LIST'
}
