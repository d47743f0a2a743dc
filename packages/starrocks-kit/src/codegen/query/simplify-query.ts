import { printQuery, transform, visit } from '../../language/index.ts'
import type { AstNode, Query, QualifiedName } from '../../language/index.ts'
import { compareQueries } from '../../schema/resolve-query/compare.ts'
import { queryOf } from '../../schema/sql-text.ts'
import type { SchemaState } from '../../schema/types/schema-state.ts'
import type { SqlText } from '../../schema/types/sql-text.ts'

/**
 * A query that the server's analyzer worded, closer to how a person would have: without the name of the default database, and without the
 * table before each column where there is only one. What comes out has been compared with what went in; where it does not mean the same, or
 * nobody can tell, less is left out.
 */
export function simplifyQuery(query: SqlText, state: SchemaState, defaultDatabase: string): SqlText {
  if (query.origin !== 'analyzer') return query
  const withoutDatabase = transform(queryOf(query), (node) => dropDatabase(node, defaultDatabase))
  const candidates = [withoutTable(withoutDatabase), withoutDatabase].filter((candidate) => candidate !== undefined)
  for (const candidate of candidates) {
    const simpler: SqlText = { text: printQuery(candidate), origin: 'user' }
    const context = { fromState: state, toState: state, currentDatabase: defaultDatabase }
    if (compareQueries(query, simpler, context).verdict === 'same') return simpler
  }
  return query
}

/** `database.table.column` becomes `table.column`, `database.table` after FROM becomes `table`. */
function dropDatabase(node: AstNode, database: string): AstNode {
  switch (node.kind) {
    case 'ColumnReference':
      return node.parts.length >= 3 && node.parts[0] === database ? { ...node, parts: node.parts.slice(1) } : node
    case 'TableReference':
      return { ...node, name: dropFirst(node.name, database) }
    case 'SelectStar':
      return node.qualifier === undefined ? node : { ...node, qualifier: dropFirst(node.qualifier, database) }
    default:
      return node
  }
}

function dropFirst(name: QualifiedName, database: string): QualifiedName {
  return name.parts.length === 2 && name.parts[0] === database ? { ...name, parts: name.parts.slice(1) } : name
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
