import type { ColumnType } from './column-type.ts'

/** A column of a result set. */
export interface Column {
  readonly name: string
  readonly type: ColumnType
}

/** A column of a table, as COM_FIELD_LIST lists it. */
export interface Field extends Column {
  readonly database: string
  readonly table: string
  readonly defaultValue?: string
}
