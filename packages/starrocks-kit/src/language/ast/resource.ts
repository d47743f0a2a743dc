import type { ModifyCommentClause, ModifyPropertiesClause } from './alter-table.ts'
import type { Property } from './common.ts'
import type { Expression } from './expression.ts'
import type { NodeBase } from './node.ts'

export interface CreateResourceStatement extends NodeBase {
  readonly kind: 'CreateResourceStatement'
  readonly external?: true
  readonly name: string
  readonly properties?: readonly Property[]
}

export interface AlterResourceStatement extends NodeBase {
  readonly kind: 'AlterResourceStatement'
  readonly name: string
  readonly properties: readonly Property[]
}

export interface DropResourceStatement extends NodeBase {
  readonly kind: 'DropResourceStatement'
  readonly name: string
}

export interface CreateResourceGroupStatement extends NodeBase {
  readonly kind: 'CreateResourceGroupStatement'
  readonly ifNotExists?: true
  readonly orReplace?: true
  readonly name: string
  readonly classifiers?: readonly Classifier[]
  readonly properties: readonly Property[]
}

/** `(user = 'a', role = 'b')`: which queries a resource group takes. */
export interface Classifier extends NodeBase {
  readonly kind: 'Classifier'
  readonly expressions: readonly Expression[]
}

/** `ALTER RESOURCE GROUP`: exactly one of `add`, `drop` (identifiers of classifiers) and `properties` is there. */
export interface AlterResourceGroupStatement extends NodeBase {
  readonly kind: 'AlterResourceGroupStatement'
  readonly name: string
  readonly add?: readonly Classifier[]
  readonly drop?: readonly string[] | 'ALL'
  readonly properties?: readonly Property[]
}

export interface DropResourceGroupStatement extends NodeBase {
  readonly kind: 'DropResourceGroupStatement'
  readonly ifExists?: true
  readonly name: string
}

/** `SHOW [VERBOSE | USAGE] RESOURCE GROUP name`, or GROUPS [ALL] when no name is given. */
export interface ShowResourceGroupStatement extends NodeBase {
  readonly kind: 'ShowResourceGroupStatement'
  readonly detail?: 'VERBOSE' | 'USAGE'
  readonly name?: string
  readonly all?: true
}

/** `CREATE EXTERNAL CATALOG`. */
export interface CreateCatalogStatement extends NodeBase {
  readonly kind: 'CreateCatalogStatement'
  readonly ifNotExists?: true
  readonly name: string
  readonly comment?: string
  readonly properties: readonly Property[]
}

export interface AlterCatalogStatement extends NodeBase {
  readonly kind: 'AlterCatalogStatement'
  readonly name: string
  readonly clause: ModifyPropertiesClause
}

export interface DropCatalogStatement extends NodeBase {
  readonly kind: 'DropCatalogStatement'
  readonly ifExists?: true
  readonly name: string
}

export interface CreateStorageVolumeStatement extends NodeBase {
  readonly kind: 'CreateStorageVolumeStatement'
  readonly ifNotExists?: true
  readonly name: string
  readonly type: string
  readonly locations: readonly string[]
  readonly comment?: string
  readonly properties?: readonly Property[]
}

export interface AlterStorageVolumeStatement extends NodeBase {
  readonly kind: 'AlterStorageVolumeStatement'
  readonly name: string
  readonly clauses: readonly (ModifyCommentClause | ModifyPropertiesClause)[]
}

export interface DropStorageVolumeStatement extends NodeBase {
  readonly kind: 'DropStorageVolumeStatement'
  readonly ifExists?: true
  readonly name: string
}

export interface DescStorageVolumeStatement extends NodeBase {
  readonly kind: 'DescStorageVolumeStatement'
  readonly name: string
}

/** `SET name AS DEFAULT STORAGE VOLUME`. */
export interface SetDefaultStorageVolumeStatement extends NodeBase {
  readonly kind: 'SetDefaultStorageVolumeStatement'
  readonly name: string
}

export type ResourceStatement =
  | CreateResourceStatement
  | AlterResourceStatement
  | DropResourceStatement
  | CreateResourceGroupStatement
  | AlterResourceGroupStatement
  | DropResourceGroupStatement
  | ShowResourceGroupStatement
  | CreateCatalogStatement
  | AlterCatalogStatement
  | DropCatalogStatement
  | CreateStorageVolumeStatement
  | AlterStorageVolumeStatement
  | DropStorageVolumeStatement
  | DescStorageVolumeStatement
  | SetDefaultStorageVolumeStatement

export type ResourceNode = ResourceStatement | Classifier
