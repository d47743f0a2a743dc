import type { ColumnLike, ColumnRef } from './column-ref.ts'
import type { PropertyValue } from './properties.ts'
import type { SqlFragment } from './sql.ts'

/** The end of the number line, as a bound of a range partition. */
export interface MaxValue {
  readonly clause: 'maxvalue'
}

/** `MAXVALUE`: `partition('rest').lessThan(MAXVALUE)`. */
export const MAXVALUE: MaxValue = Object.freeze({ clause: 'maxvalue' })

/** One bound: a value, with MAXVALUE for the end of the number line. */
export type Bound = string | number | bigint | MaxValue
/** A value of a list partition. */
export type ListValue = string | number | bigint | boolean | null

/** One partition, or a batch of them, in a PARTITION BY clause. */
export type PartitionClause =
  | {
      readonly clause: 'less-than'
      readonly name: string
      readonly upper: readonly Bound[]
      readonly properties: PartitionProperties
    }
  | {
      readonly clause: 'between'
      readonly name: string
      readonly lower: readonly Bound[]
      readonly upper: readonly Bound[]
      readonly properties: PartitionProperties
    }
  | {
      readonly clause: 'in'
      readonly name: string
      readonly values: readonly (readonly ListValue[])[]
      readonly properties: PartitionProperties
    }
  | { readonly clause: 'batch'; readonly start: string; readonly end: string; readonly every: string | number }

/** Properties of one partition, such as `replication_num` or `storage_medium`. */
export type PartitionProperties = Readonly<Record<string, PropertyValue>>

/** The forms that one partition can take. */
export interface PartitionForms {
  /** `VALUES LESS THAN (bounds)`: one bound for each partition column. */
  lessThan(...bounds: readonly [Bound, ...Bound[]]): PartitionClause
  /** `VALUES [(lower), (upper))`: the lower bound is inside, the upper is not. Several columns take a list of bounds each. */
  between(lower: Bound | readonly Bound[], upper: Bound | readonly Bound[]): PartitionClause
  /** `VALUES IN (values)`: several columns take one list of values for each combination. */
  in(...values: readonly (ListValue | readonly ListValue[])[]): PartitionClause
}

/**
 * One partition of a range or list partitioned table.
 *
 * @example
 * partition('p2024').lessThan('2025-01-01')
 * partition('p_eu').in('de', 'fr')
 */
export function partition(name: string, properties: PartitionProperties = {}): PartitionForms {
  return {
    lessThan: (...bounds) => Object.freeze({ clause: 'less-than', name, upper: bounds, properties }),
    between: (lower, upper) =>
      Object.freeze({ clause: 'between', name, lower: listOf(lower), upper: listOf(upper), properties }),
    in: (...values) =>
      Object.freeze({ clause: 'in', name, values: values.map((value) => listOf<ListValue>(value)), properties }),
  }
}

/**
 * A batch of range partitions, which the server expands when it creates the table.
 *
 * @example
 * batch({ start: '2024-01-01', end: '2025-01-01', every: 'INTERVAL 1 MONTH' })
 * batch({ start: '0', end: '100', every: 10 })
 */
export function batch(bounds: {
  readonly start: string
  readonly end: string
  readonly every: string | number
}): PartitionClause {
  return Object.freeze({ clause: 'batch', ...bounds })
}

/** The units that StarRocks truncates and slices dates by. */
export type DateUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** An expression over one column that rows are partitioned by. */
export interface PartitionExpressionClause<Key extends string = string> {
  readonly clause: 'date-trunc' | 'time-slice'
  readonly column: ColumnLike<Key>
  readonly count: number
  readonly unit: DateUnit
}

/** A column or an expression that rows are partitioned by. */
export type PartitionColumn<Key extends string = string> =
  | ColumnLike<Key>
  | PartitionExpressionClause<Key>
  | SqlFragment

/** `date_trunc('unit', column)` in PARTITION BY: a partition for each day, month ... */
export function dateTrunc<const Key extends string>(
  unit: DateUnit,
  column: ColumnLike<Key>,
): PartitionExpressionClause<Key> {
  return Object.freeze({ clause: 'date-trunc', column, count: 1, unit })
}

/** `time_slice(column, INTERVAL count unit)` in PARTITION BY: a partition for each 7 days, 12 hours ... */
export function timeSlice<const Key extends string>(
  column: ColumnLike<Key>,
  count: number,
  unit: DateUnit,
): PartitionExpressionClause<Key> {
  return Object.freeze({ clause: 'time-slice', column, count, unit })
}

/** `PARTITION BY RANGE(...)` or `LIST(...)`, or automatic partitioning with partitions created beforehand. */
export interface PartitioningClause<Key extends string = string> {
  readonly clause: 'range' | 'list' | 'automatic'
  readonly columns: readonly PartitionColumn<Key>[]
  readonly partitions: readonly PartitionClause[]
}

/** The keys of the columns that partition columns name. Fragments name none: they are checked when the table is evaluated. */
type KeyOf<Columns> = Columns extends readonly (infer Column)[]
  ? KeyOf<Column>
  : Columns extends string
    ? Columns
    : Columns extends ColumnRef<infer Key> | PartitionExpressionClause<infer Key>
      ? Key
      : never

/**
 * `PARTITION BY RANGE(columns) (partitions)`. Without partitions, those that exist are left alone.
 *
 * @example range(t.day, [partition('p2024').lessThan('2025-01-01'), partition('rest').lessThan(MAXVALUE)])
 */
export function range<const Columns extends ColumnLike | SqlFragment | readonly ColumnLike[]>(
  columns: Columns,
  partitions: readonly PartitionClause[] = [],
): PartitioningClause<KeyOf<Columns>> {
  return partitioningClause('range', columns, partitions)
}

/**
 * `PARTITION BY LIST(columns) (partitions)`: partitions are made by hand.
 *
 * @example list(t.country, [partition('eu').in('de', 'fr'), partition('us').in('us')])
 */
export function list<const Columns extends ColumnLike | readonly ColumnLike[]>(
  columns: Columns,
  partitions: readonly PartitionClause[] = [],
): PartitioningClause<KeyOf<Columns>> {
  return partitioningClause('list', columns, partitions)
}

/**
 * Automatic partitioning with partitions that are created beforehand. Without any, write the columns alone:
 * `partitionBy: dateTrunc('day', t.at)` or `partitionBy: [t.country, dateTrunc('month', t.at)]`.
 */
export function automatic<const Columns extends PartitionColumn | readonly PartitionColumn[]>(
  columns: Columns,
  partitions: readonly PartitionClause[] = [],
): PartitioningClause<KeyOf<Columns>> {
  return partitioningClause('automatic', columns, partitions)
}

function partitioningClause<Columns extends PartitionColumn | readonly PartitionColumn[]>(
  clause: PartitioningClause['clause'],
  columns: Columns,
  partitions: readonly PartitionClause[],
): PartitioningClause<KeyOf<Columns>> {
  // The columns name exactly the keys that `KeyOf` finds in their type.
  const listed = listOf<PartitionColumn>(columns) as readonly PartitionColumn<KeyOf<Columns>>[]
  return Object.freeze({ clause, columns: listed, partitions })
}

function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T]
}
