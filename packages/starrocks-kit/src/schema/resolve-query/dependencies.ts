import type { Query } from '../../language/index.ts'
import { objectNameFromParts } from '../from-ast/names.ts'
import { queryOf } from '../sql-text.ts'
import { objectNameText } from '../state.ts'
import type { ObjectName } from '../types/names.ts'
import type { SqlText } from '../types/sql-text.ts'
import { recursiveTable } from './recursive-table.ts'

/** Where the names of a query are looked up: the database of the view. */
export interface QueryContext {
  readonly currentDatabase: string
  readonly currentCatalog?: string
}

/**
 * Tables, views and materialized views that a query reads, each once, in order of appearance. Names of its own WITH clauses are not among them.
 *
 * @throws {SqlSyntaxError} when the text is not a query
 */
export function queryDependencies(query: SqlText, context: QueryContext): readonly ObjectName[] {
  const place = `${context.currentCatalog ?? ''}.${context.currentDatabase}`
  const known = remembered.get(query)
  if (known?.place === place) return known.names
  const names = dependenciesOfQuery(queryOf(query), context)
  remembered.set(query, { place, names })
  return names
}

/** The answer for each query object: whole schemas are searched for dependents again and again. Changes speed only. */
const remembered = new WeakMap<SqlText, { readonly place: string; readonly names: readonly ObjectName[] }>()

export function dependenciesOfQuery(query: Query, context: QueryContext): readonly ObjectName[] {
  const found = new Map<string, ObjectName>()
  collect(query, new Set(), (parts) => {
    const name = objectNameFromParts(parts, context)
    if (name !== undefined) found.set(objectNameText(name), name)
  })
  return [...found.values()]
}

/** Walks any node; `ctes` are the names of the WITH clauses in sight. */
function collect(node: unknown, ctes: ReadonlySet<string>, add: (parts: readonly string[]) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(item, ctes, add)
    return
  }
  if (!isNode(node)) return
  if (node.kind === 'Query') {
    const query = node as unknown as Query
    const inSight = new Set(ctes)
    for (const cte of query.with ?? []) {
      const recursive = recursiveTable(query, cte)
      collect(recursive?.anchor ?? cte.query, inSight, add)
      inSight.add(cte.name)
      if (recursive !== undefined) collect({ ...cte.query, body: recursive.rest }, inSight, add)
    }
    collect(query.body, inSight, add)
    collect(query.orderBy, inSight, add)
    return
  }
  if (node.kind === 'TableReference') {
    const { name } = node as unknown as { readonly name: { readonly parts: readonly string[] } }
    const [only] = name.parts
    if (name.parts.length > 1 || (only !== undefined && !ctes.has(only))) add(name.parts)
    return
  }
  for (const child of Object.values(node)) collect(child, ctes, add)
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
