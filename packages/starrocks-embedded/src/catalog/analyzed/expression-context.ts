import type { Expression, FunctionCall, Query } from 'starrocks-kit/language'
import type { SqlType } from '../../sql/types/sql-type.ts'

/** What an expression's printer asks of the query around it. */
export interface ExpressionContext {
  /** A column reference as it is to be printed. */
  column(parts: readonly string[]): string
  /** A query inside of the expression, without parentheses around it. */
  query(query: Query): string
  /** The short wording of partition and generated expressions: fewer parentheses, slices with their full arguments. */
  readonly short?: true
  /** The type of an expression, in the wording of an analyzed query: casts and rewritten calls show there. */
  typeOf?(expression: Expression): SqlType | undefined
  /** Refuses calls that mean nothing. */
  checkCall?(call: FunctionCall): void
  /** Views are worded twice: subqueries gain parentheses. */
  readonly deep?: true
  /** A parameter of a lambda function; its bare name when absent. */
  lambda?(name: string): string
}
