import { printQuery } from '../language/index.ts'
import { queryWithDatabase } from './resolve-query/query-database.ts'
import { queryOf } from './sql-text.ts'
import { databaseKey, ownEntry, withoutEntry, withQueries } from './state.ts'
import type { SchemaState } from './types/schema-state.ts'
import type { SqlText } from './types/sql-text.ts'

/**
 * The same schema with a database of the default catalog under another name, in the queries of all views too: so that a schema can be compared with its
 * copy elsewhere. A database that already has the name is replaced. Of what lies beside databases nothing is known afterwards: grants, tasks and the like
 * name the database that they are about.
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
