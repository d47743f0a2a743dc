import { printExpression } from '../../../language/index.ts'
import type { ColumnReference, Expression } from '../../../language/index.ts'
import { messageDataType } from '../../data-type/print.ts'
import { dataTypeFromAst } from '../../from-ast/data-type.ts'

/** How a message names columns. */
export type ColumnNaming = (column: ColumnReference) => string

const BARE: ColumnNaming = ({ parts }) => parts.at(-1) ?? ''

/** An expression as messages show it: names bare, unless said otherwise, and text in single quotes. */
export function expressionMessage(expression: Expression, columnName: ColumnNaming = BARE): string {
  const message = (inner: Expression): string => expressionMessage(inner, columnName)
  switch (expression.kind) {
    case 'FunctionCall':
      return `${expression.name.at(-1)?.toLowerCase() ?? ''}(${expression.star ? '*' : expression.arguments.map(message).join(', ')})`
    case 'ColumnReference':
      return columnName(expression)
    case 'StringLiteral':
      return `'${expression.value}'`
    case 'NumberLiteral':
      return expression.text
    case 'IntervalExpression':
      return `INTERVAL ${message(expression.value)} ${expression.unit}`
    case 'CastExpression':
      return `CAST(${message(expression.operand)} AS ${messageDataType(dataTypeFromAst(expression.type))})`
    case 'ArithmeticExpression':
      return expression.operands
        .map((operand, i) => (i === 0 ? message(operand) : `${expression.operators[i - 1] ?? ''} ${message(operand)}`))
        .join(' ')
    default:
      return printExpression(expression)
  }
}
