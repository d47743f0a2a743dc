import type { ColumnLike } from './column-ref.ts'
import type { PropertyValue } from './properties.ts'

/** What a rollup says besides its columns. */
export interface RollupOptions<Key extends string = string> {
  readonly duplicateKey?: readonly ColumnLike<Key>[]
  /** The rollup that it is built from; the table itself when absent. */
  readonly from?: string
  readonly properties?: Readonly<Record<string, PropertyValue>>
}

/** `name (columns) [DUPLICATE KEY (columns)] [FROM rollup]` in the ROLLUP clause. */
export interface RollupClause<Key extends string = string> {
  readonly clause: 'rollup'
  readonly name: string
  readonly columns: readonly ColumnLike<Key>[]
  readonly options: RollupOptions<Key>
}

/**
 * A rollup: a copy of some columns, with its own order or aggregation.
 *
 * @example rollup('by_city', [t.city, t.amount])
 */
export function rollup<const Key extends string>(
  name: string,
  columns: readonly [ColumnLike<Key>, ...ColumnLike<Key>[]],
  options: RollupOptions<NoInfer<Key>> = {},
): RollupClause<Key> {
  return Object.freeze({ clause: 'rollup', name, columns, options })
}
