import type { ArithmeticOperator, Expression } from '../ast/expression.ts'
import type { Print } from './printers.ts'

// How tightly an expression holds together. An operand that is looser than its place allows is put in parentheses. The numbers follow the
// grammar's layers: expression, booleanExpression, predicate, valueExpression, primaryExpression.
const ANY = 0
export const CONJUNCTION = 2
export const NEGATION = 3
export const BOOLEAN = 5
export const PREDICATE = 6
export const VALUE = 7
export const MATCH = 20
export const SUBSCRIPT = 21
export const UNARY = 22
export const SUFFIXED = 24
const ATOM = 30

const ARITHMETIC: Readonly<Record<ArithmeticOperator, number>> = {
  BITSHIFTRIGHTLOGICAL: VALUE,
  BITSHIFTRIGHT: VALUE + 1,
  BITSHIFTLEFT: VALUE + 2,
  '|': VALUE + 3,
  '&': VALUE + 4,
  '+': VALUE + 5,
  '-': VALUE + 5,
  '*': VALUE + 6,
  '/': VALUE + 6,
  '%': VALUE + 6,
  DIV: VALUE + 6,
  MOD: VALUE + 6,
  '^': VALUE + 7,
}

export function levelOfOperator(operator: ArithmeticOperator): number {
  return ARITHMETIC[operator]
}

function levelOf(node: Expression): number {
  switch (node.kind) {
    case 'LambdaExpression':
      return ANY
    case 'LogicalExpression':
      return node.operator === 'OR' ? 1 : CONJUNCTION
    case 'NotExpression':
      return NEGATION
    case 'BinaryPrefixExpression':
      return 4
    case 'ComparisonExpression':
    case 'IsNullExpression':
      return BOOLEAN
    case 'InListExpression':
    case 'InSubqueryExpression':
    case 'BetweenExpression':
    case 'LikeExpression':
      return PREDICATE
    case 'ArithmeticExpression':
      return levelOfOperator(node.operators[0] ?? '+')
    case 'MatchExpression':
      return MATCH
    case 'SubscriptExpression':
    case 'SliceExpression':
    case 'JsonArrowExpression':
      return SUBSCRIPT
    case 'UnaryExpression':
      return UNARY
    case 'FieldAccess':
      // What stands in front counts: -a[1].b is (-a)[1].b.
      return node.base.kind === 'SubscriptExpression' || node.base.kind === 'SliceExpression' ? SUBSCRIPT : SUFFIXED
    case 'CollateExpression':
      return SUFFIXED
    default:
      return ATOM
  }
}

/** Prints an operand, in parentheses when it is looser than `lowest`. */
export function operand(node: Expression, lowest: number, print: Print): string {
  const text = print(node)
  return levelOf(node) < lowest ? `(${text})` : text
}

/** Prints what a subscript, slice or arrow applies to; a prefix operator gets parentheses although the grammar could do without. */
export function subscripted(node: Expression, print: Print): string {
  const level = levelOf(node)
  const text = print(node)
  return level === SUBSCRIPT || level >= SUFFIXED ? text : `(${text})`
}

/** Prints what a field is taken from. Plain names get parentheses: without them the field would become a part of the name. */
export function fielded(node: Expression, print: Print): string {
  switch (node.kind) {
    case 'FunctionCall':
    case 'CastExpression':
    case 'SubqueryExpression':
    case 'SubscriptExpression':
    case 'SliceExpression':
    case 'ArrayExpression':
    case 'MapExpression':
    case 'CaseExpression':
      return print(node)
    default:
      return `(${print(node)})`
  }
}
