import { databaseKey } from 'starrocks-kit/schema'
import type { Database, Target } from 'starrocks-kit/schema'
import type { ShowStatement } from 'starrocks-kit/language'
import { entryOf } from '../data/entries.ts'
import { systemTables } from '../information-schema/system-tables.ts'
import type { Cell, ResultTable } from '../result/result-table.ts'
import { displayComment } from '../show-create/text.ts'
import { timeText } from '../result/time-text.ts'
import { shownDatabase } from './show-names.ts'
import type { ShowContext } from './show-context.ts'

interface ListedObject {
  readonly name: string
  readonly type: 'BASE TABLE' | 'VIEW' | 'SYSTEM VIEW'
  readonly engine: string | null
  readonly comment: string
}

function listObjects(name: string, database: Database | undefined, target: Target): readonly ListedObject[] {
  if (database === undefined) {
    return systemTables(target)
      .filter((table) => table.database === name)
      .map((table) => ({ name: table.name, type: 'SYSTEM VIEW' as const, engine: 'MEMORY', comment: '' }))
      .toSorted(byName)
  }
  return [
    ...Object.values(database.tables).map((table) => ({
      name: table.name,
      type: 'BASE TABLE' as const,
      engine: 'StarRocks',
      comment: table.comment ?? '',
    })),
    ...Object.values(database.views).map((view) => ({
      name: view.name,
      type: 'VIEW' as const,
      engine: null,
      comment: view.comment ?? '',
    })),
    ...Object.values(database.materializedViews)
      .filter((view) => view.refresh !== undefined)
      .map((view) => ({ name: view.name, type: 'VIEW' as const, engine: 'StarRocks', comment: view.comment ?? '' })),
  ].toSorted(byName)
}

function byName(a: ListedObject, b: ListedObject): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

/** SHOW [FULL] TABLES: views and materialized views are both `VIEW`. */
export function showTables(statement: ShowStatement, context: ShowContext): ResultTable {
  const { name, database } = shownDatabase(statement.from, context)
  const head = `Tables_in_${name}`
  if (statement.temporary === true)
    return { columns: [head], rows: context.temporaryTables(name).map((table) => [table.name]) }
  const objects = listObjects(name, database, context.catalog.target)
  return statement.full === true
    ? { columns: [head, 'Table_type'], rows: objects.map((object) => [object.name, object.type]) }
    : { columns: [head], rows: objects.map((object) => [object.name]) }
}

export function showViews(statement: ShowStatement, context: ShowContext): ResultTable {
  const { name, database } = shownDatabase(statement.from, context)
  return {
    columns: [`Views_in_${name}`],
    rows: Object.keys(database?.views ?? {})
      .toSorted()
      .map((view) => [view]),
  }
}

const STATUS_COLUMNS = [
  'Name',
  'Engine',
  'Version',
  'Row_format',
  'Rows',
  'Avg_row_length',
  'Data_length',
  'Max_data_length',
  'Index_length',
  'Data_free',
  'Auto_increment',
  'Create_time',
  'Update_time',
  'Check_time',
  'Collation',
  'Checksum',
  'Create_options',
  'Comment',
] as const

export function showTableStatus(statement: ShowStatement, context: ShowContext): ResultTable {
  const { name, database } = shownDatabase(statement.from, context)
  const key = database === undefined ? '' : databaseKey(database.name, database.catalog)
  const rows = listObjects(name, database, context.catalog.target).map((object): readonly Cell[] => {
    const created = entryOf(context.catalog.data, key, object.name)?.createdAt
    const stored = object.type === 'BASE TABLE'
    const zero = stored ? '0' : null
    return [
      object.name,
      object.engine,
      null,
      null,
      zero,
      zero,
      zero,
      null,
      null,
      null,
      null,
      created === undefined ? null : timeText(created),
      stored && created !== undefined ? timeText(created) : null,
      null,
      'utf8_general_ci',
      null,
      '',
      displayComment(object.comment),
    ]
  })
  return { columns: STATUS_COLUMNS, rows }
}
