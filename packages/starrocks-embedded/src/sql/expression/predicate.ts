import type {
  BetweenExpression,
  ComparisonExpression,
  Expression,
  InListExpression,
  IsNullExpression,
  LikeExpression,
  LogicalExpression,
  MatchExpression,
} from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { castTo } from '../cast.ts'
import { equalText, holdsMap, sortedMaps } from '../nested.ts'
import { comparisonType, listComparisonType } from '../types/common-type.ts'
import { BOOLEAN, isComplex, isOpaque, type SqlType, toDataType, VARCHAR } from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'

/** A condition: anything that can be true or false. */
export function bindCondition(expression: Expression, environment: Environment): Bound {
  const bound = bindExpression(expression, environment)
  if (isComplex(bound.type) || isOpaque(bound.type))
    throw analyzingError(`${typeText(bound.type)} can not be converted to boolean type`)
  return castTo(bound, BOOLEAN)
}

export function bindLogical(expression: LogicalExpression, environment: Environment): Bound {
  const operands = expression.operands.map((operand) => bindCondition(operand, environment))
  return combine(`(${operands.map((operand) => operand.sql).join(` ${expression.operator} `)})`, BOOLEAN, operands)
}

export function bindNot(operand: Expression, environment: Environment): Bound {
  const bound = bindCondition(operand, environment)
  return combine(`(NOT ${bound.sql})`, BOOLEAN, [bound])
}

export function bindComparison(expression: ComparisonExpression, environment: Environment): Bound {
  const left = bindExpression(expression.left, environment)
  const right = bindExpression(expression.right, environment)
  const equality = expression.operator === '=' || expression.operator === '!=' || expression.operator === '<=>'
  const type = isOpaque(left.type) || isOpaque(right.type) ? undefined : comparisonType(left.type, right.type, equality)
  if (type === undefined) {
    throw analyzingError(
      `Column type ${typeText(left.type)} does not support binary predicate operation with type ${typeText(right.type)}`,
      { node: expression, source: environment.context.translation.session.source },
    )
  }
  const [a, b] = [castTo(left, toDataType(type)).sql, castTo(right, toDataType(type)).sql]
  if (isComplex(type) && equality) {
    if (expression.operator === '<=>')
      return combine(`(${sortedMaps(a, type, true)} IS NOT DISTINCT FROM ${sortedMaps(b, type, true)})`, BOOLEAN, [
        left,
        right,
      ])
    // A join finds its rows by what their values are made of, NULLs among it.
    const equal = joins(left, right)
      ? `(${sortedMaps(a, type, true)} = ${sortedMaps(b, type, true)})`
      : equalText(a, b, type)
    if (expression.operator === '=') return combine(equal, BOOLEAN, [left, right])
    const unequal = type.kind === 'array' ? unequalArrays(a, b, type.element) : `(NOT ${equal})`
    return combine(unequal, BOOLEAN, [left, right])
  }
  const operator = expression.operator === '<=>' ? 'IS NOT DISTINCT FROM' : expression.operator
  return combine(`(${a} ${operator} ${b})`, BOOLEAN, [left, right])
}

/** Two arrays differ where their elements are not the same, NULLs among these; arrays of maps always do (recorded). */
function unequalArrays(a: string, b: string, element: SqlType): string {
  return `CASE WHEN ${a} IS NULL OR ${b} IS NULL THEN NULL ELSE ${holdsMap(element) ? 'TRUE' : `${a} <> ${b}`} END`
}

/** Whether two values come from different relations. */
function joins(left: Bound, right: Bound): boolean {
  const [own, other] = [left, right].map(({ sql }) => new Set(sql.match(/\b\w+(?=\.(?:"|_\d))/g)))
  if (own === undefined || other === undefined || own.size === 0 || other.size === 0) return false
  return [...own].every((name) => !other.has(name))
}

export function bindIsNull(expression: IsNullExpression, environment: Environment): Bound {
  const operand = bindExpression(expression.operand, environment)
  return combine(`(${operand.sql} IS ${expression.negated === true ? 'NOT ' : ''}NULL)`, BOOLEAN, [operand])
}

export function bindInList(expression: InListExpression, environment: Environment): Bound {
  const all = [expression.operand, ...expression.values].map((part) => bindExpression(part, environment))
  const type = listComparisonType(
    all.map((part) => part.type),
    true,
  )
  if (type === undefined) {
    throw analyzingError(
      `The input types (${all.map((part) => typeText(part.type)).join(',')}) of in predict are not compatible`,
      {
        node: expression,
        source: environment.context.translation.session.source,
      },
    )
  }
  const [operand = '', ...values] = all.map((part) => castTo(part, toDataType(type)).sql)
  if (isComplex(type)) {
    const any = `(${values.map((value) => equalText(operand, value, type)).join(' OR ')})`
    return combine(expression.negated === true ? `(NOT ${any})` : any, BOOLEAN, all)
  }
  return combine(`(${operand} ${expression.negated === true ? 'NOT ' : ''}IN (${values.join(', ')}))`, BOOLEAN, all)
}

export function bindBetween(expression: BetweenExpression, environment: Environment): Bound {
  const all = [expression.operand, expression.lower, expression.upper].map((part) => bindExpression(part, environment))
  const type = listComparisonType(
    all.map((part) => part.type),
    false,
  )
  if (type === undefined) throw analyzingError(`between predicate type ${typeText(all[0]?.type ?? BOOLEAN)} is invalid`)
  const [operand = '', lower = '', upper = ''] = all.map((part) => castTo(part, toDataType(type)).sql)
  return combine(`(${operand} ${expression.negated === true ? 'NOT ' : ''}BETWEEN ${lower} AND ${upper})`, BOOLEAN, all)
}

export function bindLike(expression: LikeExpression, environment: Environment): Bound {
  const operand = castTo(bindExpression(expression.operand, environment), VARCHAR)
  const pattern = castTo(bindExpression(expression.pattern, environment), VARCHAR)
  const text =
    expression.operator === 'LIKE'
      ? `(${operand.sql} LIKE ${pattern.sql} ESCAPE '\\')`
      : `regexp_matches(${operand.sql}, ${pattern.sql})`
  return combine(expression.negated === true ? `(NOT ${text})` : text, BOOLEAN, [operand, pattern])
}

/** MATCH without an index: whole words, or `%` patterns over the text. */
export function bindMatch(expression: MatchExpression, environment: Environment): Bound {
  if (expression.left.kind !== 'ColumnReference') throw analyzingError('left operand of MATCH must be column ref')
  if (expression.right.kind !== 'StringLiteral')
    throw analyzingError('right operand of MATCH must be of type StringLiteral with NOT NULL')
  const operand = castTo(bindExpression(expression.left, environment), VARCHAR)
  const pattern = castTo(bindExpression(expression.right, environment), VARCHAR)
  const words = `regexp_split_to_array(lower(${operand.sql}), '\\W+')`
  const test = {
    MATCH: `(list_contains(${words}, lower(${pattern.sql})) OR ${operand.sql} LIKE ${pattern.sql})`,
    MATCH_ANY: `list_has_any(${words}, regexp_split_to_array(lower(${pattern.sql}), '\\W+'))`,
    MATCH_ALL: `list_has_all(${words}, regexp_split_to_array(lower(${pattern.sql}), '\\W+'))`,
  }[expression.operator]
  return combine(expression.negated === true ? `(NOT ${test})` : test, BOOLEAN, [operand, pattern])
}
