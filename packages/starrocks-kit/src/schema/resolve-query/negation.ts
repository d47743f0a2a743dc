import type { ComparisonOperator, Expression } from '../../language/index.ts'

const OPPOSITE: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
}

/**
 * NOT carried inwards as far as three-valued logic allows: `NOT (a > 3)` is `a <= 3`, `NOT (a AND b)` is `NOT a OR NOT b`. The analyzer writes
 * comparisons so (recorded); doing the rest on both sides alike changes no meaning.
 */
export function negate(expression: Expression): Expression {
  switch (expression.kind) {
    case 'NotExpression':
      return expression.operand
    case 'ComparisonExpression': {
      const operator = OPPOSITE[expression.operator]
      return operator === undefined ? { kind: 'NotExpression', operand: expression } : { ...expression, operator }
    }
    case 'LogicalExpression':
      return {
        ...expression,
        operator: expression.operator === 'AND' ? 'OR' : 'AND',
        operands: expression.operands.map(negate),
      }
    case 'IsNullExpression':
    case 'InListExpression':
    case 'InSubqueryExpression':
    case 'BetweenExpression':
    case 'LikeExpression':
    case 'MatchExpression': {
      const { negated, ...rest } = expression
      return (negated ? rest : { ...rest, negated: true }) as Expression
    }
    case 'BooleanLiteral':
      return { ...expression, value: !expression.value }
    default:
      return { kind: 'NotExpression', operand: expression }
  }
}
