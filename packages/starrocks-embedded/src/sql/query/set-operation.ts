import type { SetOperation } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { castTo } from '../cast.ts'
import type { Field, NameScope } from '../name-scope.ts'
import type { OutputColumn, QueryContext, TranslatedQuery } from '../translation.ts'
import { commonType } from '../types/common-type.ts'
import { sameType, toDataType } from '../types/sql-type.ts'
import { typeText } from '../types/type-text.ts'
import { translateQuery } from '../expression/bind.ts'
import { limitText, type QueryTail } from './tail.ts'
import { orderText } from './order.ts'

/** UNION, EXCEPT and INTERSECT: columns get the common types of all operands and the names of the first. */
export function translateSetOperation(
  operation: SetOperation,
  context: QueryContext,
  parent: NameScope | undefined,
  tail: QueryTail,
): TranslatedQuery {
  const operands = operation.operands.map((operand) =>
    translateQuery({ kind: 'Query', body: operand }, context, parent),
  )
  const columns = commonColumns(operands)
  const texts = operands.map((operand) => `(${converted(operand, columns, context)})`)
  const [first = '', ...rest] = texts
  const sql = rest.reduce((left, right, index) => {
    const text = `${left} ${operation.operators[index] ?? 'UNION'} ${right}`
    return index < rest.length - 1 ? `(${text})` : text
  }, first)
  if (tail.orderBy === undefined && tail.limit === undefined) return { sql, columns }
  const alias = context.translation.newName()
  const fields: readonly Field[] = columns.map(({ name, type }, index) => ({
    name,
    type,
    sql: `${alias}._${index + 1}`,
  }))
  const order = orderText(tail.orderBy, {
    environment: { context, names: { fields, ...(parent === undefined ? {} : { parent }) } },
    outputs: fields.map((field) => ({ bound: { sql: field.sql, type: field.type }, name: field.name })),
  })
  return { sql: `SELECT * FROM (${sql}) AS ${alias}${order}${limitText(tail.limit, context)}`, columns }
}

function commonColumns(operands: readonly TranslatedQuery[]): readonly OutputColumn[] {
  const [first, ...rest] = operands
  if (first === undefined) throw analyzingError('a set operation without operands')
  let columns = first.columns.map(({ name, type }): OutputColumn => ({ name, type }))
  for (const operand of rest) {
    if (operand.columns.length !== columns.length) throw analyzingError('Operands have unequal number of columns')
    columns = columns.map((column, index) => {
      const other = operand.columns[index] ?? column
      const type = commonType(column.type, other.type)
      if (type === undefined)
        throw analyzingError(`Incompatible return types '${typeText(column.type)}' and '${typeText(other.type)}'`)
      return { name: column.name, type }
    })
  }
  return columns
}

function converted(operand: TranslatedQuery, columns: readonly OutputColumn[], context: QueryContext): string {
  const same = operand.columns.every((column, index) => sameType(column.type, columns[index]?.type ?? column.type))
  if (same) return operand.sql
  const alias = context.translation.newName()
  const items = operand.columns.map((column, index) => {
    const target = columns[index]?.type ?? column.type
    return `${castTo({ sql: `${alias}._${index + 1}`, type: column.type }, toDataType(target)).sql} AS _${index + 1}`
  })
  return `SELECT ${items.join(', ')} FROM (${operand.sql}) AS ${alias}`
}
