import type { Operation } from '../../operations/index.ts'
import { DEFAULT_CATALOG } from '../../schema/types/names.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import type { SchemaState } from '../../schema/types/schema-state.ts'
import type { SqlText } from '../../schema/types/sql-text.ts'
import { simplifyQuery } from './simplify-query.ts'

/**
 * Operations whose way back does not name the database that they were found in: what a view was before is the analyzer's text, with that name everywhere, and a
 * revision runs on databases of other names too.
 */
export function withSimpleDefinitions(
  operations: readonly Operation[],
  state: SchemaState,
  defaultDatabase: string,
): readonly Operation[] {
  const simple = <T extends { readonly query: SqlText }>(view: T): T => ({
    ...view,
    query: simplifyQuery(view.query, state, defaultDatabase),
  })
  const isAtHome = ({ database, catalog = DEFAULT_CATALOG }: ObjectName): boolean =>
    database === defaultDatabase && catalog === DEFAULT_CATALOG
  return operations.map((operation): Operation => {
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
