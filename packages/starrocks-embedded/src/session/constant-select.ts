import type { Query } from 'starrocks-kit/language'
import { outputName } from '../catalog/analyzed/analyze-query.ts'
import { inferType } from '../catalog/analyzed/infer-type.ts'
import { evaluateExpression, NotEvaluableError, printValue, truth } from '../catalog/result/evaluate-expression.ts'
import type { EvaluationContext } from '../catalog/result/evaluate-expression.ts'
import type { SqlValue } from '../sql/scope.ts'
import type { ColumnType } from '../wire/column-type.ts'
import type { RowsResult } from '../wire/handler.ts'

/** Answers a SELECT without FROM from what the session knows; undefined when it takes the engine. */
export function constantSelect(query: Query, context: EvaluationContext): RowsResult | undefined {
  const select = query.body
  if (query.with !== undefined || query.orderBy !== undefined || select.kind !== 'Select' || select.from !== undefined)
    return undefined
  if (
    select.groupBy !== undefined ||
    select.having !== undefined ||
    select.qualify !== undefined ||
    select.distinct === true
  )
    return undefined
  try {
    const columns: { readonly name: string; readonly type: ColumnType }[] = []
    const values: SqlValue[] = []
    for (const item of select.items) {
      if (item.kind === 'SelectStar') return undefined
      const value = evaluateExpression(item.expression, context)
      const inferred =
        item.expression.kind === 'NullLiteral' ? undefined : inferType(item.expression, { relations: [] })
      columns.push({ name: item.alias ?? outputName(item.expression), type: inferred ?? typeOf(value) })
      values.push(value)
    }
    const kept = select.where === undefined || truth(evaluateExpression(select.where, context)) === true
    const limit = query.limit === undefined ? 1 : Number(evaluateExpression(query.limit.limit, context))
    return { kind: 'rows', columns, rows: kept && limit > 0 ? [values.map(printValue)] : [] }
  } catch (error) {
    if (error instanceof NotEvaluableError) return undefined
    throw error
  }
}

function typeOf(value: SqlValue): ColumnType {
  switch (typeof value) {
    case 'boolean':
      return { kind: 'simple', name: 'boolean' }
    case 'number':
    case 'bigint':
      return { kind: 'simple', name: 'bigint' }
    case 'string':
      return { kind: 'varchar', length: -1 }
    default:
      return { kind: 'null' }
  }
}
