import type { Distribution } from './distribution.ts'
import type { PartitionItem } from './partitioning.ts'
import type { Properties } from './properties.ts'
import type { SqlText } from './sql-text.ts'
import type { Index, SortItem } from './table.ts'
import type { ViewColumn } from './view.ts'

/**
 * The REFRESH clause. `every` is text such as `INTERVAL 1 DAY`, split into count and unit.
 * `moment` (IMMEDIATE is the default) says whether creating starts the first refresh.
 */
export interface RefreshScheme {
  readonly mode: 'ASYNC' | 'MANUAL' | 'INCREMENTAL'
  readonly moment?: 'IMMEDIATE' | 'DEFERRED'
  readonly start?: string
  readonly every?: { readonly count: number; readonly unit: string }
}

/**
 * A materialized view. An asynchronous one has `refresh`; without it the object is synchronous: an index (rollup) of its base table.
 */
export interface MaterializedView {
  readonly kind: 'MaterializedView'
  readonly name: string
  readonly columns?: readonly ViewColumn[]
  readonly comment?: string
  readonly partitioning?: readonly PartitionItem[]
  readonly distribution?: Distribution
  readonly sortKey?: readonly SortItem[]
  readonly refresh?: RefreshScheme
  readonly indexes: Readonly<Record<string, Index>>
  readonly properties: Properties
  readonly query: SqlText
}
