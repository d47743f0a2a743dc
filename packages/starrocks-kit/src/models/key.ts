import type { KeyType } from '../schema/types/table.ts'
import type { ColumnLike } from './column-ref.ts'

/** The key model of a table and its columns: the first columns of the table, in the same order. */
export interface KeyClause<Key extends string = string> {
  readonly clause: 'key'
  readonly type: KeyType
  readonly columns: readonly ColumnLike<Key>[]
}

type KeyColumns<Key extends string> = readonly [ColumnLike<Key>, ...ColumnLike<Key>[]]

/** `PRIMARY KEY (columns)`: one row for each key, written over when it comes again. Its columns are NOT NULL. */
export const primaryKey = <const Key extends string>(...columns: KeyColumns<Key>): KeyClause<Key> =>
  keyClause('PRIMARY', columns)
/** `DUPLICATE KEY (columns)`: all rows are kept, sorted by the key. */
export const duplicateKey = <const Key extends string>(...columns: KeyColumns<Key>): KeyClause<Key> =>
  keyClause('DUPLICATE', columns)
/** `AGGREGATE KEY (columns)`: rows of the same key merge; every other column says how with `aggregate()`. */
export const aggregateKey = <const Key extends string>(...columns: KeyColumns<Key>): KeyClause<Key> =>
  keyClause('AGGREGATE', columns)
/** `UNIQUE KEY (columns)`: the last row of each key counts, found when reading. */
export const uniqueKey = <const Key extends string>(...columns: KeyColumns<Key>): KeyClause<Key> =>
  keyClause('UNIQUE', columns)

function keyClause<Key extends string>(type: KeyType, columns: KeyColumns<Key>): KeyClause<Key> {
  return Object.freeze({ clause: 'key', type, columns })
}
