import type { ComparisonOperator, Expression } from 'starrocks-kit/language'
import type { RangePartition } from 'starrocks-kit/schema'
import { holdsNull, plainText, valueOf } from './partition-keys.ts'
import type { PartitionKey } from './partition-keys.ts'

export const TRUE: Expression = { kind: 'BooleanLiteral', value: true }
const FALSE: Expression = { kind: 'BooleanLiteral', value: false }

/** Functions that keep the order of their only column. */
const MONOTONE: ReadonlySet<string> = new Set(['date_trunc', 'time_slice', 'to_date', 'date', 'year'])

const OPPOSITES: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
}
const MIRRORED: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
}

/** A constant expression that is true where every row of a range satisfies a condition; false where that is not certain. */
export function holdsForRange(
  condition: Expression,
  partition: RangePartition,
  keys: readonly PartitionKey[],
): Expression {
  return holds(condition, { partition, keys }, true)
}

interface Range {
  readonly partition: RangePartition
  readonly keys: readonly PartitionKey[]
}

function holds(condition: Expression, range: Range, wanted: boolean): Expression {
  switch (condition.kind) {
    case 'LogicalExpression': {
      const operands = condition.operands.map((operand) => holds(operand, range, wanted))
      return (condition.operator === 'AND') === wanted ? allOf(operands) : anyOf(operands)
    }
    case 'NotExpression':
      return holds(condition.operand, range, !wanted)
    case 'ComparisonExpression': {
      const { operator, left, right } = condition
      const asked = wanted ? operator : OPPOSITES[operator]
      if (asked === undefined) return FALSE
      const ends = endsOf(left, range)
      if (ends !== undefined) return compared(ends, asked, right)
      const others = endsOf(right, range)
      return others === undefined ? FALSE : compared(others, MIRRORED[asked] ?? asked, left)
    }
    case 'BetweenExpression': {
      const { operand, lower, upper, negated } = condition
      const ends = endsOf(operand, range)
      if (ends === undefined) return FALSE
      return (negated !== true) === wanted
        ? allOf([compared(ends, '>=', lower), compared(ends, '<=', upper)])
        : anyOf([compared(ends, '<', lower), compared(ends, '>', upper)])
    }
    case 'InListExpression': {
      const ends = endsOf(condition.operand, range)
      if (ends === undefined || (condition.negated !== true) === wanted) return FALSE
      return allOf(condition.values.map((value) => compared(ends, '!=', value)))
    }
    case 'IsNullExpression': {
      const known = endsOf(condition.operand, range) !== undefined && !holdsNull(range.partition, range.keys)
      return known && (condition.negated === true) === wanted ? TRUE : FALSE
    }
    default:
      return FALSE
  }
}

/** The least value that an expression has in a range, and the greatest, which it reaches unless it is open. */
interface Ends {
  readonly lower: Expression
  /** Absent: without end. */
  readonly upper?: Expression
  readonly open: boolean
}

function endsOf(expression: Expression, range: Range): Ends | undefined {
  const [key] = range.keys
  if (key === undefined) return undefined
  if (plainText(expression) === plainText(key.expression)) {
    const [lower, upper] = [range.partition.lower[0], range.partition.upper[0]]
    if (lower?.kind !== 'value') return undefined
    return {
      lower: valueOf(lower.value, key),
      ...(upper?.kind === 'value' ? { upper: valueOf(upper.value, key) } : {}),
      open: range.keys.length === 1,
    }
  }
  if (expression.kind !== 'FunctionCall' || !MONOTONE.has(expression.name.join('.').toLowerCase())) return undefined
  const at = expression.arguments.findIndex((argument) => argument.kind === 'ColumnReference')
  const inner = expression.arguments[at]
  const ends = inner === undefined ? undefined : endsOf(inner, range)
  if (ends === undefined) return undefined
  const applied = (value: Expression): Expression => ({
    ...expression,
    arguments: expression.arguments.with(at, value),
  })
  const { lower, upper } = ends
  return { lower: applied(lower), ...(upper === undefined ? {} : { upper: applied(upper) }), open: false }
}

/** That all values between the ends compare so with a constant. */
function compared({ lower, upper, open }: Ends, operator: ComparisonOperator, constant: Expression): Expression {
  const comparison = (left: Expression, sign: ComparisonOperator): Expression => ({
    kind: 'ComparisonExpression',
    operator: sign,
    left,
    right: constant,
  })
  switch (operator) {
    case '>':
    case '>=':
      return comparison(lower, operator)
    case '<':
    case '<=':
      return upper === undefined ? FALSE : comparison(upper, open ? '<=' : operator)
    case '!=':
      return anyOf([comparison(lower, '>'), upper === undefined ? FALSE : comparison(upper, open ? '<=' : '<')])
    default:
      return FALSE
  }
}

/** All of several conditions. */
export function allOf(operands: readonly Expression[]): Expression {
  return operands.length < 2 ? (operands[0] ?? TRUE) : { kind: 'LogicalExpression', operator: 'AND', operands }
}

function anyOf(operands: readonly Expression[]): Expression {
  return operands.length < 2 ? (operands[0] ?? FALSE) : { kind: 'LogicalExpression', operator: 'OR', operands }
}
