import type { ObjectName } from '../../schema/types/names.ts'

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
