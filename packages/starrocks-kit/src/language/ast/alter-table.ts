import type { PartitionNames, Property, QualifiedName } from './common.ts'
import type { DataType } from './data-type.ts'
import type { Expression, FunctionCall } from './expression.ts'
import type { NodeBase } from './node.ts'
import type {
  ColumnDefinition,
  DistributionDesc,
  IndexDesc,
  KeyDesc,
  ListPartition,
  MultiRangePartition,
  OrderByDesc,
  PartitionDesc,
  RangePartition,
  RollupDesc,
} from './table.ts'

export interface AlterTableStatement extends NodeBase {
  readonly kind: 'AlterTableStatement'
  readonly name: QualifiedName
  readonly clauses: readonly AlterTableClause[]
}

/** Where a column goes: `FIRST`, or `AFTER after`. Absent: at the end, or where it is. */
export interface ColumnPosition extends NodeBase {
  readonly kind: 'ColumnPosition'
  readonly first?: true
  readonly after?: string
}

/** `ADD COLUMN column [position] [TO rollup] [PROPERTIES]`. */
export interface AddColumnClause extends NodeBase {
  readonly kind: 'AddColumnClause'
  readonly column: ColumnDefinition
  readonly position?: ColumnPosition
  readonly rollup?: string
  readonly properties?: readonly Property[]
}

/** `ADD COLUMN (column, column) [TO rollup] [PROPERTIES]`. */
export interface AddColumnsClause extends NodeBase {
  readonly kind: 'AddColumnsClause'
  readonly columns: readonly ColumnDefinition[]
  readonly rollup?: string
  readonly properties?: readonly Property[]
}

export interface DropColumnClause extends NodeBase {
  readonly kind: 'DropColumnClause'
  readonly name: string
  readonly rollup?: string
  readonly properties?: readonly Property[]
}

/** `MODIFY COLUMN definition [position] [FROM rollup]`: the definition replaces the old one in full. */
export interface ModifyColumnClause extends NodeBase {
  readonly kind: 'ModifyColumnClause'
  readonly column: ColumnDefinition
  readonly position?: ColumnPosition
  readonly rollup?: string
  readonly properties?: readonly Property[]
}

/** `MODIFY COLUMN name COMMENT 'text'`: only the comment changes. */
export interface ModifyColumnCommentClause extends NodeBase {
  readonly kind: 'ModifyColumnCommentClause'
  readonly name: string
  readonly comment: string
}

export interface ColumnRenameClause extends NodeBase {
  readonly kind: 'ColumnRenameClause'
  readonly name: string
  readonly newName: string
}

/** `ORDER BY (columns) [FROM rollup]`: a new column order when all are listed, else a new sort key. */
export interface ReorderColumnsClause extends NodeBase {
  readonly kind: 'ReorderColumnsClause'
  readonly orderBy: OrderByDesc
  readonly rollup?: string
  readonly properties?: readonly Property[]
}

/** `MODIFY COLUMN name ADD FIELD path type`: a field of a struct column. */
export interface AddFieldClause extends NodeBase {
  readonly kind: 'AddFieldClause'
  readonly column: string
  /** Names on the way to the field; `[*]` steps into array elements. */
  readonly path: readonly string[]
  readonly type: DataType
  readonly position?: ColumnPosition
  readonly properties?: readonly Property[]
}

export interface DropFieldClause extends NodeBase {
  readonly kind: 'DropFieldClause'
  readonly column: string
  readonly path: readonly string[]
  readonly properties?: readonly Property[]
}

/** `ADD INDEX name (column) USING type`. */
export interface CreateIndexClause extends NodeBase {
  readonly kind: 'CreateIndexClause'
  readonly index: IndexDesc
}

export interface DropIndexClause extends NodeBase {
  readonly kind: 'DropIndexClause'
  readonly name: string
}

export interface TableRenameClause extends NodeBase {
  readonly kind: 'TableRenameClause'
  readonly newName: string
}

export interface SwapTableClause extends NodeBase {
  readonly kind: 'SwapTableClause'
  readonly name: string
}

/** `SET ("key" = "value")`. */
export interface ModifyPropertiesClause extends NodeBase {
  readonly kind: 'ModifyPropertiesClause'
  readonly properties: readonly Property[]
}

/** `COMMENT = 'text'`. */
export interface ModifyCommentClause extends NodeBase {
  readonly kind: 'ModifyCommentClause'
  readonly comment: string
}

/** `AUTO_INCREMENT = n` (4.0 and later). */
export interface ModifyAutoIncrementClause extends NodeBase {
  readonly kind: 'ModifyAutoIncrementClause'
  readonly value: string
}

/** `[PARTITION (...)] [key] [PARTITION BY] [ORDER BY] [DISTRIBUTED BY] [BETWEEN 'a' AND 'b']`: rebuilds the table in a job. */
export interface OptimizeClause extends NodeBase {
  readonly kind: 'OptimizeClause'
  readonly partitions?: PartitionNames
  readonly key?: KeyDesc
  readonly partition?: PartitionDesc
  readonly orderBy?: OrderByDesc
  readonly distribution?: DistributionDesc
  readonly range?: OptimizeRange
}

export interface OptimizeRange extends NodeBase {
  readonly kind: 'OptimizeRange'
  readonly start: string
  readonly end: string
}

export interface AddRollupClause extends NodeBase {
  readonly kind: 'AddRollupClause'
  readonly rollups: readonly RollupDesc[]
}

export interface DropRollupClause extends NodeBase {
  readonly kind: 'DropRollupClause'
  readonly names: readonly string[]
}

export interface RollupRenameClause extends NodeBase {
  readonly kind: 'RollupRenameClause'
  readonly name: string
  readonly newName: string
}

/** `[BASE | CUMULATIVE] COMPACT [partitions]`. */
export interface CompactionClause extends NodeBase {
  readonly kind: 'CompactionClause'
  readonly type?: 'BASE' | 'CUMULATIVE'
  readonly partitions?: readonly string[]
}

/** `ADD [TEMPORARY] PARTITION p VALUES ...`, `ADD PARTITIONS START ... END ... EVERY ...`. */
export interface AddPartitionClause extends NodeBase {
  readonly kind: 'AddPartitionClause'
  readonly temporary?: true
  readonly partition: RangePartition | ListPartition
  readonly distribution?: DistributionDesc
  readonly properties?: readonly Property[]
}

/**
 * `DROP [TEMPORARY] PARTITION(S) ...`: exactly one of `names`, `range` and `where`, or none for `DROP ALL TEMPORARY PARTITIONS`.
 */
export interface DropPartitionClause extends NodeBase {
  readonly kind: 'DropPartitionClause'
  readonly temporary?: true
  readonly ifExists?: true
  readonly names?: readonly string[]
  readonly range?: MultiRangePartition
  readonly where?: Expression
  readonly force?: true
}

export interface TruncatePartitionClause extends NodeBase {
  readonly kind: 'TruncatePartitionClause'
  readonly partitions: PartitionNames
}

/** `MODIFY PARTITION p SET (...)`; `'*'` for all partitions. */
export interface ModifyPartitionClause extends NodeBase {
  readonly kind: 'ModifyPartitionClause'
  readonly names: readonly string[] | '*'
  readonly properties: readonly Property[]
}

/** `MODIFY PARTITION DISTRIBUTED BY ...`. */
export interface ModifyPartitionDistributionClause extends NodeBase {
  readonly kind: 'ModifyPartitionDistributionClause'
  readonly distribution: DistributionDesc
}

export interface ReplacePartitionClause extends NodeBase {
  readonly kind: 'ReplacePartitionClause'
  readonly partitions: PartitionNames
  readonly replacement: PartitionNames
  readonly properties?: readonly Property[]
}

export interface PartitionRenameClause extends NodeBase {
  readonly kind: 'PartitionRenameClause'
  readonly name: string
  readonly newName: string
}

/** `DROP PERSISTENT INDEX ON TABLETS (1, 2)`. */
export interface DropPersistentIndexClause extends NodeBase {
  readonly kind: 'DropPersistentIndexClause'
  readonly tablets: readonly string[]
}

/** `ADD PARTITION COLUMN a`, `DROP PARTITION COLUMN day(ts)` of an Iceberg table (4.1). */
export interface PartitionColumnsClause extends NodeBase {
  readonly kind: 'PartitionColumnsClause'
  readonly action: 'ADD' | 'DROP'
  readonly expressions: readonly Expression[]
}

/** `SPLIT TABLET [PARTITION (...)]`, `SPLIT TABLET (1, 2)`. */
export interface SplitTabletClause extends NodeBase {
  readonly kind: 'SplitTabletClause'
  readonly partitions?: PartitionNames
  readonly tablets?: readonly string[]
  readonly properties?: readonly Property[]
}

/** `CREATE [OR REPLACE] BRANCH | TAG name ...` of an Iceberg table. */
export interface CreateReferenceClause extends NodeBase {
  readonly kind: 'CreateReferenceClause'
  readonly type: 'BRANCH' | 'TAG'
  readonly create?: true
  readonly orReplace?: true
  readonly ifNotExists?: true
  readonly name: string
  readonly version?: string
  readonly retain?: Retention
  readonly minSnapshots?: string
  readonly maxSnapshotAge?: Retention
}

export interface Retention extends NodeBase {
  readonly kind: 'Retention'
  readonly count: string
  readonly unit: 'DAYS' | 'HOURS' | 'MINUTES'
}

export interface DropReferenceClause extends NodeBase {
  readonly kind: 'DropReferenceClause'
  readonly type: 'BRANCH' | 'TAG'
  readonly ifExists?: true
  readonly name: string
}

/** `EXECUTE procedure(...)` of an Iceberg table. */
export interface TableOperationClause extends NodeBase {
  readonly kind: 'TableOperationClause'
  readonly call: FunctionCall
}

export type AlterTableClause =
  | AddColumnClause
  | AddColumnsClause
  | DropColumnClause
  | ModifyColumnClause
  | ModifyColumnCommentClause
  | ColumnRenameClause
  | ReorderColumnsClause
  | AddFieldClause
  | DropFieldClause
  | CreateIndexClause
  | DropIndexClause
  | TableRenameClause
  | SwapTableClause
  | ModifyPropertiesClause
  | ModifyCommentClause
  | ModifyAutoIncrementClause
  | OptimizeClause
  | AddRollupClause
  | DropRollupClause
  | RollupRenameClause
  | CompactionClause
  | AddPartitionClause
  | DropPartitionClause
  | TruncatePartitionClause
  | ModifyPartitionClause
  | ModifyPartitionDistributionClause
  | ReplacePartitionClause
  | PartitionRenameClause
  | DropPersistentIndexClause
  | SplitTabletClause
  | PartitionColumnsClause
  | CreateReferenceClause
  | DropReferenceClause
  | TableOperationClause

export type AlterTableNode = AlterTableClause | AlterTableStatement | ColumnPosition | OptimizeRange | Retention
