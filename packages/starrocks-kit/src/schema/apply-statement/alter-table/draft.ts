import { sameDataType } from '../../data-type/change.ts'
import { showDataType } from '../../data-type/print.ts'
import type { Column, ColumnDefault } from '../../types/column.ts'
import type { Index, SortItem, Table, TableKey } from '../../types/table.ts'
import { includesColumn } from '../columns.ts'

/** A column while an ALTER is worked out: key columns are known by a flag, as on the server. */
export interface DraftColumn {
  readonly column: Column
  readonly isKey: boolean
  /** Added by an earlier clause of the same statement. */
  readonly added?: true
}

/** What the clauses of one ALTER have made of a table so far. Local to one statement, so it may change in place. */
export interface TableDraft {
  readonly table: Table
  readonly key: TableKey
  columns: DraftColumn[]
  indexes: Readonly<Record<string, Index>>
  sortKey: readonly SortItem[] | undefined
  /** Whether the change can still be done without touching data. */
  fast: boolean
  indexesChanged: boolean
  /** Struct columns whose fields changed: they need no check of their types. */
  readonly fieldsChanged: Set<string>
  /** Columns dropped or modified: materialized views that read them become inactive. */
  readonly changedColumns: string[]
  reordered: boolean
}

export function draftOf(table: Table, key: TableKey, fast: boolean): TableDraft {
  return {
    table,
    key,
    columns: table.columns.map((column) => ({ column, isKey: includesColumn(key.columns, column.name) })),
    indexes: table.indexes,
    sortKey: table.sortKey,
    fast,
    indexesChanged: false,
    fieldsChanged: new Set(),
    changedColumns: [],
    reordered: false,
  }
}

export function findDraft(columns: readonly DraftColumn[], name: string): DraftColumn | undefined {
  const wanted = name.toLowerCase()
  return columns.find(({ column }) => column.name.toLowerCase() === wanted)
}

export function sameDefault(a: ColumnDefault | undefined, b: ColumnDefault | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.kind === 'literal') return b.kind === 'literal' && a.value === b.value
  if (a.kind === 'current-timestamp') {
    return b.kind === 'current-timestamp' && (a.precision ?? 0) === (b.precision ?? 0)
  }
  return b.kind === 'expression' && a.expression.text.toLowerCase() === b.expression.text.toLowerCase()
}

/** Whether nothing of a column differs: then MODIFY COLUMN does nothing. */
export function sameDraft(a: DraftColumn, b: DraftColumn): boolean {
  return (
    a.isKey === b.isKey &&
    a.column.name.toLowerCase() === b.column.name.toLowerCase() &&
    sameDataType(a.column.type, b.column.type) &&
    a.column.aggregation === b.column.aggregation &&
    a.column.nullable === b.column.nullable &&
    sameDefault(a.column.default, b.column.default) &&
    a.column.generated?.text === b.column.generated?.text &&
    (a.column.comment ?? '') === (b.column.comment ?? '')
  )
}

/** A column as messages show it: `` `v` int(11) SUM NULL COMMENT "c" ``. */
export function columnMessage(column: Column): string {
  const words = [`\`${column.name}\``, showDataType(column.type)]
  if (column.aggregation !== undefined) words.push(column.aggregation)
  words.push(column.nullable ? 'NULL' : 'NOT NULL')
  if (column.autoIncrement) words.push('AUTO_INCREMENT')
  if (column.default !== undefined) words.push(`DEFAULT ${defaultMessage(column.default)}`)
  if (column.generated !== undefined) words.push(`AS ${column.generated.text}`)
  words.push(`COMMENT "${column.comment ?? ''}"`)
  return words.join(' ')
}

function defaultMessage(value: ColumnDefault): string {
  switch (value.kind) {
    case 'literal':
      return `"${value.value}"`
    case 'current-timestamp':
      return value.precision === undefined ? 'CURRENT_TIMESTAMP' : `current_timestamp(${value.precision})`
    case 'expression':
      return `(${value.expression.text})`
  }
}
