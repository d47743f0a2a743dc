import { COLUMN_REF } from './brand.ts'

/**
 * A column of a table, as clauses and `sql` templates name it: `t.id` in the options of a table, `myTable.columns.id` anywhere else.
 * `Key` is the property under which the model declares it, so that a typo does not compile.
 */
export interface ColumnRef<Key extends string = string> {
  readonly [COLUMN_REF]: Key
  /** The column's name in the database. */
  readonly column: string
  /** The table's name in the database. */
  readonly table: string
}

/** A column by reference or by the property that declares it. */
export type ColumnLike<Key extends string = string> = Key | ColumnRef<Key>

/** Makes the reference to one column. */
export function columnRef<Key extends string>(table: string, key: Key, column: string): ColumnRef<Key> {
  return Object.freeze({ [COLUMN_REF]: key, column, table })
}

/** Whether a value is a column reference, of whichever copy of the library. */
export function isColumnRef(value: unknown): value is ColumnRef {
  return typeof value === 'object' && value !== null && COLUMN_REF in value
}
