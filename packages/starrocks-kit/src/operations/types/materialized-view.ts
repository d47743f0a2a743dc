import type { MaterializedView, RefreshScheme } from '../../schema/types/materialized-view.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import type { Properties } from '../../schema/types/properties.ts'

export interface CreateMaterializedView {
  readonly kind: 'CreateMaterializedView'
  readonly view: ObjectName
  readonly definition: MaterializedView
}

export interface DropMaterializedView {
  readonly kind: 'DropMaterializedView'
  readonly view: ObjectName
  readonly definition?: MaterializedView
}

export interface RenameMaterializedView {
  readonly kind: 'RenameMaterializedView'
  readonly view: ObjectName
  readonly to: string
}

export interface SwapMaterializedView {
  readonly kind: 'SwapMaterializedView'
  readonly view: ObjectName
  readonly with: string
}

export interface ModifyRefreshScheme {
  readonly kind: 'ModifyRefreshScheme'
  readonly view: ObjectName
  readonly from?: RefreshScheme
  readonly to: RefreshScheme
}

/** `from` and `to` hold only the properties that differ; a key missing on one side is not set there. */
export interface ModifyMaterializedViewProperties {
  readonly kind: 'ModifyMaterializedViewProperties'
  readonly view: ObjectName
  readonly from: Properties
  readonly to: Properties
}

/** `ACTIVE` re-analyses the query; `INACTIVE` stops refreshing and rewriting. */
export interface SetMaterializedViewState {
  readonly kind: 'SetMaterializedViewState'
  readonly view: ObjectName
  readonly state: 'ACTIVE' | 'INACTIVE'
}

export interface RefreshMaterializedView {
  readonly kind: 'RefreshMaterializedView'
  readonly view: ObjectName
  readonly force?: true
  /** Wait until the refresh is done. */
  readonly sync?: true
}

/** A change that cannot be made in place: the plan makes it create, refresh, SWAP WITH, drop. */
export interface ReplaceMaterializedView {
  readonly kind: 'ReplaceMaterializedView'
  readonly view: ObjectName
  readonly from: MaterializedView
  readonly to: MaterializedView
  readonly reasons: readonly string[]
}
