import type { PartitionNames, Property, QualifiedName } from './common.ts'
import type { NodeBase } from './node.ts'

export interface BackupStatement extends NodeBase {
  readonly kind: 'BackupStatement'
  readonly catalogs?: readonly string[] | 'ALL'
  readonly database?: string
  readonly snapshot: QualifiedName
  readonly repository: string
  readonly objects?: readonly BackupObject[]
  readonly properties?: readonly Property[]
}

export interface RestoreStatement extends NodeBase {
  readonly kind: 'RestoreStatement'
  readonly snapshot: QualifiedName
  readonly repository: string
  readonly allCatalogs?: true
  readonly catalogs?: readonly RestoredName[]
  readonly database?: RestoredName
  readonly objects?: readonly BackupObject[]
  readonly properties?: readonly Property[]
}

/** `name [AS alias]`: something that may come back under another name. */
export interface RestoredName extends NodeBase {
  readonly kind: 'RestoredName'
  readonly name: string
  readonly alias?: string
}

/** What is saved or restored: one object, or all of a type when `name` is absent. */
export interface BackupObject extends NodeBase {
  readonly kind: 'BackupObject'
  readonly type: 'TABLE' | 'VIEW' | 'MATERIALIZED VIEW' | 'FUNCTION'
  readonly name?: QualifiedName
  readonly partitions?: PartitionNames
  readonly alias?: string
}

/** `CANCEL BACKUP | RESTORE [FROM database | FOR EXTERNAL CATALOG]`. */
export interface CancelBackupStatement extends NodeBase {
  readonly kind: 'CancelBackupStatement'
  readonly job: 'BACKUP' | 'RESTORE'
  readonly database?: string
  readonly externalCatalog?: true
}

/** `CREATE [READ ONLY] REPOSITORY name WITH BROKER [broker] ON LOCATION 'path'`. */
export interface CreateRepositoryStatement extends NodeBase {
  readonly kind: 'CreateRepositoryStatement'
  readonly readOnly?: true
  readonly name: string
  readonly broker?: string
  readonly location: string
  readonly properties?: readonly Property[]
}

export interface DropRepositoryStatement extends NodeBase {
  readonly kind: 'DropRepositoryStatement'
  readonly name: string
}

export type BackupRestoreStatement =
  | BackupStatement
  | RestoreStatement
  | CancelBackupStatement
  | CreateRepositoryStatement
  | DropRepositoryStatement

export type BackupNode = BackupRestoreStatement | RestoredName | BackupObject
