import type { Expression } from 'starrocks-kit/language'
import type { SqlValue } from '../../sql/scope.ts'
import { likePattern } from './like-pattern.ts'

/** The expression needs the engine: it is beyond the few forms that metadata queries use. */
export class NotEvaluableError extends Error {
  readonly code = 'NOT_EVALUABLE'
}

export interface EvaluationContext {
  /** A column's value in the current row. Throws when there is no such column. */
  column(parts: readonly string[]): SqlValue
  variable(name: string, scope: 'session' | 'global'): SqlValue
  userVariable(name: string): SqlValue
  /** A function that only the session can answer; undefined when it is none. */
  sessionFunction(name: string, args: readonly SqlValue[]): SqlValue | undefined
}

/** Computes an expression over constants, columns and session facts. Throws `NotEvaluableError` for all else. */
export function evaluateExpression(expression: Expression, context: EvaluationContext): SqlValue {
  const evaluate = (child: Expression): SqlValue => evaluateExpression(child, context)
  switch (expression.kind) {
    case 'NullLiteral':
      return null
    case 'BooleanLiteral':
    case 'StringLiteral':
      return expression.value
    case 'NumberLiteral':
      return numberValue(expression.text)
    case 'ColumnReference':
      return context.column(expression.parts)
    case 'SystemVariable':
      return context.variable(expression.name, expression.scope === 'GLOBAL' ? 'global' : 'session')
    case 'UserVariable':
      return context.userVariable(expression.name)
    case 'LogicalExpression':
      return logical(expression.operator, expression.operands, evaluate)
    case 'NotExpression': {
      const value = truth(evaluate(expression.operand))
      return value === null ? null : !value
    }
    case 'UnaryExpression': {
      const value = evaluate(expression.operand)
      if (expression.operator === '!') return value === null ? null : truth(value) !== true
      if (typeof value !== 'number' && typeof value !== 'bigint') throw new NotEvaluableError()
      return expression.operator === '-' ? -value : value
    }
    case 'ArithmeticExpression':
      return arithmetic(expression.operators, expression.operands.map(evaluate))
    case 'ComparisonExpression':
      return compareWith(expression.operator, evaluate(expression.left), evaluate(expression.right))
    case 'IsNullExpression':
      return (evaluate(expression.operand) === null) !== (expression.negated === true)
    case 'InListExpression': {
      const value = evaluate(expression.operand)
      if (value === null) return null
      const found = expression.values.some((item) => compareWith('=', value, evaluate(item)) === true)
      return found !== (expression.negated === true)
    }
    case 'BetweenExpression': {
      const value = evaluate(expression.operand)
      const low = compareWith('>=', value, evaluate(expression.lower))
      const high = compareWith('<=', value, evaluate(expression.upper))
      if (low === null || high === null) return null
      return (low && high) !== (expression.negated === true)
    }
    case 'LikeExpression': {
      const value = evaluate(expression.operand)
      const pattern = evaluate(expression.pattern)
      if (value === null || pattern === null) return null
      const regex =
        expression.operator === 'LIKE' ? likePattern(String(pattern), false) : new RegExp(String(pattern), 'u')
      return regex.test(String(value)) !== (expression.negated === true)
    }
    case 'CaseExpression':
      return caseValue(expression, evaluate)
    case 'BinaryPrefixExpression':
    case 'CollateExpression':
      return evaluate(expression.operand)
    case 'FunctionCall':
      return call(expression, context)
    default:
      throw new NotEvaluableError()
  }
}

/** SQL's third truth value is `null`. */
export function truth(value: SqlValue): boolean | null {
  if (value === null) return null
  if (typeof value === 'boolean') return value
  if (typeof value === 'string') return Number(value) !== 0 && !Number.isNaN(Number(value))
  return value !== 0 && value !== 0n
}

function numberValue(text: string): SqlValue {
  if (!/^\d+$/.test(text)) throw new NotEvaluableError()
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}

function logical(
  operator: 'AND' | 'OR',
  operands: readonly Expression[],
  evaluate: (expression: Expression) => SqlValue,
): SqlValue {
  const deciding = operator === 'OR'
  let unknown = false
  for (const operand of operands) {
    const value = truth(evaluate(operand))
    if (value === deciding) return deciding
    if (value === null) unknown = true
  }
  return unknown ? null : !deciding
}

function arithmetic(operators: readonly string[], values: readonly SqlValue[]): SqlValue {
  let result = values[0] ?? null
  for (const [i, operator] of operators.entries()) {
    const right = values[i + 1] ?? null
    if (result === null || right === null) return null
    if (typeof result !== 'number' || typeof right !== 'number') throw new NotEvaluableError()
    if (operator === '+') result += right
    else if (operator === '-') result -= right
    else if (operator === '*') result *= right
    else throw new NotEvaluableError()
    if (!Number.isSafeInteger(result)) throw new NotEvaluableError()
  }
  return result
}

/** Compares two values; numbers with text as numbers, text by code units. */
export function compareValues(left: SqlValue, right: SqlValue): number | null {
  if (left === null || right === null) return null
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0
  const [a, b] = [numeric(left), numeric(right)]
  if (Number.isNaN(a) || Number.isNaN(b))
    return String(left) < String(right) ? -1 : String(left) > String(right) ? 1 : 0
  return a < b ? -1 : a > b ? 1 : 0
}

function numeric(value: Exclude<SqlValue, null>): number {
  return Number(value)
}

function compareWith(operator: string, left: SqlValue, right: SqlValue): boolean | null {
  if (operator === '<=>') return left === null || right === null ? left === right : compareValues(left, right) === 0
  const order = compareValues(left, right)
  if (order === null) return null
  switch (operator) {
    case '=':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    default:
      return order >= 0
  }
}

function caseValue(
  expression: Extract<Expression, { kind: 'CaseExpression' }>,
  evaluate: (expression: Expression) => SqlValue,
): SqlValue {
  const subject = expression.operand === undefined ? undefined : evaluate(expression.operand)
  for (const branch of expression.branches) {
    const condition = evaluate(branch.condition)
    const holds = subject === undefined ? truth(condition) === true : compareWith('=', subject, condition) === true
    if (holds) return evaluate(branch.result)
  }
  return expression.otherwise === undefined ? null : evaluate(expression.otherwise)
}

function call(expression: Extract<Expression, { kind: 'FunctionCall' }>, context: EvaluationContext): SqlValue {
  if (expression.over !== undefined || expression.distinct === true || expression.star === true)
    throw new NotEvaluableError()
  const name = expression.name.join('.').toLowerCase()
  const args = expression.arguments.map((argument) => evaluateExpression(argument, context))
  const own = context.sessionFunction(name, args)
  if (own !== undefined) return own
  const [first = null] = args
  switch (name) {
    case 'lower':
    case 'lcase':
      return first === null ? null : String(first).toLowerCase()
    case 'upper':
    case 'ucase':
      return first === null ? null : String(first).toUpperCase()
    case 'concat':
      return args.includes(null) ? null : args.map(printValue).join('')
    case 'if':
      return truth(first) === true ? (args[1] ?? null) : (args[2] ?? null)
    case 'ifnull':
    case 'coalesce':
    case 'nvl':
      return args.find((value) => value !== null) ?? null
    case 'length':
      return first === null ? null : Buffer.byteLength(String(first))
    default:
      throw new NotEvaluableError()
  }
}

/** A value as the text protocol prints it. */
export function printValue(value: SqlValue): string | null {
  if (value === null) return null
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value)
}
