import type { Expression, ShowStatement } from 'starrocks-kit/language'
import type { SqlValue } from '../../sql/scope.ts'
import { compareValues, evaluateExpression, truth } from '../result/evaluate-expression.ts'
import type { EvaluationContext } from '../result/evaluate-expression.ts'
import { likePattern } from '../result/like-pattern.ts'
import type { Cell, ResultTable } from '../result/result-table.ts'

export interface NarrowOptions {
  /** Index of the column that LIKE looks at; 0 when absent. */
  readonly likeColumn?: number
  /** What of that column LIKE looks at; all of it when absent. */
  readonly likeText?: (cell: string) => string
  /** LIKE pays attention to case. */
  readonly caseSensitive?: boolean
  /** Other names of columns in WHERE and ORDER BY. */
  readonly aliases?: Readonly<Record<string, string>>
  readonly context: EvaluationContext
}

/** Applies LIKE, WHERE, ORDER BY and LIMIT of a SHOW statement to its rows. */
export function narrow(
  result: ResultTable,
  statement: Pick<ShowStatement, 'like' | 'where' | 'orderBy' | 'limit'>,
  options: NarrowOptions,
): ResultTable {
  let { rows } = result
  if (statement.like !== undefined) {
    const pattern = likePattern(statement.like, options.caseSensitive !== true)
    const column = options.likeColumn ?? 0
    const { likeText = (cell: string) => cell } = options
    rows = rows.filter((row) => pattern.test(likeText(row[column] ?? '')))
  }
  const { where, orderBy, limit } = statement
  const value = (row: readonly Cell[], expression: Expression): SqlValue =>
    evaluateExpression(expression, { ...rowContext(result, row, options) })
  if (where !== undefined) rows = rows.filter((row) => truth(value(row, where)) === true)
  if (orderBy !== undefined) {
    rows = rows.toSorted((a, b) => {
      for (const item of orderBy) {
        const order =
          compareValues(numberOrText(value(a, item.expression)), numberOrText(value(b, item.expression))) ?? 0
        if (order !== 0) return item.order === 'DESC' ? -order : order
      }
      return 0
    })
  }
  if (limit !== undefined) {
    const count = Number(evaluateExpression(limit.limit, options.context))
    const offset = limit.offset === undefined ? 0 : Number(evaluateExpression(limit.offset, options.context))
    rows = rows.slice(offset, offset + count)
  }
  return { columns: result.columns, rows }
}

/** Ids are text in a result, and are ordered as the numbers they are. */
function numberOrText(value: SqlValue): SqlValue {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
}

function rowContext(result: ResultTable, row: readonly Cell[], options: NarrowOptions): EvaluationContext {
  const { context, aliases = {} } = options
  return {
    column: (parts) => {
      const name = parts.at(-1)?.toLowerCase() ?? ''
      const target = (aliases[name] ?? name).toLowerCase()
      const index = result.columns.findIndex((column) => column.toLowerCase() === target)
      return index === -1 ? null : (row[index] ?? null)
    },
    variable: (variable, scope) => context.variable(variable, scope),
    userVariable: (variable) => context.userVariable(variable),
    sessionFunction: (name, args) => context.sessionFunction(name, args),
  }
}
