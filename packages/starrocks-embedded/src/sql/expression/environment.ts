import type { FunctionCall } from 'starrocks-kit/language'
import type { Bound } from '../bound.ts'
import type { NameScope } from '../name-scope.ts'
import type { QueryContext } from '../translation.ts'

/** Where an expression stands: what its names mean and what it may hold. */
export interface Environment {
  readonly context: QueryContext
  readonly names: NameScope
  /** Names that win over columns: parameters of a lambda. */
  readonly preferred?: ReadonlyMap<string, Bound>
  /** Aliases of the SELECT list in ORDER BY: they win over columns, but not in arguments of aggregate functions. */
  readonly outputs?: ReadonlyMap<string, Bound>
  /** Names that are tried after columns: aliases of the SELECT list in GROUP BY and HAVING. */
  readonly fallback?: ReadonlyMap<string, Bound>
  /** The clause that takes no aggregate functions, for the message. */
  readonly forbidAggregates?: 'WHERE' | 'JOIN' | 'GROUP BY'
  /** The arguments of GROUPING() that GROUP BY has. */
  readonly groupings?: readonly Bound[]
}

/** The refusal of an aggregate or window function where none may stand. */
export function aggregateRefusal(environment: Environment, call: FunctionCall): string | undefined {
  if (environment.forbidAggregates === undefined) return undefined
  return `${environment.forbidAggregates} clause cannot contain ${call.over === undefined ? 'aggregations' : 'window function'}`
}
