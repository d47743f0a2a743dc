import type { DataType } from './data-type.ts'
import type { SqlText } from './sql-text.ts'

/** How values of a column merge in an AGGREGATE KEY table. */
export type AggregationFunction =
  | 'SUM'
  | 'MIN'
  | 'MAX'
  | 'REPLACE'
  | 'REPLACE_IF_NOT_NULL'
  | 'HLL_UNION'
  | 'BITMAP_UNION'
  | 'PERCENTILE_UNION'

/**
 * The DEFAULT of a column. `DEFAULT NULL` is the same as no default and never appears.
 * `expression` is a function call in parentheses, such as `(uuid())`, or (4.1 and later) any constant expression.
 */
export type ColumnDefault =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'current-timestamp'; readonly precision?: number }
  | { readonly kind: 'expression'; readonly expression: SqlText }

/** One column of a table. Whether it is a key column is said by the table's `key`, not here. */
export interface Column {
  readonly name: string
  readonly type: DataType
  readonly nullable: boolean
  readonly aggregation?: AggregationFunction
  readonly default?: ColumnDefault
  readonly autoIncrement?: true
  /** The expression of a generated column (`AS expression`). */
  readonly generated?: SqlText
  /** Absent when empty: StarRocks does not tell an empty comment from none. */
  readonly comment?: string
}
