import type { AggregationFunction, ColumnDefault } from '../../schema/types/column.ts'
import type { DataType } from '../../schema/types/data-type.ts'
import type { Distribution } from '../../schema/types/distribution.ts'
import type { RefreshScheme } from '../../schema/types/materialized-view.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import type { Partitioning, PartitionItem } from '../../schema/types/partitioning.ts'
import type { SqlText } from '../../schema/types/sql-text.ts'
import type { IndexType, SortItem, TableKey } from '../../schema/types/table.ts'
import type { ViewColumn } from '../../schema/types/view.ts'

/**
 * The name of a table, view or materialized view: `orders`, `shop.orders` or `catalog.shop.orders`, without a database in the default one.
 * A name with a dot is written in backquotes, or given as an object.
 */
export type NameInput = string | ObjectName

/** Properties; numbers and booleans are written as StarRocks has them, as text. */
export type PropertiesInput = Readonly<Record<string, string | number | boolean>>

/**
 * One value of a row. A `Date` is written as DATETIME in UTC; `{ sql: 'NOW()' }` is an expression for the server.
 */
export type ValueInput = string | number | bigint | boolean | null | Date | { readonly sql: string }

/** A row by the names of its columns. */
export type RowInput = Readonly<Record<string, ValueInput>>

/** A query or expression as StarRocks text. */
export type SqlInput = string | SqlText

/** A column. Each clause is StarRocks text, or the typed object that it stands for. */
export interface ColumnInput {
  readonly name: string
  /** `INT`, `VARCHAR(50)`, `ARRAY<INT>` ... */
  readonly type: string | DataType
  /** True unless said otherwise, as in StarRocks. */
  readonly nullable?: boolean
  /** What follows DEFAULT: `'0'` with its quotes, `CURRENT_TIMESTAMP`, `(uuid())`. */
  readonly default?: string | ColumnDefault
  readonly comment?: string
  readonly aggregation?: AggregationFunction
  readonly autoIncrement?: boolean
  /** The expression of a generated column. */
  readonly generated?: SqlInput
}

export interface IndexInput {
  readonly name: string
  readonly columns: readonly string[]
  /** BITMAP unless given. */
  readonly type?: IndexType
  readonly properties?: PropertiesInput
  readonly comment?: string
}

export interface RollupInput {
  readonly name: string
  readonly columns: readonly string[]
  readonly duplicateKey?: readonly string[]
  readonly from?: string
  readonly properties?: PropertiesInput
}

export interface TableInput {
  readonly columns: readonly ColumnInput[]
  /** `PRIMARY KEY (id)` */
  readonly key?: string | TableKey
  readonly comment?: string
  /** What follows PARTITION BY: `date_trunc('day', dt)`, `RANGE (dt) (...)`. */
  readonly partitionBy?: string | Partitioning
  /** What follows DISTRIBUTED BY: `HASH(id) BUCKETS 10`, `RANDOM`. */
  readonly distributedBy?: string | Distribution
  /** What follows ORDER BY, the sort key: `(id, name)`. */
  readonly orderBy?: string | readonly SortItem[]
  readonly indexes?: readonly IndexInput[]
  readonly rollups?: readonly RollupInput[]
  readonly properties?: PropertiesInput
}

export type ViewColumnInput = string | ViewColumn

export interface ViewInput {
  readonly columns?: readonly ViewColumnInput[]
  readonly comment?: string
  readonly security?: 'NONE' | 'INVOKER'
  readonly query: SqlInput
}

export interface MaterializedViewInput {
  readonly columns?: readonly ViewColumnInput[]
  readonly comment?: string
  readonly partitionBy?: string | readonly PartitionItem[]
  readonly distributedBy?: string | Distribution
  readonly orderBy?: string | readonly SortItem[]
  /** What follows REFRESH: `ASYNC`, `DEFERRED MANUAL`. Without it the materialized view is a synchronous one. */
  readonly refresh?: string | RefreshScheme
  readonly indexes?: readonly IndexInput[]
  readonly properties?: PropertiesInput
  readonly query: SqlInput
}

/** Where a column goes, and whether it belongs to the key. */
export interface PlacementInput {
  readonly first?: true
  readonly after?: string
  readonly key?: true
}
