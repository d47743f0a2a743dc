import { printDataType, printExpression } from '../../language/index.ts'
import type { Expression } from '../../language/index.ts'
import { messageDataType } from '../data-type/print.ts'
import { dataTypeFromAst } from '../from-ast/data-type.ts'

/**
 * The name that the server gives to an output column without alias: the column's own, or the text of the expression in its own print
 * (`sum(age)`, `CAST(id AS VARCHAR(65533))`).
 */
export function impliedName(expression: Expression): string {
  if (expression.kind === 'ColumnReference') return expression.parts.at(-1) ?? ''
  return expressionText(expression)
}

function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'ColumnReference':
      return expression.parts.join('.')
    case 'StringLiteral':
      return `'${expression.value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    case 'FunctionCall': {
      if (expression.over !== undefined || expression.orderBy !== undefined) return printExpression(expression)
      const name = expression.name.map((part) => part.toLowerCase()).join('.')
      const distinct = expression.distinct ? 'DISTINCT ' : ''
      return `${name}(${expression.star ? '*' : distinct + expression.arguments.map(expressionText).join(', ')})`
    }
    case 'CastExpression': {
      const type =
        expression.type.kind === 'ScalarType' &&
        expression.type.params === undefined &&
        expression.type.name.endsWith('char')
          ? printDataType(expression.type)
          : messageDataType(dataTypeFromAst(expression.type))
      return `CAST(${expressionText(expression.operand)} AS ${type})`
    }
    case 'ArithmeticExpression': {
      let [text = ''] = expression.operands.slice(0, 1).map(operandText)
      expression.operators.forEach((operator, i) => {
        const right = expression.operands[i + 1]
        const joined = `${text} ${operator === 'MOD' ? '%' : operator} ${right === undefined ? '' : operandText(right)}`
        text = i < expression.operators.length - 1 ? `(${joined})` : joined
      })
      return text
    }
    case 'ComparisonExpression':
      return `${operandText(expression.left)} ${expression.operator} ${operandText(expression.right)}`
    case 'ExtractExpression':
      return `${expression.unit.toLowerCase()}(${expressionText(expression.operand)})`
    case 'IntervalExpression':
      return `INTERVAL ${expressionText(expression.value)} ${expression.unit}`
    default:
      return printExpression(expression)
  }
}

function operandText(expression: Expression): string {
  const text = expressionText(expression)
  switch (expression.kind) {
    case 'ArithmeticExpression':
    case 'ComparisonExpression':
    case 'LogicalExpression':
      return `(${text})`
    default:
      return text
  }
}
