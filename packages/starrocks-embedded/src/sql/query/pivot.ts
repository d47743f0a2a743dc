import type { PivotClause } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import type { Field, NameScope } from '../name-scope.ts'
import { bindExpression } from '../expression/bind.ts'
import type { Environment, QueryContext } from '../translation.ts'
import { columnLabel } from './column-label.ts'
import type { BoundRelation } from './derived.ts'

/** PIVOT: one aggregate for each value, grouped by the columns that neither the aggregates nor FOR mention. */
export function pivotedRelation(
  relation: BoundRelation,
  pivot: PivotClause,
  context: QueryContext,
  parent: NameScope | undefined,
): BoundRelation {
  const names: NameScope = { fields: relation.fields, ...(parent === undefined ? {} : { parent }) }
  const environment: Environment = { context, names }
  const keys = pivot.columns.map((name) => bindExpression({ kind: 'ColumnReference', parts: [name] }, environment))
  const used = new Set(keys.map((key) => key.sql))
  for (const { call } of pivot.aggregations) {
    for (const argument of call.arguments) used.add(bindExpression(argument, environment).sql)
  }
  const groups = relation.fields.filter((field) => !used.has(field.sql))
  const alias = context.translation.newName()
  const items: string[] = groups.map((field, index) => `${field.sql} AS _${index + 1}`)
  const fields: Field[] = groups.map((field, index) => ({
    name: field.name,
    type: field.type,
    sql: `${alias}._${index + 1}`,
  }))
  for (const value of pivot.values) {
    const condition = value.values.map((literal, index) => {
      const key = pivot.columns[index]
      if (key === undefined) throw analyzingError('the number of pivot values does not match that of the pivot columns')
      return {
        kind: 'ComparisonExpression',
        operator: '=',
        left: { kind: 'ColumnReference', parts: [key] },
        right: literal,
      } as const
    })
    const [only] = condition
    const filter =
      condition.length === 1 && only !== undefined
        ? only
        : ({ kind: 'LogicalExpression', operator: 'AND', operands: condition } as const)
    const valueName = value.alias ?? value.values.map((literal) => columnLabel(literal).replaceAll("'", '')).join('_')
    for (const aggregation of pivot.aggregations) {
      const bound = bindExpression({ ...aggregation.call, filter }, environment)
      const suffix = aggregation.alias ?? columnLabel(aggregation.call)
      const name =
        pivot.aggregations.length === 1 && aggregation.alias === undefined ? valueName : `${valueName}_${suffix}`
      items.push(`${bound.sql} AS _${items.length + 1}`)
      fields.push({ name, type: bound.type, sql: `${alias}._${items.length}` })
    }
  }
  const grouping = groups.length === 0 ? '' : ` GROUP BY ${groups.map((field) => field.sql).join(', ')}`
  return { sql: `(SELECT ${items.join(', ')} FROM ${relation.sql}${grouping}) AS ${alias}`, fields }
}
