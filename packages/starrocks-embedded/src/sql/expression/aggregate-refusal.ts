import type { FunctionCall } from 'starrocks-kit/language'
import type { Environment } from '../translation.ts'

/** The refusal of an aggregate or window function where none may stand. */
export function aggregateRefusal(environment: Environment, call: FunctionCall): string | undefined {
  if (environment.forbidAggregates === undefined) return undefined
  return `${environment.forbidAggregates} clause cannot contain ${call.over === undefined ? 'aggregations' : 'window function'}`
}
