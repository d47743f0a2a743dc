import { quoteIdentifier } from '../../language/index.ts'
import type { ObjectName } from '../types/names.ts'
import type { SchemaState } from '../types/schema-state.ts'

/** The state without the functions of a database: they go with it. */
export function withoutDatabaseFunctions(
  state: SchemaState,
  { database, catalog }: Pick<ObjectName, 'database' | 'catalog'>,
): SchemaState {
  const functions = state.cluster?.Function
  if (functions === undefined || catalog !== undefined) return state
  const place = `${quoteIdentifier(database)}.`
  const others = Object.entries(functions).filter(([name]) => !name.startsWith(place))
  return { ...state, cluster: { ...state.cluster, Function: Object.fromEntries(others) } }
}
