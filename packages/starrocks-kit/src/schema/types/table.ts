import type { Column } from './column.ts'
import type { Distribution } from './distribution.ts'
import type { Partitioning } from './partitioning.ts'
import type { Properties } from './properties.ts'

export type KeyType = 'DUPLICATE' | 'AGGREGATE' | 'UNIQUE' | 'PRIMARY'

/** The key model and its columns: always the first columns of the table, in the same order. */
export interface TableKey {
  readonly type: KeyType
  readonly columns: readonly string[]
}

/** One column of the sort key; `descending` needs 4.1. */
export interface SortItem {
  readonly column: string
  readonly descending?: true
}

export type IndexType = 'BITMAP' | 'NGRAMBF' | 'GIN' | 'VECTOR'

export interface Index {
  readonly name: string
  readonly columns: readonly string[]
  readonly type: IndexType
  readonly properties: Properties
  readonly comment?: string
}

export interface Rollup {
  readonly name: string
  readonly columns: readonly string[]
  readonly duplicateKey?: readonly string[]
  readonly from?: string
  readonly properties: Properties
}

/**
 * A table. What may be left out of a model (an absent key here) has one rule for each attribute, in `schema/normalize`:
 * absent never means "drop it" unless the rule says so.
 */
export interface Table {
  readonly kind: 'Table'
  readonly name: string
  /** Absent for OLAP, the only engine that is managed. */
  readonly engine?: string
  readonly columns: readonly Column[]
  /** Absent only before normalising: the server derives the key when none is declared. */
  readonly key?: TableKey
  readonly comment?: string
  readonly partitioning?: Partitioning
  readonly distribution?: Distribution
  readonly sortKey?: readonly SortItem[]
  readonly indexes: Readonly<Record<string, Index>>
  readonly rollups: Readonly<Record<string, Rollup>>
  readonly properties: Properties
}
