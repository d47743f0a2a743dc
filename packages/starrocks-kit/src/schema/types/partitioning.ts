import type { Properties } from './properties.ts'
import type { SqlText } from './sql-text.ts'

/** A bound of a range partition: a literal (without quotes), or the end of the number line. */
export type PartitionBound = { readonly kind: 'value'; readonly value: string } | { readonly kind: 'maxvalue' }

/** A value of a list partition; `null` stands for SQL NULL. */
export type PartitionListValue = string | null

/** The closed-open range `[lower, upper)`, one bound for each partition column: the form in which the server answers. */
export interface RangePartition {
  readonly kind: 'range'
  readonly name: string
  readonly lower: readonly PartitionBound[]
  readonly upper: readonly PartitionBound[]
  readonly properties?: Properties
}

/** `VALUES LESS THAN (...)`: the lower bound is the upper bound of the partition before it. */
export interface LessThanPartition {
  readonly kind: 'less-than'
  readonly name: string
  readonly upper: readonly PartitionBound[]
  readonly properties?: Properties
}

/** `VALUES IN (...)`: one tuple for each combination of values. */
export interface ListPartition {
  readonly kind: 'list'
  readonly name: string
  readonly values: readonly (readonly PartitionListValue[])[]
  readonly properties?: Properties
}

/** `START ("a") END ("b") EVERY (INTERVAL 1 DAY)`, or `EVERY (10)` without a unit for integers: expanded by the server when it creates. */
export interface BatchPartition {
  readonly kind: 'batch'
  readonly start: string
  readonly end: string
  readonly every: { readonly count: number; readonly unit?: string }
}

export type Partition = RangePartition | LessThanPartition | ListPartition | BatchPartition

/** `PARTITION BY RANGE(columns) (...)` or, with `expression`, `PARTITION BY RANGE(expression) (...)`. */
export interface RangePartitioning {
  readonly kind: 'range'
  readonly columns: readonly string[]
  readonly expression?: SqlText
  readonly partitions: readonly Partition[]
}

/** `PARTITION BY LIST(columns) (...)`: partitions are named by hand. */
export interface ListPartitioning {
  readonly kind: 'list'
  readonly columns: readonly string[]
  readonly partitions: readonly Partition[]
}

/**
 * Automatic partitioning: `PARTITION BY date_trunc('day', dt)`, `PARTITION BY (a, b)`, or a mix.
 * Partitions come into being with the data; `partitions` are those created beforehand.
 */
export interface ExpressionPartitioning {
  readonly kind: 'expression'
  readonly items: readonly PartitionItem[]
  readonly partitions: readonly Partition[]
}

export type PartitionItem =
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'expression'; readonly expression: SqlText }

export type Partitioning = RangePartitioning | ListPartitioning | ExpressionPartitioning
