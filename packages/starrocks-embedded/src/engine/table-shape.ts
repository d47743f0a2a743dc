import type { DataType, Table } from 'starrocks-kit/schema'
import { castSql } from '../sql/cast.ts'
import { quoteDuckIdentifier, quoteDuckString } from '../sql/duck-text.ts'
import { duckType } from '../sql/types/duck-type.ts'
import { VARCHAR } from '../sql/types/sql-type.ts'
import type { ColumnRename } from './engine.ts'

/** The name of the DuckDB table that holds an object's rows. */
export function storedName(id: number): string {
  return `store.t_${id}`
}

/** A column as it is stored. */
export interface StoredColumn {
  readonly name: string
  readonly type: DataType
}

/** A column's definition in DuckDB. */
export function columnText(column: StoredColumn): string {
  return `${quoteDuckIdentifier(column.name)} ${duckType(column.type)}`
}

/** CREATE TABLE for an object's rows. */
export function createText(id: number, columns: readonly StoredColumn[]): string {
  return `CREATE TABLE IF NOT EXISTS ${storedName(id)} (${columns.map(columnText).join(', ')})`
}

/**
 * The statements that bring stored rows from one shape into another. The order of columns in the store does not matter: every read and write
 * names its columns. A new column gets its literal default in old rows; generated columns stay NULL until they are computed by `fill`.
 */
export function alterTexts(
  id: number,
  from: Table,
  to: Table,
  renames: readonly ColumnRename[] = [],
): readonly string[] {
  const texts: string[] = []
  const name = storedName(id)
  const renamed = new Map(renames.map((rename) => [rename.from.toLowerCase(), rename.to]))
  for (const { from: old, to: now } of renames)
    texts.push(`ALTER TABLE ${name} RENAME COLUMN ${quoteDuckIdentifier(old)} TO ${quoteDuckIdentifier(now)}`)
  const current = new Map(
    from.columns.map((column) => {
      const now = renamed.get(column.name.toLowerCase()) ?? column.name
      return [now.toLowerCase(), { ...column, name: now }] as const
    }),
  )
  for (const column of to.columns) {
    const old = current.get(column.name.toLowerCase())
    const quoted = quoteDuckIdentifier(column.name)
    if (old === undefined) {
      const initial =
        column.default?.kind === 'literal'
          ? castSql(quoteDuckString(column.default.value), VARCHAR, column.type)
          : undefined
      texts.push(`ALTER TABLE ${name} ADD COLUMN ${quoted} ${duckType(column.type)}`)
      if (initial !== undefined) texts.push(`UPDATE ${name} SET ${quoted} = ${initial}`)
      else if (column.default?.kind === 'current-timestamp')
        texts.push(`UPDATE ${name} SET ${quoted} = CAST(current_timestamp AS TIMESTAMP)`)
    } else if (duckType(old.type) !== duckType(column.type)) {
      texts.push(
        `ALTER TABLE ${name} ALTER COLUMN ${quoted} SET DATA TYPE ${duckType(column.type)} USING ${castSql(quoted, old.type, column.type)}`,
      )
    }
  }
  const kept = new Set(to.columns.map((column) => column.name.toLowerCase()))
  for (const [key, column] of current)
    if (!kept.has(key)) texts.push(`ALTER TABLE ${name} DROP COLUMN ${quoteDuckIdentifier(column.name)}`)
  return texts
}
