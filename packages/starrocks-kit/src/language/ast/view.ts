import type { ModifyPropertiesClause, SwapTableClause, TableRenameClause } from './alter-table.ts'
import type { Property, QualifiedName } from './common.ts'
import type { Expression, IntervalExpression } from './expression.ts'
import type { NodeBase } from './node.ts'
import type { Query } from './query.ts'
import type { DistributionDesc, IndexDesc, OrderByDesc } from './table.ts'

/** An output column of a view: its type is that of the query. */
export interface ViewColumn extends NodeBase {
  readonly kind: 'ViewColumn'
  readonly name: string
  readonly comment?: string
}

export interface CreateViewStatement extends NodeBase {
  readonly kind: 'CreateViewStatement'
  readonly orReplace?: true
  readonly ifNotExists?: true
  readonly name: QualifiedName
  readonly columns?: readonly ViewColumn[]
  readonly comment?: string
  readonly security?: 'NONE' | 'INVOKER'
  readonly properties?: readonly Property[]
  readonly query: Query
}

export interface DropViewStatement extends NodeBase {
  readonly kind: 'DropViewStatement'
  readonly ifExists?: true
  readonly name: QualifiedName
}

export interface AlterViewStatement extends NodeBase {
  readonly kind: 'AlterViewStatement'
  readonly name: QualifiedName
  readonly clause: AlterViewClause
}

/** `[(columns)] AS query`. */
export interface AlterViewQueryClause extends NodeBase {
  readonly kind: 'AlterViewQueryClause'
  readonly columns?: readonly ViewColumn[]
  readonly query: Query
}

/** `SET SECURITY NONE | INVOKER`. */
export interface AlterViewSecurityClause extends NodeBase {
  readonly kind: 'AlterViewSecurityClause'
  readonly security: 'NONE' | 'INVOKER'
}

/** `ADD | MODIFY DIALECT query` of an Iceberg view. */
export interface AlterViewDialectClause extends NodeBase {
  readonly kind: 'AlterViewDialectClause'
  readonly action: 'ADD' | 'MODIFY'
  readonly query: Query
}

export type AlterViewClause =
  | AlterViewQueryClause
  | AlterViewSecurityClause
  | AlterViewDialectClause
  | ModifyPropertiesClause

/** Asynchronous when it has `refresh` (or says so by properties), else an index (rollup) of its base table. */
export interface CreateMaterializedViewStatement extends NodeBase {
  readonly kind: 'CreateMaterializedViewStatement'
  readonly ifNotExists?: true
  readonly name: QualifiedName
  readonly columns?: readonly ViewColumn[]
  readonly indexes?: readonly IndexDesc[]
  readonly comment?: string
  readonly partitionBy?: readonly Expression[]
  readonly distribution?: DistributionDesc
  readonly orderBy?: OrderByDesc
  readonly refresh?: RefreshSchemeDesc
  readonly properties?: readonly Property[]
  readonly query: Query
}

/** `REFRESH [IMMEDIATE | DEFERRED] ASYNC [START ("...")] [EVERY (INTERVAL 1 DAY)] | INCREMENTAL | MANUAL`. */
export interface RefreshSchemeDesc extends NodeBase {
  readonly kind: 'RefreshSchemeDesc'
  readonly moment?: 'IMMEDIATE' | 'DEFERRED'
  readonly type: 'ASYNC' | 'INCREMENTAL' | 'MANUAL'
  readonly start?: string
  readonly every?: IntervalExpression
}

export interface DropMaterializedViewStatement extends NodeBase {
  readonly kind: 'DropMaterializedViewStatement'
  readonly ifExists?: true
  readonly name: QualifiedName
}

export interface AlterMaterializedViewStatement extends NodeBase {
  readonly kind: 'AlterMaterializedViewStatement'
  readonly name: QualifiedName
  readonly clause: AlterMaterializedViewClause
}

/** ACTIVE or INACTIVE. */
export interface StatusDesc extends NodeBase {
  readonly kind: 'StatusDesc'
  readonly status: 'ACTIVE' | 'INACTIVE'
}

export type AlterMaterializedViewClause =
  | RefreshSchemeDesc
  | TableRenameClause
  | ModifyPropertiesClause
  | SwapTableClause
  | StatusDesc

/** The partitions to refresh: a range, or tuples of list values. */
export interface RefreshRange extends NodeBase {
  readonly kind: 'RefreshRange'
  readonly start: string
  readonly end: string
}

export interface RefreshMaterializedViewStatement extends NodeBase {
  readonly kind: 'RefreshMaterializedViewStatement'
  readonly name: QualifiedName
  readonly range?: RefreshRange
  readonly values?: readonly (readonly (string | null)[])[]
  readonly force?: true
  readonly mode?: 'SYNC' | 'ASYNC'
  readonly priority?: number
}

export interface CancelRefreshMaterializedViewStatement extends NodeBase {
  readonly kind: 'CancelRefreshMaterializedViewStatement'
  readonly name: QualifiedName
  readonly force?: true
}

export type ViewStatement =
  | CreateViewStatement
  | DropViewStatement
  | AlterViewStatement
  | CreateMaterializedViewStatement
  | DropMaterializedViewStatement
  | AlterMaterializedViewStatement
  | RefreshMaterializedViewStatement
  | CancelRefreshMaterializedViewStatement

export type ViewNode =
  | ViewStatement
  | ViewColumn
  | AlterViewQueryClause
  | AlterViewSecurityClause
  | AlterViewDialectClause
  | RefreshSchemeDesc
  | StatusDesc
  | RefreshRange
