import type { LimitElement, Query, QueryBody, SortItem } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { quoteDuckIdentifier } from '../duck-text.ts'
import type { NameScope } from '../name-scope.ts'
import type { OutputColumn, QueryContext, TranslatedQuery, VisibleCte } from '../translation.ts'
import { translateSelect } from './select.ts'
import { translateSetOperation } from './set-operation.ts'

/** What stands behind a query's body and belongs to it. */
export interface QueryTail {
  readonly orderBy?: readonly SortItem[]
  readonly limit?: LimitElement
}

/** A query for DuckDB. `parent` holds the columns of the query around it, for correlated subqueries. */
export function translateQuery(query: Query, context: QueryContext, parent?: NameScope): TranslatedQuery {
  const { prefix, inner } = withClause(query, context, parent)
  const tail: QueryTail = {
    ...(query.orderBy === undefined ? {} : { orderBy: query.orderBy }),
    ...(query.limit === undefined ? {} : { limit: query.limit }),
  }
  const body = translateBody(query.body, inner, parent, tail)
  return { sql: prefix + body.sql, columns: body.columns }
}

/** The body of a query with its ORDER BY and LIMIT. */
export function translateBody(
  body: QueryBody,
  context: QueryContext,
  parent: NameScope | undefined,
  tail: QueryTail,
): TranslatedQuery {
  switch (body.kind) {
    case 'Select':
      return translateSelect(body, context, parent, tail)
    case 'SetOperation':
      return translateSetOperation(body, context, parent, tail)
    case 'Query': {
      if (tail.orderBy === undefined && tail.limit === undefined) return translateQuery(body, context, parent)
      return translateSetOperation({ kind: 'SetOperation', operators: [], operands: [body] }, context, parent, tail)
    }
  }
}

/** The common table expressions of a query, each seeing those before it. */
function withClause(
  query: Pick<Query, 'with'>,
  context: QueryContext,
  parent: NameScope | undefined,
): { readonly prefix: string; readonly inner: QueryContext } {
  if (query.with === undefined || query.with.length === 0) return { prefix: '', inner: context }
  const ctes = new Map(context.ctes)
  const texts: string[] = []
  for (const cte of query.with) {
    const translated = translateQuery(cte.query, { ...context, ctes }, parent)
    const duckName = context.translation.newName()
    ctes.set(cte.name, { duckName, columns: renamed(translated.columns, cte.columns, cte.name) } satisfies VisibleCte)
    texts.push(`${quoteDuckIdentifier(duckName)} AS (${translated.sql})`)
  }
  return { prefix: `WITH ${texts.join(', ')} `, inner: { ...context, ctes } }
}

/** The columns of a derived relation under the names given behind its alias. */
export function renamed(
  columns: readonly OutputColumn[],
  names: readonly string[] | undefined,
  relation: string,
): readonly OutputColumn[] {
  if (names === undefined || names.length === 0) return columns.map(({ name, type }) => ({ name, type }))
  if (names.length !== columns.length) {
    throw analyzingError(
      `The number of columns of '${relation}' (${columns.length}) does not match that of its column list (${names.length})`,
    )
  }
  return columns.map(({ type }, index) => ({ name: names[index] ?? '', type }))
}

/** LIMIT and OFFSET. */
export function limitText(limit: LimitElement | undefined, context: QueryContext): string {
  if (limit === undefined) return ''
  const number = (element: LimitElement['limit']): string => {
    if (element.kind === 'NumberLiteral') return element.text
    if (element.kind === 'UserVariable') return String(context.translation.session.userVariable(element.name) ?? 0)
    throw analyzingError('a parameter has no value outside of a prepared statement')
  }
  return ` LIMIT ${number(limit.limit)}${limit.offset === undefined ? '' : ` OFFSET ${number(limit.offset)}`}`
}
