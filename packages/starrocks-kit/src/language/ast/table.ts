import type { PartitionStep, Property, QualifiedName } from './common.ts'
import type { AggStateType, DataType } from './data-type.ts'
import type { Expression } from './expression.ts'
import type { NodeBase } from './node.ts'
import type { Query } from './query.ts'

export interface CreateTableStatement extends NodeBase {
  readonly kind: 'CreateTableStatement'
  readonly temporary?: true
  readonly external?: true
  readonly ifNotExists?: true
  readonly name: QualifiedName
  readonly columns: readonly ColumnDefinition[]
  readonly indexes?: readonly IndexDesc[]
  readonly engine?: string
  readonly charset?: string
  readonly key?: KeyDesc
  readonly comment?: string
  readonly partition?: PartitionDesc
  readonly distribution?: DistributionDesc
  readonly orderBy?: OrderByDesc
  readonly rollups?: readonly RollupDesc[]
  readonly properties?: readonly Property[]
  readonly brokerProperties?: readonly Property[]
}

export interface CreateTableAsSelectStatement extends NodeBase {
  readonly kind: 'CreateTableAsSelectStatement'
  readonly temporary?: true
  readonly ifNotExists?: true
  readonly name: QualifiedName
  readonly columns?: readonly string[]
  readonly indexes?: readonly IndexDesc[]
  readonly key?: KeyDesc
  readonly comment?: string
  readonly partition?: PartitionDesc
  readonly distribution?: DistributionDesc
  readonly orderBy?: OrderByDesc
  readonly properties?: readonly Property[]
  readonly query: Query
}

export interface CreateTableLikeStatement extends NodeBase {
  readonly kind: 'CreateTableLikeStatement'
  readonly temporary?: true
  readonly external?: true
  readonly ifNotExists?: true
  readonly name: QualifiedName
  readonly partition?: PartitionDesc
  readonly distribution?: DistributionDesc
  readonly properties?: readonly Property[]
  readonly source: QualifiedName
}

export type AggregationType =
  | 'SUM'
  | 'MIN'
  | 'MAX'
  | 'REPLACE'
  | 'REPLACE_IF_NOT_NULL'
  | 'HLL_UNION'
  | 'BITMAP_UNION'
  | 'PERCENTILE_UNION'

/** One column of CREATE TABLE, ADD COLUMN or MODIFY COLUMN. Absent `nullable` means that neither NULL nor NOT NULL was written. */
export interface ColumnDefinition extends NodeBase {
  readonly kind: 'ColumnDefinition'
  readonly name: string
  readonly type?: DataType
  readonly charset?: string
  readonly key?: true
  /** A state type stands here only when the column has another type too; alone it is the `type`. */
  readonly aggregation?: AggregationType | AggStateType
  readonly nullable?: boolean
  readonly default?: DefaultDesc
  readonly autoIncrement?: true
  /** The expression of a generated column. */
  readonly generated?: Expression
  readonly comment?: string
}

/** `DEFAULT 'text'`. */
export interface DefaultLiteral extends NodeBase {
  readonly kind: 'DefaultLiteral'
  readonly value: string
}

/** `DEFAULT NULL`. */
export interface DefaultNull extends NodeBase {
  readonly kind: 'DefaultNull'
}

/** `DEFAULT CURRENT_TIMESTAMP`, `DEFAULT CURRENT_TIMESTAMP(3)`. */
export interface DefaultCurrentTimestamp extends NodeBase {
  readonly kind: 'DefaultCurrentTimestamp'
  readonly precision?: number
}

/** `DEFAULT (uuid())`; from 4.1 on any constant expression, also without the parentheses. */
export interface DefaultExpression extends NodeBase {
  readonly kind: 'DefaultExpression'
  readonly expression: Expression
  /** No parentheses were written: a syntax error before 4.1. */
  readonly bare?: true
}

export type DefaultDesc = DefaultLiteral | DefaultNull | DefaultCurrentTimestamp | DefaultExpression

export type KeyType = 'DUPLICATE' | 'AGGREGATE' | 'UNIQUE' | 'PRIMARY'

/** `PRIMARY KEY (a, b)`. */
export interface KeyDesc extends NodeBase {
  readonly kind: 'KeyDesc'
  readonly type: KeyType
  readonly columns: readonly string[]
}

/** `ORDER BY (a, b)` of a table or materialized view: the sort key. */
export interface OrderByDesc extends NodeBase {
  readonly kind: 'OrderByDesc'
  readonly items: readonly SortKeyItem[]
}

/** ASC, DESC and NULLS need 4.1. */
export interface SortKeyItem extends NodeBase {
  readonly kind: 'SortKeyItem'
  readonly column: string
  readonly order?: 'ASC' | 'DESC'
  readonly nulls?: 'FIRST' | 'LAST'
}

export type IndexType = 'BITMAP' | 'GIN' | 'NGRAMBF' | 'VECTOR'

export interface IndexDesc extends NodeBase {
  readonly kind: 'IndexDesc'
  readonly name: string
  readonly columns: readonly string[]
  readonly type?: IndexType
  readonly properties?: readonly Property[]
  readonly comment?: string
}

export interface RollupDesc extends NodeBase {
  readonly kind: 'RollupDesc'
  readonly name: string
  readonly columns: readonly string[]
  readonly duplicateKey?: readonly string[]
  readonly from?: string
  readonly properties?: readonly Property[]
}

/** `DISTRIBUTED BY HASH(a, b) BUCKETS n`; absent buckets leave the number to the server. */
export interface HashDistributionDesc extends NodeBase {
  readonly kind: 'HashDistributionDesc'
  readonly columns: readonly string[]
  readonly buckets?: number
}

/** `DISTRIBUTED BY RANDOM BUCKETS n`. */
export interface RandomDistributionDesc extends NodeBase {
  readonly kind: 'RandomDistributionDesc'
  readonly buckets?: number
}

export type DistributionDesc = HashDistributionDesc | RandomDistributionDesc

/** `PARTITION BY RANGE (columns) (...)` or `PARTITION BY RANGE (expression) (...)`: exactly one of `columns` and `expression`. */
export interface RangePartitionDesc extends NodeBase {
  readonly kind: 'RangePartitionDesc'
  readonly columns?: readonly string[]
  readonly expression?: Expression
  readonly partitions: readonly RangePartition[]
}

/** `PARTITION BY LIST (columns) (...)`; absent `partitions` when no list was written. */
export interface ListPartitionDesc extends NodeBase {
  readonly kind: 'ListPartitionDesc'
  readonly columns: readonly string[]
  readonly partitions?: readonly ListPartition[]
}

/**
 * Automatic partitioning: `PARTITION BY (a, b)`, `PARTITION BY date_trunc('day', dt)`, or a mix separated by commas.
 * Each item is a column or a function call; `partitions` are those to create in advance.
 */
export interface ExpressionPartitionDesc extends NodeBase {
  readonly kind: 'ExpressionPartitionDesc'
  readonly expressions: readonly Expression[]
  readonly partitions?: readonly RangePartition[]
}

export type PartitionDesc = RangePartitionDesc | ListPartitionDesc | ExpressionPartitionDesc

export interface PartitionValue extends NodeBase {
  readonly kind: 'PartitionValue'
  readonly value: string
}

export interface MaxValue extends NodeBase {
  readonly kind: 'MaxValue'
}

export type PartitionBound = PartitionValue | MaxValue

/** `PARTITION p VALUES LESS THAN ("a")`; a bare `LESS THAN MAXVALUE` has the bound 'MAXVALUE'. */
export interface LessThanPartition extends NodeBase {
  readonly kind: 'LessThanPartition'
  readonly name: string
  readonly ifNotExists?: true
  readonly upper: readonly PartitionBound[] | 'MAXVALUE'
  readonly properties?: readonly Property[]
}

/** `PARTITION p VALUES [("a"), ("b"))`. */
export interface FixedRangePartition extends NodeBase {
  readonly kind: 'FixedRangePartition'
  readonly name: string
  readonly ifNotExists?: true
  readonly lower: readonly PartitionBound[]
  readonly upper: readonly PartitionBound[]
  readonly properties?: readonly Property[]
}

/** `START ("a") END ("b") EVERY (INTERVAL 1 DAY)`: as many partitions as steps fit. */
export interface MultiRangePartition extends NodeBase {
  readonly kind: 'MultiRangePartition'
  readonly start: string
  readonly end: string
  readonly every: PartitionStep
}

export type RangePartition = LessThanPartition | FixedRangePartition | MultiRangePartition

/** `PARTITION p VALUES IN ("a", "b")`: one inner list for each combination of column values; `null` is SQL NULL. */
export interface ListPartition extends NodeBase {
  readonly kind: 'ListPartition'
  readonly name: string
  readonly ifNotExists?: true
  readonly values: readonly (readonly (string | null)[])[]
  readonly properties?: readonly Property[]
}

export interface DropTableStatement extends NodeBase {
  readonly kind: 'DropTableStatement'
  readonly temporary?: true
  readonly ifExists?: true
  readonly name: QualifiedName
  readonly force?: true
}

export interface CreateIndexStatement extends NodeBase {
  readonly kind: 'CreateIndexStatement'
  readonly table: QualifiedName
  readonly index: IndexDesc
}

export interface DropIndexStatement extends NodeBase {
  readonly kind: 'DropIndexStatement'
  readonly name: string
  readonly table: QualifiedName
}

export type TableStatement =
  | CreateTableStatement
  | CreateTableAsSelectStatement
  | CreateTableLikeStatement
  | DropTableStatement
  | CreateIndexStatement
  | DropIndexStatement

export type TableNode =
  | TableStatement
  | DefaultDesc
  | PartitionDesc
  | RangePartition
  | DistributionDesc
  | PartitionBound
  | ColumnDefinition
  | KeyDesc
  | OrderByDesc
  | SortKeyItem
  | IndexDesc
  | RollupDesc
  | ListPartition
