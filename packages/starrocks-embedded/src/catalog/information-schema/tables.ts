import { databaseKey } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import { entryOf } from '../data/entries.ts'
import { timeText } from '../result/time-text.ts'
import type { InformationContext } from './information-context.ts'
import { systemTables } from './system-tables.ts'

/** Views and materialized views are both `VIEW`; only objects with rows have an engine. */
export function tableRows({ catalog, target }: InformationContext): readonly (readonly SqlValue[])[] {
  const rows: (readonly SqlValue[])[] = []
  for (const database of Object.values(catalog.schema.databases)) {
    const key = databaseKey(database.name, database.catalog)
    const objects = [
      ...Object.values(database.tables).map((table) => ({
        name: table.name,
        comment: table.comment,
        type: 'BASE TABLE',
        engine: 'StarRocks',
      })),
      ...Object.values(database.views).map((view) => ({
        name: view.name,
        comment: view.comment,
        type: 'VIEW',
        engine: '',
      })),
      ...Object.values(database.materializedViews)
        .filter((view) => view.refresh !== undefined)
        .map((view) => ({ name: view.name, comment: view.comment, type: 'VIEW', engine: 'StarRocks' })),
    ]
    for (const object of objects.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const created = entryOf(catalog.data, key, object.name)?.createdAt
      const stored = object.engine !== ''
      rows.push([
        'def',
        database.name,
        object.name,
        object.type,
        object.engine,
        null,
        null,
        stored ? 0 : null,
        stored ? 0 : null,
        stored ? 0 : null,
        null,
        null,
        null,
        null,
        created === undefined ? null : timeText(created),
        created === undefined || !stored ? null : timeText(created),
        null,
        'utf8_general_ci',
        null,
        null,
        object.comment ?? '',
      ])
    }
  }
  for (const table of systemTables(target)) {
    rows.push([
      'def',
      table.database,
      table.name,
      'SYSTEM VIEW',
      'MEMORY',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      'utf8_general_ci',
      null,
      null,
      '',
    ])
  }
  return rows
}
