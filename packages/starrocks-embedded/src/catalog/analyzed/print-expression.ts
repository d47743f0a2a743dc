import type { ArithmeticOperator, Expression } from 'starrocks-kit/language'
import { describedType } from '../show-create/data-type.ts'
import { toDataType } from '../../sql/types/sql-type.ts'
import { printNumber, printString, printTypeName } from './print-literal.ts'
import type { ExpressionContext } from './expression-context.ts'
import { printCall } from './print-call.ts'

/** Expressions that the analyzer never puts between parentheses: columns and literals. */
const BARE: ReadonlySet<Expression['kind']> = new Set([
  'ColumnReference',
  'NullLiteral',
  'BooleanLiteral',
  'NumberLiteral',
  'StringLiteral',
  'DateLiteral',
  'BinaryLiteral',
])

/** An expression in the wording of StarRocks' analyzer: lower-case functions, parentheses around every operand that is an operation itself. */
export function printAnalyzed(expression: Expression, context: ExpressionContext): string {
  const print = (child: Expression): string => printAnalyzed(child, context)
  const operand = (child: Expression): string => (isBare(child) ? print(child) : `(${print(child)})`)
  const list = (children: readonly Expression[]): string => children.map(print).join(', ')
  switch (expression.kind) {
    case 'NullLiteral':
      return 'NULL'
    case 'BooleanLiteral':
      return expression.value ? 'TRUE' : 'FALSE'
    case 'NumberLiteral':
      return printNumber(expression.text)
    case 'StringLiteral':
    case 'DateLiteral':
      return printString(expression.value)
    case 'BinaryLiteral':
      return `'${expression.digits}'`
    case 'UnitBoundary':
      return expression.boundary.toLowerCase()
    case 'Parameter':
      return '?'
    case 'IntervalExpression':
      return `INTERVAL ${print(expression.value)} ${expression.unit}`
    case 'ColumnReference':
      return context.column(expression.parts)
    case 'UserVariable':
      return `@${expression.name}`
    case 'SystemVariable':
      return `@@${expression.scope === undefined ? '' : `${expression.scope === 'GLOBAL' ? 'GLOBAL' : 'SESSION'}.`}${expression.name}`
    case 'LogicalExpression':
      return chain(
        expression.operands.map((child) => conditionOperand(child, context)),
        () => expression.operator,
      )
    case 'NotExpression':
      return printNot(expression.operand, context)
    case 'ArithmeticExpression': {
      const interval = expression.operands[1]
      if (
        expression.operands.length === 2 &&
        interval?.kind === 'IntervalExpression' &&
        expression.operands[0] !== undefined
      ) {
        return `${print(expression.operands[0])} ${expression.operators[0]} ${print(interval)}`
      }
      return chain(expression.operands.map(operand), (i) => arithmeticWord(expression.operators[i]))
    }
    case 'UnaryExpression':
      if (expression.operator === '!') return `NOT ${operand(expression.operand)}`
      if (expression.operator === '-' && expression.operand.kind === 'NumberLiteral')
        return `-${print(expression.operand)}`
      if (expression.operator === '+') return print(expression.operand)
      if (expression.operator === '-') return `-1 * ${operand(expression.operand)}`
      return `${expression.operator}${operand(expression.operand)}`
    case 'BinaryPrefixExpression':
    case 'CollateExpression':
      return print(expression.operand)
    case 'ComparisonExpression':
      return `${operand(expression.left)} ${expression.operator} ${operand(expression.right)}`
    case 'IsNullExpression':
      return `${operand(expression.operand)} IS ${expression.negated === true ? 'NOT ' : ''}NULL`
    case 'InListExpression':
      return `${operand(expression.operand)} ${not(expression.negated)}IN (${expression.values.map(operand).join(', ')})`
    case 'InSubqueryExpression': {
      const [first] = expression.operands
      const left =
        expression.operands.length === 1 && first !== undefined ? operand(first) : `(${list(expression.operands)})`
      return `${left} ${not(expression.negated)}IN (${surrounded(context.query(expression.query), context.deep === true ? 4 : 2)})`
    }
    case 'BetweenExpression':
      return `${operand(expression.operand)} ${not(expression.negated)}BETWEEN ${operand(expression.lower)} AND ${operand(expression.upper)}`
    case 'LikeExpression': {
      const text = `${operand(expression.operand)} ${expression.operator} ${operand(expression.pattern)}`
      return expression.negated === true ? `NOT (${text})` : text
    }
    case 'MatchExpression': {
      const text = `${operand(expression.left)} ${expression.operator} ${operand(expression.right)}`
      return expression.negated === true ? `NOT (${text})` : text
    }
    case 'ExistsExpression':
      return `EXISTS (${context.query(expression.query)})`
    case 'SubqueryExpression':
      return `(${context.query(expression.query)})`
    case 'CastExpression':
      return `CAST(${context.short === true ? print(expression.operand) : operand(expression.operand)} AS ${printTypeName(expression.type)})`
    case 'CaseExpression':
      return [
        'CASE',
        ...(expression.operand === undefined ? [] : [operand(expression.operand)]),
        ...expression.branches.map((branch) => `WHEN ${operand(branch.condition)} THEN ${operand(branch.result)}`),
        ...(expression.otherwise === undefined ? [] : [`ELSE ${operand(expression.otherwise)}`]),
        'END',
      ].join(' ')
    case 'ArrayExpression':
      return `${typeWord(expression, context)}[${list(expression.elements)}]`
    case 'MapExpression':
      return `${typeWord(expression, context) || 'map'}{${expression.entries.map((entry) => `${print(entry.key)}:${print(entry.value)}`).join(',')}}`
    case 'SubscriptExpression':
      return `${print(expression.base)}[${print(expression.index)}]`
    case 'SliceExpression':
      return `${print(expression.base)}[${expression.start ?? ''}:${expression.end ?? ''}]`
    case 'FieldAccess':
      return `${print(expression.base)}.${expression.fields.map((field) => `\`${field}\``).join('.')}`
    case 'JsonArrowExpression':
      return `${print(expression.base)}->${printString(expression.path)}`
    case 'LambdaExpression': {
      const names = new Set(expression.parameters.map((name) => name.toLowerCase()))
      const inner: ExpressionContext = {
        ...context,
        query: (query) => context.query(query),
        column: (parts) => {
          const [first] = parts
          const own = parts.length === 1 && first !== undefined && names.has(first.toLowerCase())
          return own ? (context.lambda?.(first) ?? first) : context.column(parts)
        },
      }
      const [only] = expression.parameters
      const parameters = expression.parameters.length === 1 ? only : `(${expression.parameters.join(', ')})`
      return `${parameters} -> ${expression.body.map((child) => printAnalyzed(child, inner)).join(', ')}`
    }
    case 'FunctionCall':
      return printCall(expression, context, print)
    case 'ExtractExpression':
      return `${expression.unit.toLowerCase()}(${print(expression.operand)})`
    case 'TimestampArithmetic':
      return `${expression.function}(${expression.unit}, ${print(expression.left)}, ${print(expression.right)})`
  }
}

/** A negative number is a literal too. */
function isBare(expression: Expression): boolean {
  return (
    BARE.has(expression.kind) ||
    (expression.kind === 'UnaryExpression' &&
      expression.operator === '-' &&
      expression.operand.kind === 'NumberLiteral')
  )
}

function surrounded(text: string, times: number): string {
  return `${'('.repeat(times)}${text}${')'.repeat(times)}`
}

function not(negated: true | undefined): string {
  return negated === true ? 'NOT ' : ''
}

/** Left to right: each step's result becomes an operand in parentheses of the next. */
function chain(operands: readonly string[], operator: (index: number) => string): string {
  let text = operands[0] ?? ''
  for (let i = 1; i < operands.length; i++) {
    text = `${i === 1 ? text : `(${text})`} ${operator(i - 1)} ${operands[i]}`
  }
  return text
}

function arithmeticWord(operator: ArithmeticOperator | undefined): string {
  return operator === 'MOD' ? '%' : (operator ?? '')
}

const NEGATED = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const

/** The analyzer turns a negated comparison into the opposite one, and takes a double negation away. */
function printNot(operand: Expression, context: ExpressionContext): string {
  const print = (child: Expression): string => printAnalyzed(child, context)
  switch (operand.kind) {
    case 'ComparisonExpression':
      if (operand.operator !== '<=>') return print({ ...operand, operator: NEGATED[operand.operator] })
      break
    case 'IsNullExpression':
    case 'InListExpression':
    case 'BetweenExpression': {
      const { negated, ...positive } = operand
      return print(negated === true ? positive : { ...positive, negated: true })
    }
    case 'ExistsExpression':
      return context.deep === true ? `NOT (${print(operand)})` : `NOT ${print(operand)}`
    case 'NotExpression':
      return print(operand.operand)
    default:
      break
  }
  return `NOT ${conditionOperand(operand, context)}`
}

/** An operand of AND, OR and NOT: a value of another type is cast to BOOLEAN, which shows by parentheses (ExpressionAnalyzer.visitCompoundPredicate). */
function conditionOperand(operand: Expression, context: ExpressionContext): string {
  const text = printAnalyzed(operand, context)
  if (!isBare(operand)) return `(${text})`
  const type = context.deep === true ? undefined : context.typeOf?.(operand)
  return type === undefined || type.kind === 'null' || (type.kind === 'simple' && type.name === 'boolean')
    ? text
    : `(${text})`
}

/** The type before the brackets of an array or a map, as analyzed queries show it. */
function typeWord(expression: Expression, context: ExpressionContext): string {
  const type = context.typeOf?.(expression)
  return type === undefined ? '' : describedType(toDataType(type)).toUpperCase()
}
