import type { ObjectName } from '../../schema/types/names.ts'

/** One value of a row: text, a number, a truth value, NULL, or an SQL expression. */
export type InsertedValue = string | number | boolean | null | { readonly sql: string }

/** Inserts rows that the revision holds itself: `INSERT INTO table (columns) VALUES ...`. */
export interface InsertRows {
  readonly kind: 'InsertRows'
  readonly table: ObjectName
  readonly columns: readonly string[]
  /** One value for each of `columns`, in their order. */
  readonly rows: readonly (readonly InsertedValue[])[]
}

/** Copies rows of one table into another of the same database: `INSERT INTO table (columns) SELECT columns FROM from`. */
export interface CopyRows {
  readonly kind: 'CopyRows'
  /** Where the rows go. */
  readonly table: ObjectName
  /** Where they come from. */
  readonly from: string
  /** The columns that are copied, by the name that they have on both sides. */
  readonly columns: readonly string[]
  /** Only the rows of this partition of `from`. */
  readonly partition?: string
}

/** Fails when two tables of one database have different numbers of rows. It changes nothing. */
export interface CheckRowCounts {
  readonly kind: 'CheckRowCounts'
  readonly table: ObjectName
  readonly with: string
}
