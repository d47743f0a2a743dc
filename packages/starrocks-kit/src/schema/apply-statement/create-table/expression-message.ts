import type { Expression } from '../../../language/index.ts'

/** An expression as messages show it: names bare, text in single quotes. */
export function expressionMessage(expression: Expression): string {
  switch (expression.kind) {
    case 'FunctionCall':
      return `${expression.name.at(-1)?.toLowerCase() ?? ''}(${expression.star ? '*' : expression.arguments.map(expressionMessage).join(', ')})`
    case 'ColumnReference':
      return expression.parts.at(-1) ?? ''
    case 'StringLiteral':
      return `'${expression.value}'`
    case 'NumberLiteral':
      return expression.text
    case 'IntervalExpression':
      return `INTERVAL ${expressionMessage(expression.value)} ${expression.unit}`
    case 'CastExpression':
      return `CAST(${expressionMessage(expression.operand)} AS ...)`
    default:
      return expression.kind
  }
}
