import type { Column, KeyType, Table } from 'starrocks-kit/schema'
import { analyzingError } from '../analyzing-error.ts'
import { relationName } from '../query/table-reference.ts'
import type { Scope } from '../scope.ts'

/** The table that a statement writes to. */
export interface WriteTarget {
  readonly id: number
  readonly table: Table
  readonly keyType: KeyType
  /** Names of the key columns, as the table spells them. */
  readonly keys: readonly string[]
}

/** Finds the table that a statement names and may write to. */
export function writeTarget(
  parts: readonly string[],
  session: Scope,
  verb: 'INSERT' | 'UPDATE' | 'DELETE' | 'TRUNCATE',
): WriteTarget {
  const name = relationName(parts)
  const found = session.resolve(name)
  if (found === undefined) {
    if (verb === 'TRUNCATE') throw analyzingError(`Table ${name.name} is not found`)
    const database = name.database ?? session.currentDatabase
    if (database === undefined) throw analyzingError('No database selected', undefined, 1046)
    throw analyzingError(`Table ${name.name} is not found`)
  }
  switch (found.kind) {
    case 'table':
      return { id: found.id, table: found.table, ...keyOf(found.table) }
    case 'materialized-view':
      throw analyzingError(
        verb === 'INSERT'
          ? `The data of '${name.name}' cannot be inserted because '${name.name}' is a materialized view,and the data of materialized view must be consistent with the base table`
          : `The data of '${name.name}' cannot be modified because '${name.name}' is a materialized view,and the data of materialized view must be consistent with the base table`,
      )
    case 'view':
      throw analyzingError(`Can not ${verb.toLowerCase()} view '${name.name}'`)
    case 'rows':
      throw analyzingError(`unsupported ${verb.toLowerCase()} on table '${name.name}'`)
  }
}

function keyOf(table: Table): { readonly keyType: KeyType; readonly keys: readonly string[] } {
  return { keyType: table.key?.type ?? 'DUPLICATE', keys: table.key?.columns ?? [] }
}

/** A column by name, whatever its case. */
export function columnOf(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase())
}

/** Whether a column is part of the key. */
export function isKey(target: WriteTarget, column: Column): boolean {
  return target.keys.some((key) => key.toLowerCase() === column.name.toLowerCase())
}
