import type { Property, QualifiedName } from './common.ts'
import type { NodeBase } from './node.ts'

export interface CreateDatabaseStatement extends NodeBase {
  readonly kind: 'CreateDatabaseStatement'
  readonly ifNotExists?: true
  /** One part, or catalog and database. */
  readonly name: QualifiedName
  readonly charset?: string
  readonly collate?: string
  readonly properties?: readonly Property[]
}

export interface DropDatabaseStatement extends NodeBase {
  readonly kind: 'DropDatabaseStatement'
  readonly ifExists?: true
  readonly name: QualifiedName
  readonly force?: true
}

export interface AlterDatabaseStatement extends NodeBase {
  readonly kind: 'AlterDatabaseStatement'
  readonly name: string
  readonly clause: DatabaseRenameClause | DatabaseQuotaClause | DatabaseSetClause
}

export interface DatabaseRenameClause extends NodeBase {
  readonly kind: 'DatabaseRenameClause'
  readonly newName: string
}

/** `SET DATA QUOTA 10GB`, `SET REPLICA QUOTA 1000`: the amount as written. */
export interface DatabaseQuotaClause extends NodeBase {
  readonly kind: 'DatabaseQuotaClause'
  readonly type: 'DATA' | 'REPLICA'
  readonly quota: string
}

/** `SET ("key" = "value")`: newer servers only. */
export interface DatabaseSetClause extends NodeBase {
  readonly kind: 'DatabaseSetClause'
  readonly properties: readonly Property[]
}

export interface UseDatabaseStatement extends NodeBase {
  readonly kind: 'UseDatabaseStatement'
  readonly name: QualifiedName
}

/** `USE 'catalog name'`: the text names a catalog. */
export interface UseCatalogStatement extends NodeBase {
  readonly kind: 'UseCatalogStatement'
  readonly text: string
}

export interface SetCatalogStatement extends NodeBase {
  readonly kind: 'SetCatalogStatement'
  readonly name: string
}

export type DatabaseStatement =
  | CreateDatabaseStatement
  | DropDatabaseStatement
  | AlterDatabaseStatement
  | UseDatabaseStatement
  | UseCatalogStatement
  | SetCatalogStatement

export type DatabaseNode = DatabaseStatement | DatabaseRenameClause | DatabaseQuotaClause | DatabaseSetClause
