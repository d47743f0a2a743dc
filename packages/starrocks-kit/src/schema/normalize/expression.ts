import type { Expression, FunctionCall } from '../../language/index.ts'
import { printExpression, transform } from '../../language/index.ts'
import { canonicalType } from '../data-type/canonical-type.ts'
import { expressionOf } from '../sql-text.ts'
import { findTimeUnit } from '../time-unit.ts'
import type { SqlText } from '../types/sql-text.ts'

/**
 * A partition or generated-column expression in one spelling: function names in lower case, column names as the table has them,
 * `time_slice(c, 7, 'day', 'floor')` (the server's print) as `time_slice(c, INTERVAL 7 DAY)`.
 */
export function normalizeTableExpression(sql: SqlText, columnName: (name: string) => string): SqlText {
  const text = printExpression(rewrite(expressionOf(sql), columnName))
  return text === sql.text && sql.origin === 'user' ? sql : { text, origin: 'user' }
}

function rewrite(expression: Expression, columnName: (name: string) => string): Expression {
  return transform(expression, (node) => {
    switch (node.kind) {
      case 'FunctionCall':
        return rewriteCall(node)
      case 'CastExpression':
        return { ...node, type: canonicalType(node.type) }
      case 'ColumnReference':
        return { kind: 'ColumnReference', parts: [columnName(node.parts.at(-1) ?? '')] }
      default:
        return node
    }
  })
}

function rewriteCall(call: FunctionCall): Expression {
  const name = call.name.map((part) => part.toLowerCase())
  const plain: FunctionCall = { ...call, name }
  if (name.at(-1) !== 'time_slice') return withLowerCaseUnit(plain)
  // FLOOR is the default.
  const last = call.arguments.at(-1)
  if (last?.kind === 'UnitBoundary' && last.boundary === 'FLOOR') {
    return { ...plain, arguments: call.arguments.slice(0, -1) }
  }
  if (call.arguments.length < 3) return plain
  const [column, count, unit, boundary] = call.arguments
  if (column === undefined || count === undefined || unit?.kind !== 'StringLiteral') return plain
  const interval = findTimeUnit(unit.value)
  if (interval === undefined) return plain
  const ceiling = boundary?.kind === 'StringLiteral' && boundary.value.toLowerCase() === 'ceil'
  return {
    ...plain,
    arguments: [
      column,
      { kind: 'IntervalExpression', value: count, unit: interval },
      ...(ceiling ? [{ kind: 'UnitBoundary', boundary: 'CEIL' } as const] : []),
    ],
  }
}

/** The unit of date_trunc is not case-sensitive. */
function withLowerCaseUnit(call: FunctionCall): FunctionCall {
  const [unit, ...rest] = call.arguments
  if (call.name.at(-1) !== 'date_trunc' || unit?.kind !== 'StringLiteral') return call
  return { ...call, arguments: [{ ...unit, value: unit.value.toLowerCase() }, ...rest] }
}
