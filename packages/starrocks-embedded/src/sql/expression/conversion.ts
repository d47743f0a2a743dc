import type { CaseExpression, CastExpression } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { canCast, castTo } from '../cast.ts'
import { dataTypeOf } from '../types/ast-type.ts'
import { commonTypeOf, comparisonType } from '../types/common-type.ts'
import { NULL_TYPE, toDataType } from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'
import { bindCondition } from './predicate.ts'

export function bindCast(expression: CastExpression, environment: Environment): Bound {
  const operand = bindExpression(expression.operand, environment)
  const type = dataTypeOf(expression.type)
  if (!canCast(operand.type, type)) {
    throw analyzingError(`Invalid type cast from ${typeText(operand.type)} to ${typeText(type)} in sql`, {
      node: expression,
      source: environment.context.translation.session.source,
    })
  }
  const { constant: _constant, ...bound } = castTo(operand, type)
  return bound
}

export function bindCase(expression: CaseExpression, environment: Environment): Bound {
  const results = expression.branches.map((branch) => bindExpression(branch.result, environment))
  const otherwise: Bound =
    expression.otherwise === undefined
      ? { sql: 'NULL', type: NULL_TYPE }
      : bindExpression(expression.otherwise, environment)
  const type = commonTypeOf([...results, otherwise].map((result) => result.type))
  if (type === undefined) {
    throw analyzingError(`Invalid then type cast ${results.map((result) => typeText(result.type)).join(' and ')}`)
  }
  const target = toDataType(type)
  const conditions = bindWhens(expression, environment)
  const branches = conditions.map((condition, index) => {
    const result = results[index]
    return `WHEN ${condition.sql} THEN ${result === undefined ? 'NULL' : castTo(result, target).sql}`
  })
  return combine(`CASE ${branches.join(' ')} ELSE ${castTo(otherwise, target).sql} END`, type, [
    ...conditions,
    ...results,
    otherwise,
  ])
}

/** `CASE x WHEN a` compares; both sides take the common type of all of them. */
function bindWhens(expression: CaseExpression, environment: Environment): readonly Bound[] {
  if (expression.operand === undefined)
    return expression.branches.map((branch) => bindCondition(branch.condition, environment))
  const operand = bindExpression(expression.operand, environment)
  return expression.branches.map((branch) => {
    const value = bindExpression(branch.condition, environment)
    const type = comparisonType(operand.type, value.type, true)
    if (type === undefined)
      throw analyzingError(`Invalid when type cast ${typeText(value.type)} to ${typeText(operand.type)}`)
    const target = toDataType(type)
    return combine(`(${castTo(operand, target).sql} = ${castTo(value, target).sql})`, target, [operand, value])
  })
}
