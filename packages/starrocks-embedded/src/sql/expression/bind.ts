import type { Expression, Query } from 'starrocks-kit/language'
import type { Bound } from '../bound.ts'
import type { NameScope } from '../name-scope.ts'
import type { QueryContext, TranslatedQuery } from '../translation.ts'
import type { Environment } from './environment.ts'

/** The rules that the parts of an expression or a query call again: handed in, so that no file imports its caller. */
export interface Rules {
  readonly expression: (expression: Expression, environment: Environment) => Bound
  readonly query: (query: Query, context: QueryContext, parent?: NameScope) => TranslatedQuery
}

/** Resolves the names and types of an expression and writes it for DuckDB. */
export function bindExpression(expression: Expression, environment: Environment): Bound {
  return environment.context.translation.rules.expression(expression, environment)
}

/** A query for DuckDB. `parent` holds the columns of the query around it, for correlated subqueries. */
export function translateQuery(query: Query, context: QueryContext, parent?: NameScope): TranslatedQuery {
  return context.translation.rules.query(query, context, parent)
}
