import { printQuery } from '../language/index.ts'
import { queryWithDatabase } from './resolve-query/query-database.ts'
import { queryOf } from './sql-text.ts'
import { databaseKey, ownEntry, withoutEntry } from './state.ts'
import type { Database, SchemaState } from './types/schema-state.ts'
import type { SqlText } from './types/sql-text.ts'

/**
 * The same schema with a database of the default catalog under another name, in the queries of all views too: so that a schema can be compared with its
 * copy elsewhere. A database that already has the name is replaced.
 */
export function renameDatabase(state: SchemaState, from: string, to: string): SchemaState {
  const moved = ownEntry(state.databases, databaseKey(from))
  if (moved === undefined || from === to) return state
  const others = Object.entries(withoutEntry(state.databases, databaseKey(from)))
  const databases = [...others, [databaseKey(to), { ...moved, name: to }] as const]
  return {
    databases: Object.fromEntries(databases.map(([key, database]) => [key, withQueries(database, renamed)] as const)),
  }

  function renamed(query: SqlText): SqlText {
    return { ...query, text: printQuery(queryWithDatabase(queryOf(query), from, to)) }
  }
}

function withQueries(database: Database, change: (query: SqlText) => SqlText): Database {
  const each = <T extends { readonly query: SqlText }>(
    views: Readonly<Record<string, T>>,
  ): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(views).map(([name, view]) => [name, { ...view, query: change(view.query) }]))
  return { ...database, views: each(database.views), materializedViews: each(database.materializedViews) }
}
