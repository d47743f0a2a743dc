import type { ExistsExpression, InSubqueryExpression, Query, SubqueryExpression } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { type Bound, combine } from '../bound.ts'
import { castTo } from '../cast.ts'
import { bindExpression, translateQuery } from './bind.ts'
import type { Environment, TranslatedQuery } from '../translation.ts'
import { comparisonType } from '../types/common-type.ts'
import { BOOLEAN, isJson, toDataType } from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'

function translateInner(query: Query, environment: Environment): TranslatedQuery {
  return translateQuery(query, environment.context, environment.names)
}

export function bindScalarSubquery(expression: SubqueryExpression, environment: Environment): Bound {
  const inner = translateInner(expression.query, environment)
  const [column, ...more] = inner.columns
  if (column === undefined || more.length > 0) throw analyzingError('Scalar subquery should output one column')
  return { sql: `(${inner.sql})`, type: column.type }
}

export function bindExists(expression: ExistsExpression, environment: Environment): Bound {
  return { sql: `EXISTS (${translateInner(expression.query, environment).sql})`, type: BOOLEAN }
}

export function bindInSubquery(expression: InSubqueryExpression, environment: Environment): Bound {
  const operands = expression.operands.map((operand) => bindExpression(operand, environment))
  const inner = translateInner(expression.query, environment)
  if (inner.columns.length !== operands.length) {
    throw analyzingError('subquery must return the same number of columns as provided by the IN predicate', {
      node: expression,
      source: environment.context.translation.session.source,
    })
  }
  const alias = environment.context.translation.newName()
  const columns: string[] = []
  const values = operands.map((operand, index) => {
    const column = inner.columns[index]
    const type = column === undefined ? undefined : comparisonType(operand.type, column.type, true)
    if (column === undefined || type === undefined) {
      throw analyzingError(
        `The input types (${typeText(operand.type)},${typeText(column?.type ?? BOOLEAN)}) of in predict are not compatible`,
        { node: expression, source: environment.context.translation.session.source },
      )
    }
    if (isJson(type) || isJson(operand.type)) {
      throw analyzingError('In predicate of JSON does not support subquery', {
        node: expression,
        source: environment.context.translation.session.source,
      })
    }
    columns.push(castTo({ sql: `${alias}._${index + 1}`, type: column.type }, toDataType(type)).sql)
    return castTo(operand, toDataType(type)).sql
  })
  const left = values.length === 1 ? values.join('') : `(${values.join(', ')})`
  const negation = expression.negated === true ? 'NOT ' : ''
  const list = values.length === 1 ? columns.join('') : `(${columns.join(', ')})`
  return combine(`(${left} ${negation}IN (SELECT ${list} FROM (${inner.sql}) AS ${alias}))`, BOOLEAN, operands)
}
