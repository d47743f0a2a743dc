import { TABLE_PROPERTY_KINDS } from '../../models/property-kinds.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import type { Table } from '../../schema/types/table.ts'
import { arrow, call, object, string } from '../source/code.ts'
import type { CallCode, Code } from '../source/code.ts'
import { distributionCode, indexesCode, keyCode, rollupsCode, sortKeyCode } from './clauses.ts'
import type { ClauseContext } from './clauses.ts'
import { columnsByReference } from './column-access.ts'
import { columnCode } from './column.ts'
import { uniqueKeys } from './keys.ts'
import { commentEntry, placeEntries } from './object-entries.ts'
import { partitioningCode } from './partitioning.ts'
import { propertiesCode } from './properties.ts'
import type { SourceFile } from './source-file.ts'

/** The call of `table()` that declares a table. Options are a function only when a clause refers to a column. */
export function tableCode(name: ObjectName, table: Table, file: SourceFile): CallCode {
  const { imports, defaultDatabase, casing } = file
  imports.use('table')
  const keys = uniqueKeys(
    table.columns.map((column) => column.name),
    casing,
  )
  const keyOf = new Map(table.columns.map((column, index) => [column.name.toLowerCase(), keys[index] ?? column.name]))
  const onColumns = primaryKeyOnColumns(table)
  const columns = object(
    table.columns.map((column, index) => {
      const key = keys[index] ?? column.name
      return [key, columnCode(column, { key, primaryKey: onColumns.has(column.name), imports })]
    }),
    { expanded: true },
  )
  const context: ClauseContext = { imports, columns: columnsByReference(keyOf) }
  const entries: readonly (readonly [string, Code | undefined])[] = [
    ...placeEntries(name, defaultDatabase),
    ['engine', table.engine === undefined ? undefined : string(table.engine)],
    commentEntry(table.comment),
    ['key', table.key === undefined || onColumns.size > 0 ? undefined : keyCode(table.key, context)],
    ['partitionBy', table.partitioning && partitioningCode(table.partitioning, context)],
    ['distributedBy', table.distribution && distributionCode(table.distribution, context)],
    ['orderBy', table.sortKey && sortKeyCode(table.sortKey, context)],
    ['indexes', indexesCode(table.indexes, context)],
    ['rollups', rollupsCode(table.rollups, context)],
    ['properties', propertiesCode(table.properties, TABLE_PROPERTY_KINDS, imports)],
  ]
  const options = object(entries, { expanded: true })
  if (options.entries.length === 0) return call('table', string(table.name), columns)
  return call('table', string(table.name), columns, context.columns.used ? arrow('t', options) : options)
}

/** The columns that can say `primaryKey()` themselves: those of a PRIMARY KEY in the order of the table. */
function primaryKeyOnColumns(table: Table): ReadonlySet<string> {
  const { key } = table
  if (key?.type !== 'PRIMARY') return new Set()
  const inKey = new Set(key.columns)
  const declared = table.columns.filter((column) => inKey.has(column.name)).map((column) => column.name)
  const sameOrder = declared.length === key.columns.length && declared.every((column, i) => column === key.columns[i])
  return sameOrder ? inKey : new Set()
}
