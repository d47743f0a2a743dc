import type { RefreshScheme } from '../../schema/types/materialized-view.ts'
import type { ReaderOf, RecordOperation } from './op-recorder.ts'
import type { MaterializedViewInput, NameInput, PropertiesInput } from './op-inputs.ts'

/** Operations on materialized views. */
export interface MaterializedViewOp {
  createMaterializedView(name: NameInput, definition: MaterializedViewInput): void
  dropMaterializedView(name: NameInput): void
  renameMaterializedView(name: NameInput, to: string): void
  /** Exchanges two materialized views of the same database. */
  swapMaterializedView(name: NameInput, other: string): void
  /** What follows REFRESH: `ASYNC EVERY (INTERVAL 1 HOUR)`. */
  modifyRefreshScheme(name: NameInput, refresh: string | RefreshScheme): void
  modifyMaterializedViewProperties(name: NameInput, properties: PropertiesInput): void
  setMaterializedViewState(name: NameInput, state: 'ACTIVE' | 'INACTIVE'): void
  refreshMaterializedView(name: NameInput, options?: { readonly force?: true; readonly sync?: true }): void
}

export function createMaterializedViewOp(reader: ReaderOf, record: RecordOperation): MaterializedViewOp {
  return {
    createMaterializedView: (name, definition) => {
      const read = reader('createMaterializedView', name)
      record({ kind: 'CreateMaterializedView', view: read.name(), definition: read.materializedView(definition) })
    },
    dropMaterializedView: (name) => {
      record({ kind: 'DropMaterializedView', view: reader('dropMaterializedView', name).name() })
    },
    renameMaterializedView: (name, to) => {
      const read = reader('renameMaterializedView', name)
      record({ kind: 'RenameMaterializedView', view: read.name(), to: read.identifier('the new name', to) })
    },
    swapMaterializedView: (name, other) => {
      const read = reader('swapMaterializedView', name)
      record({ kind: 'SwapMaterializedView', view: read.name(), with: read.identifier('the other view', other) })
    },
    modifyRefreshScheme: (name, refresh) => {
      const read = reader('modifyRefreshScheme', name)
      record({ kind: 'ModifyRefreshScheme', view: read.name(), to: read.refresh(refresh) })
    },
    modifyMaterializedViewProperties: (name, properties) => {
      const read = reader('modifyMaterializedViewProperties', name)
      record({ kind: 'ModifyMaterializedViewProperties', view: read.name(), from: {}, to: read.properties(properties) })
    },
    setMaterializedViewState: (name, state) => {
      record({ kind: 'SetMaterializedViewState', view: reader('setMaterializedViewState', name).name(), state })
    },
    refreshMaterializedView: (name, options = {}) => {
      record({
        kind: 'RefreshMaterializedView',
        view: reader('refreshMaterializedView', name).name(),
        ...(options.force === true ? { force: true } : {}),
        ...(options.sync === true ? { sync: true } : {}),
      })
    },
  }
}
