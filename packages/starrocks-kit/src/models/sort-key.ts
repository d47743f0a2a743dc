import type { ColumnLike } from './column-ref.ts'

/** A column of the sort key in descending order. */
export interface DescendingClause<Key extends string = string> {
  readonly clause: 'descending'
  readonly column: ColumnLike<Key>
}

/** One column of `orderBy`. */
export type SortColumn<Key extends string = string> = ColumnLike<Key> | DescendingClause<Key>

/** Sorts a column of `orderBy` in descending order (4.1 and later): `orderBy: [t.region, desc(t.at)]`. */
export function desc<const Key extends string>(column: ColumnLike<Key>): DescendingClause<Key> {
  return Object.freeze({ clause: 'descending', column })
}
