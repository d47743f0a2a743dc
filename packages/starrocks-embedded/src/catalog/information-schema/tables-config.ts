import { databaseKey, DEFAULT_CATALOG } from 'starrocks-kit/schema'
import type { Distribution } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import { KEYS_TYPES } from '../describe/describe-all.ts'
import { storedColumns } from '../describe/materialized-view-columns.ts'
import { entryOf } from '../data/entries.ts'
import { partitionColumns } from '../partitions/concrete-partition.ts'
import { printedTableProperties } from '../show-create/table-properties.ts'
import { backquoted } from '../show-create/text.ts'
import type { InformationContext } from './information-context.ts'

/** One row for each object; views have no more than their name. */
export function tablesConfigRows({ catalog, target }: InformationContext): readonly (readonly SqlValue[])[] {
  const rows: (readonly SqlValue[])[] = []
  const shared = target.runMode === 'shared_data'
  for (const database of Object.values(catalog.schema.databases)) {
    const key = databaseKey(database.name, database.catalog)
    const idOf = (name: string): number => entryOf(catalog.data, key, name)?.id ?? 0
    for (const table of Object.values(database.tables)) {
      const type = table.key?.type ?? 'DUPLICATE'
      const keyColumns = table.key?.columns ?? []
      const properties = printedTableProperties(table, {
        target,
        capabilities: catalog.capabilities,
        catalog: database.catalog ?? DEFAULT_CATALOG,
        database: database.name,
        schema: catalog.schema,
      })
      rows.push([
        database.name,
        table.name,
        shared ? 'CLOUD_NATIVE' : 'OLAP',
        KEYS_TYPES[type],
        type === 'PRIMARY' || type === 'UNIQUE' ? names(keyColumns) : '',
        names(partitionColumns(table)),
        ...distribution(table.distribution),
        names(table.sortKey?.map((item) => item.column) ?? keyColumns),
        JSON.stringify(Object.fromEntries(properties)),
        idOf(table.name),
      ])
    }
    for (const view of Object.values(database.materializedViews)) {
      if (view.refresh === undefined) continue
      const columns = storedColumns(view, entryOf(catalog.data, key, view.name)?.definition?.columns ?? [])
      rows.push([
        database.name,
        view.name,
        shared ? 'CLOUD_NATIVE_MATERIALIZED_VIEW' : 'MATERIALIZED_VIEW',
        'DUP_KEYS',
        '',
        names((view.partitioning ?? []).flatMap((item) => (item.kind === 'column' ? [item.column] : []))),
        ...distribution(view.distribution ?? { kind: 'random' }),
        names(columns.filter((column) => column.key).map((column) => column.name)),
        JSON.stringify(view.properties),
        idOf(view.name),
      ])
    }
    for (const view of Object.values(database.views)) {
      rows.push([database.name, view.name, 'VIEW', null, null, null, null, null, null, null, null, idOf(view.name)])
    }
  }
  return rows
}

function names(columns: readonly string[]): string {
  return columns.map(backquoted).join(', ')
}

/** Key, type and number of buckets; 0 buckets are automatic. */
function distribution(value: Distribution | undefined): readonly [string, string, number] {
  if (value?.kind === 'hash') return [names(value.columns), 'HASH', value.buckets ?? 0]
  if (value?.kind === 'range') return ['', 'RANGE', 0]
  return ['', 'RANDOM', value?.buckets ?? 0]
}
