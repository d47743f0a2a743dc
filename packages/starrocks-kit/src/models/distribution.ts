import type { ColumnLike } from './column-ref.ts'

/** `DISTRIBUTED BY HASH(columns)`, with or without a number of buckets. */
export interface HashClause<Key extends string = string> {
  readonly clause: 'hash'
  readonly columns: readonly ColumnLike<Key>[]
  readonly bucketCount?: number
  /** `BUCKETS n`. Without it the server chooses, and its choice is not compared. */
  buckets(count: number): HashClause<Key>
}

/** `DISTRIBUTED BY RANDOM`, with or without a number of buckets. */
export interface RandomClause {
  readonly clause: 'random'
  readonly bucketCount?: number
  /** `BUCKETS n`. Without it the server chooses, and its choice is not compared. */
  buckets(count: number): RandomClause
}

/**
 * Distributes rows by the hash of columns.
 *
 * @example hash(t.id).buckets(10) // DISTRIBUTED BY HASH(id) BUCKETS 10
 */
export function hash<const Key extends string>(
  ...columns: readonly [ColumnLike<Key>, ...ColumnLike<Key>[]]
): HashClause<Key> {
  return hashClause({ columns })
}

/**
 * Distributes rows at random: DUPLICATE KEY tables, and AGGREGATE KEY tables without REPLACE columns.
 *
 * @example random().buckets(10) // DISTRIBUTED BY RANDOM BUCKETS 10
 */
export function random(): RandomClause {
  return randomClause({})
}

function hashClause<Key extends string>(parts: Pick<HashClause<Key>, 'columns' | 'bucketCount'>): HashClause<Key> {
  return Object.freeze({
    clause: 'hash',
    ...parts,
    buckets: (bucketCount: number) => hashClause({ ...parts, bucketCount }),
  })
}

function randomClause(parts: Pick<RandomClause, 'bucketCount'>): RandomClause {
  return Object.freeze({ clause: 'random', ...parts, buckets: (bucketCount: number) => randomClause({ bucketCount }) })
}
