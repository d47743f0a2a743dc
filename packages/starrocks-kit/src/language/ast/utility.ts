import type { PartitionSelection, Property, QualifiedName } from './common.ts'
import type { NodeBase } from './node.ts'
import type { Expression } from './expression.ts'

export interface RecoverDatabaseStatement extends NodeBase {
  readonly kind: 'RecoverDatabaseStatement'
  readonly name: string
}

export interface RecoverTableStatement extends NodeBase {
  readonly kind: 'RecoverTableStatement'
  readonly name: QualifiedName
}

export interface RecoverPartitionStatement extends NodeBase {
  readonly kind: 'RecoverPartitionStatement'
  readonly name: string
  readonly table: QualifiedName
}

export interface TruncateTableStatement extends NodeBase {
  readonly kind: 'TruncateTableStatement'
  readonly name: QualifiedName
  readonly partitions?: PartitionSelection
}

/** `CANCEL ALTER TABLE [COLUMN | ROLLUP | OPTIMIZE] FROM table [(jobs)]`. */
export interface CancelAlterTableStatement extends NodeBase {
  readonly kind: 'CancelAlterTableStatement'
  readonly type?: 'COLUMN' | 'ROLLUP' | 'OPTIMIZE'
  readonly name: QualifiedName
  readonly jobs?: readonly string[]
}

export interface CancelAlterMaterializedViewStatement extends NodeBase {
  readonly kind: 'CancelAlterMaterializedViewStatement'
  readonly name: QualifiedName
}

/** `REFRESH EXTERNAL TABLE t [PARTITION ('a', 'b')]`. */
export interface RefreshTableStatement extends NodeBase {
  readonly kind: 'RefreshTableStatement'
  readonly name: QualifiedName
  readonly partitions?: readonly string[]
}

/** `BEGIN`, `START TRANSACTION`. */
export interface BeginStatement extends NodeBase {
  readonly kind: 'BeginStatement'
  readonly consistentSnapshot?: true
}

export interface CommitStatement extends NodeBase {
  readonly kind: 'CommitStatement'
  readonly chain?: boolean
  readonly release?: boolean
}

export interface RollbackStatement extends NodeBase {
  readonly kind: 'RollbackStatement'
  readonly chain?: boolean
  readonly release?: boolean
}

/** `KILL [QUERY] id`: a connection number, or the text of a query id. */
export interface KillStatement extends NodeBase {
  readonly kind: 'KillStatement'
  readonly query?: true
  readonly connectionId?: string
  readonly queryId?: string
}

export interface SyncStatement extends NodeBase {
  readonly kind: 'SyncStatement'
}

/** `ADMIN SET FRONTEND CONFIG ("key" = "value") [WITH PERSISTENT]`. */
export interface AdminSetConfigStatement extends NodeBase {
  readonly kind: 'AdminSetConfigStatement'
  readonly property: Property
  readonly persistent?: true
}

export interface AdminShowConfigStatement extends NodeBase {
  readonly kind: 'AdminShowConfigStatement'
  readonly like?: string
}

/** `ADMIN SHOW REPLICA DISTRIBUTION | STATUS FROM table`. */
export interface AdminShowReplicaStatement extends NodeBase {
  readonly kind: 'AdminShowReplicaStatement'
  readonly type: 'DISTRIBUTION' | 'STATUS'
  readonly name: QualifiedName
  readonly partitions?: PartitionSelection
  readonly where?: Expression
}

/**
 * A statement that is classified but not taken apart. `command` is its leading words in upper case (`CREATE RESOURCE GROUP`), `text` is the
 * statement as it stands in the source, comments included and without the closing semicolon: printing gives it back unchanged.
 */
export interface RawStatement extends NodeBase {
  readonly kind: 'RawStatement'
  readonly command: string
  readonly text: string
}

export type UtilityStatement =
  | RecoverDatabaseStatement
  | RecoverTableStatement
  | RecoverPartitionStatement
  | TruncateTableStatement
  | CancelAlterTableStatement
  | CancelAlterMaterializedViewStatement
  | RefreshTableStatement
  | BeginStatement
  | CommitStatement
  | RollbackStatement
  | KillStatement
  | SyncStatement
  | AdminSetConfigStatement
  | AdminShowConfigStatement
  | AdminShowReplicaStatement
  | RawStatement
