import { printQuery, transform, visit } from '../../language/index.ts'
import type { AstNode, Query, QueryBody, TableReference } from '../../language/index.ts'
import { compareQueries } from '../../schema/resolve-query/compare.ts'
import { queryWithDatabase } from '../../schema/resolve-query/query-database.ts'
import { queryOf } from '../../schema/sql-text.ts'
import { findDatabase, withDatabase, withQueries } from '../../schema/state.ts'
import type { SchemaState } from '../../schema/types/schema-state.ts'
import type { SqlText } from '../../schema/types/sql-text.ts'

/** Where a query stands, and who names its columns. */
export interface QueryPlace {
  /** The view is of the default database, so that tables without a database are there too. */
  readonly atHome: boolean
  /** The view has a list of columns: what the query calls them does not count. */
  readonly named: boolean
}

/**
 * A query that the server's analyzer worded, closer to how a person would have: without the name of the default database, without the database or
 * the table before columns that need none, and without names for what nobody names. What comes out has been compared with what went in; where it
 * does not mean the same, or nobody can tell, less is left out.
 */
export function simplifyQuery(
  query: SqlText,
  state: SchemaState,
  defaultDatabase: string,
  { atHome, named }: QueryPlace = { atHome: true, named: false },
): SqlText {
  if (query.origin !== 'analyzer') return query
  const context = { fromState: state, toState: state, currentDatabase: defaultDatabase }
  const textOf = (tree: Query): SqlText => ({ text: printQuery(tree), origin: 'user' })
  const isSame = (tree: Query): boolean => compareQueries(query, textOf(tree), context).verdict === 'same'
  const steps: readonly ((tree: Query) => Query)[] = [
    ...(atHome ? [(tree: Query) => queryWithDatabase(tree, defaultDatabase, undefined)] : []),
    withoutEmptyDatabases,
    withoutDatabasesOfColumns,
    withoutTable,
    (tree) => withoutTextAliases(tree, named),
  ]
  const whole = queryOf(query)
  const simplest = steps.reduce((tree, step) => step(tree), whole)
  if (isSame(simplest)) return textOf(simplest)
  const simpler = steps.reduce((tree, step) => {
    const next = step(tree)
    return next !== tree && isSame(next) ? next : tree
  }, whole)
  return simpler === whole ? query : textOf(simpler)
}

/** The analyzer puts an empty database before functions that it has replaced: `` ``.bitmap_agg(a) ``. */
function withoutEmptyDatabases(query: Query): Query {
  return transform(query, (node) =>
    node.kind === 'FunctionCall' && node.name.length > 1 && node.name[0] === ''
      ? { ...node, name: node.name.slice(1) }
      : node,
  )
}

/** `shop.o.id` becomes `o.id`. */
function withoutDatabasesOfColumns(query: Query): Query {
  const tables = tableReferences(query)
  return transform(query, (node) => {
    if (node.kind !== 'ColumnReference' || node.parts.length < 3) return node
    const [database, table] = node.parts
    const isOne = tables.some((one) => one.name.parts.at(-2) === database && nameOf(one) === table)
    return isOne ? { ...node, parts: node.parts.slice(1) } : node
  })
}

/** Bare column names, and no aliases that only repeat them, where a query reads one relation. */
function withoutTable(query: Query): Query {
  let queries = 0
  visit(query, {
    Query() {
      queries++
    },
  })
  const [table, ...more] = tableReferences(query)
  if (table === undefined || more.length > 0 || queries > 1) return query
  return transform(query, (node) => {
    if (node.kind === 'ColumnReference') {
      return node.parts.length === 2 && node.parts[0] === nameOf(table) ? { ...node, parts: node.parts.slice(1) } : node
    }
    if (node.kind === 'SelectExpression' && node.expression.kind === 'ColumnReference') {
      const { alias, ...item } = node
      return alias === node.expression.parts.at(-1) ? item : node
    }
    return node
  })
}

/** The analyzer gives each expression without a name its own text as one; where names do not count, they are left out. */
function withoutTextAliases(query: Query, named: boolean): Query {
  const inner = transform(query, (node: AstNode): AstNode => {
    switch (node.kind) {
      case 'SetOperation': {
        const [first, ...others] = node.operands
        return first === undefined ? node : { ...node, operands: [first, ...others.map(withoutNames)] }
      }
      case 'SubqueryExpression':
      case 'ExistsExpression':
      case 'InSubqueryExpression':
        return { ...node, query: { ...node.query, body: withoutNames(node.query.body) } }
      default:
        return node
    }
  })
  return named ? { ...inner, body: withoutNames(inner.body) } : inner
}

function withoutNames(body: QueryBody): QueryBody {
  if (body.kind === 'SetOperation') return { ...body, operands: body.operands.map(withoutNames) }
  if (body.kind !== 'Select') return body
  const items = body.items.map((node) => {
    if (node.kind !== 'SelectExpression' || !/[^\w$]|^\d/u.test(node.alias ?? '')) return node
    const { alias: _, ...item } = node
    return item
  })
  return { ...body, items }
}

function tableReferences(query: Query): readonly TableReference[] {
  const found: TableReference[] = []
  visit(query, {
    TableReference(node) {
      found.push(node)
    },
  })
  return found
}

const nameOf = ({ alias, name }: TableReference): string => alias ?? name.parts.at(-1) ?? ''

/** The schema with the queries of the default database's views in simpler words, so that they can be read, and run elsewhere. */
export function withSimpleQueries(state: SchemaState, defaultDatabase: string): SchemaState {
  const database = findDatabase(state, { database: defaultDatabase })
  if (database === undefined) return state
  return withDatabase(
    state,
    withQueries(database, (query) => simplifyQuery(query, state, defaultDatabase)),
  )
}
