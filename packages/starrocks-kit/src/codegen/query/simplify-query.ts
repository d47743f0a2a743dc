import { printQuery, transform, visit } from '../../language/index.ts'
import type { Query } from '../../language/index.ts'
import { compareQueries } from '../../schema/resolve-query/compare.ts'
import { queryWithDatabase } from '../../schema/resolve-query/query-database.ts'
import { queryOf } from '../../schema/sql-text.ts'
import { findDatabase, withDatabase, withQueries } from '../../schema/state.ts'
import type { SchemaState } from '../../schema/types/schema-state.ts'
import type { SqlText } from '../../schema/types/sql-text.ts'

/**
 * A query that the server's analyzer worded, closer to how a person would have: without the name of the default database, and without the
 * table before each column where there is only one. What comes out has been compared with what went in; where it does not mean the same, or
 * nobody can tell, less is left out.
 */
export function simplifyQuery(query: SqlText, state: SchemaState, defaultDatabase: string): SqlText {
  if (query.origin !== 'analyzer') return query
  const withoutDatabase = queryWithDatabase(queryOf(query), defaultDatabase, undefined)
  const candidates = [withoutTable(withoutDatabase), withoutDatabase].filter((candidate) => candidate !== undefined)
  for (const candidate of candidates) {
    const simpler: SqlText = { text: printQuery(candidate), origin: 'user' }
    const context = { fromState: state, toState: state, currentDatabase: defaultDatabase }
    if (compareQueries(query, simpler, context).verdict === 'same') return simpler
  }
  return query
}

/** The query with bare column names, and without aliases that only repeat them; absent when it reads several relations. */
function withoutTable(query: Query): Query | undefined {
  const tables: string[] = []
  let queries = 0
  visit(query, {
    Query() {
      queries++
    },
    TableReference(node) {
      tables.push(node.alias ?? node.name.parts.at(-1) ?? '')
    },
  })
  const [table] = tables
  if (table === undefined || tables.length > 1 || queries > 1) return undefined
  return transform(query, (node) => {
    if (node.kind === 'ColumnReference') {
      return node.parts.length === 2 && node.parts[0] === table ? { ...node, parts: node.parts.slice(1) } : node
    }
    if (node.kind === 'SelectExpression' && node.expression.kind === 'ColumnReference') {
      const { alias, ...item } = node
      return alias === node.expression.parts.at(-1) ? item : node
    }
    return node
  })
}

/** The schema with the queries of the default database's views in simpler words, so that they can be read, and run elsewhere. */
export function withSimpleQueries(state: SchemaState, defaultDatabase: string): SchemaState {
  const database = findDatabase(state, { database: defaultDatabase })
  if (database === undefined) return state
  return withDatabase(
    state,
    withQueries(database, (query) => simplifyQuery(query, state, defaultDatabase)),
  )
}
