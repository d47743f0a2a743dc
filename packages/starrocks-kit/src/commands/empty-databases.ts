import type { SchemaState } from '../schema/index.ts'

/** The same databases with nothing in them. */
export function emptyDatabases(state: SchemaState): SchemaState {
  const databases = Object.entries(state.databases).map(
    ([key, database]) => [key, { ...database, tables: {}, views: {}, materializedViews: {}, unsupported: {} }] as const,
  )
  return { databases: Object.fromEntries(databases) }
}
