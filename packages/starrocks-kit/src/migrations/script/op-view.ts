import type { ReaderOf, RecordOperation } from './op-recorder.ts'
import type { NameInput, ViewInput } from './op-inputs.ts'

/** Operations on views. */
export interface ViewOp {
  createView(name: NameInput, definition: ViewInput, options?: { readonly orReplace?: true }): void
  /** Query with columns, or security; a view's comment needs `createView` with `orReplace`. */
  alterView(name: NameInput, definition: ViewInput): void
  dropView(name: NameInput): void
}

export function createViewOp(reader: ReaderOf, record: RecordOperation): ViewOp {
  return {
    createView: (name, definition, options = {}) => {
      const read = reader('createView', name)
      record({
        kind: 'CreateView',
        view: read.name(),
        definition: read.view(definition),
        ...(options.orReplace === true ? { orReplace: true } : {}),
      })
    },
    alterView: (name, definition) => {
      const read = reader('alterView', name)
      record({ kind: 'AlterView', view: read.name(), to: read.view(definition) })
    },
    dropView: (name) => {
      record({ kind: 'DropView', view: reader('dropView', name).name() })
    },
  }
}
