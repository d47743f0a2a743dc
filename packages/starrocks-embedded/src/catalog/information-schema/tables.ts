import { databaseKey } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import { entryOf } from '../data/entries.ts'
import { timeText } from '../result/time-text.ts'
import type { InformationContext } from './information-context.ts'
import { systemTables } from './system-tables.ts'
import { type TableFacts, tableRow } from './table-row.ts'

/** Views and materialized views are both `VIEW`; only objects with rows have an engine. */
export function tableRows({ catalog, target }: InformationContext): readonly (readonly SqlValue[])[] {
  const rows: (readonly SqlValue[])[] = []
  for (const database of Object.values(catalog.schema.databases)) {
    const key = databaseKey(database.name, database.catalog)
    const objects: readonly Omit<TableFacts, 'database' | 'stored'>[] = [
      ...Object.values(database.tables).map(
        ({ name, comment }) => ({ name, comment, type: 'BASE TABLE', engine: 'StarRocks' }) as const,
      ),
      ...Object.values(database.views).map(
        ({ name, comment }) => ({ name, comment, type: 'VIEW', engine: '' }) as const,
      ),
      ...Object.values(database.materializedViews)
        .filter((view) => view.refresh !== undefined)
        .map(({ name, comment }) => ({ name, comment, type: 'VIEW', engine: 'StarRocks' }) as const),
    ]
    for (const object of objects.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const createdAt = entryOf(catalog.data, key, object.name)?.createdAt
      const created = createdAt === undefined ? undefined : timeText(createdAt)
      rows.push(tableRow({ ...object, database: database.name, stored: object.engine !== '', created }))
    }
  }
  for (const { database, name } of systemTables(target)) {
    rows.push(tableRow({ database, name, type: 'SYSTEM VIEW', engine: 'MEMORY', stored: false }))
  }
  return rows
}
