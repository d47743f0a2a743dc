import type { Expression, Query } from 'starrocks-kit/language'
import type { Bound } from '../bound.ts'
import type { NameScope } from '../name-scope.ts'
import type { Environment, QueryContext, TranslatedQuery } from '../translation.ts'

/** Resolves the names and types of an expression and writes it for DuckDB. */
export function bindExpression(expression: Expression, environment: Environment): Bound {
  return environment.context.translation.rules.expression(expression, environment)
}

/** A query for DuckDB. `parent` holds the columns of the query around it, for correlated subqueries. */
export function translateQuery(query: Query, context: QueryContext, parent?: NameScope): TranslatedQuery {
  return context.translation.rules.query(query, context, parent)
}
