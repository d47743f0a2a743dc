import type { Operation } from '../../operations/index.ts'
import { DEFAULT_CATALOG } from '../../schema/types/names.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import type { SchemaState } from '../../schema/types/schema-state.ts'
import type { MaterializedView } from '../../schema/types/materialized-view.ts'
import type { Target } from '../../schema/types/capabilities.ts'
import type { View } from '../../schema/types/view.ts'
import { bareDefinition } from '../models/without-server-defaults.ts'
import { simplifyQuery } from './simplify-query.ts'

/**
 * Operations whose way back is worded as a person would: what an object was before has all that the server adds by itself, and what a view was is the analyzer's
 * text, which names the database everywhere, while a revision runs on databases of other names too.
 */
export function withSimpleDefinitions(
  operations: readonly Operation[],
  state: SchemaState,
  { target, defaultDatabase }: { readonly target: Target; readonly defaultDatabase: string },
): readonly Operation[] {
  const simple = <T extends View | MaterializedView>(view: T): T => {
    const bare = bareDefinition(view, target)
    const place = { atHome: true, named: bare.columns !== undefined }
    return { ...bare, query: simplifyQuery(bare.query, state, defaultDatabase, place) }
  }
  const isAtHome = ({ database, catalog = DEFAULT_CATALOG }: ObjectName): boolean =>
    database === defaultDatabase && catalog === DEFAULT_CATALOG
  return operations.map((operation): Operation => {
    if (operation.kind === 'DropTable' && operation.definition !== undefined)
      return { ...operation, definition: bareDefinition(operation.definition, target) }
    if (!('view' in operation) || !isAtHome(operation.view)) return operation
    switch (operation.kind) {
      case 'AlterView':
        return operation.from === undefined ? operation : { ...operation, from: simple(operation.from) }
      case 'ReplaceView':
        return { ...operation, from: simple(operation.from) }
      case 'ReplaceMaterializedView':
        return { ...operation, from: simple(operation.from) }
      case 'DropView':
        return operation.definition === undefined
          ? operation
          : { ...operation, definition: simple(operation.definition) }
      case 'DropMaterializedView':
        return operation.definition === undefined
          ? operation
          : { ...operation, definition: simple(operation.definition) }
      default:
        return operation
    }
  })
}
