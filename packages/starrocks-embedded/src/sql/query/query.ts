import type { Query, QueryBody } from 'starrocks-kit/language'
import type { NameScope } from '../name-scope.ts'
import type { QueryContext, TranslatedQuery } from '../translation.ts'
import { translateSelect } from './select.ts'
import { translateSetOperation } from './set-operation.ts'
import type { QueryTail } from './tail.ts'
import { withClause } from './with-clause.ts'

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
function translateBody(
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
