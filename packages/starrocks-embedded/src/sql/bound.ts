import type { SqlValue } from './scope.ts'
import type { SqlType } from './types/sql-type.ts'

/** An expression after name and type resolution: DuckDB text with its StarRocks type. */
export interface Bound {
  readonly sql: string
  readonly type: SqlType
  /** The value of a literal, for functions whose meaning or type depends on it. */
  readonly constant?: { readonly value: SqlValue }
  /** It holds an aggregate function (outside of subqueries). */
  readonly aggregate?: true
  /** It holds a window function. */
  readonly window?: true
}

/** A new expression made of others: what they hold, it holds. */
export function combine(sql: string, type: SqlType, parts: readonly Bound[]): Bound {
  return {
    sql,
    type,
    ...(parts.some((part) => part.aggregate === true) ? { aggregate: true as const } : {}),
    ...(parts.some((part) => part.window === true) ? { window: true as const } : {}),
  }
}
