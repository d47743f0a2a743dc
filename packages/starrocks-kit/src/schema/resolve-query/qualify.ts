import type { Select, SelectItem } from '../../language/index.ts'
import { impliedName } from './implied-name.ts'

const QUALIFY_TABLE = '__QUALIFY__TABLE'
const QUALIFY_VALUE = '__QUALIFY__VALUE'

/** QUALIFY as the analyzer stores it: a filter over a subquery that has the window function as a further column. */
export function withoutQualify(select: Select): Select {
  const { qualify, ...inner } = select
  if (qualify === undefined) return select
  const outer = select.items.map((item): SelectItem => {
    if (item.kind === 'SelectStar') return { kind: 'SelectStar' }
    const name = item.alias ?? impliedName(item.expression)
    return { kind: 'SelectExpression', expression: { kind: 'ColumnReference', parts: [QUALIFY_TABLE, name] } }
  })
  return {
    kind: 'Select',
    items: outer,
    from: [
      {
        kind: 'SubqueryRelation',
        alias: QUALIFY_TABLE,
        query: {
          kind: 'Query',
          body: {
            ...inner,
            items: [
              ...select.items,
              { kind: 'SelectExpression', expression: qualify.expression, alias: QUALIFY_VALUE },
            ],
          },
        },
      },
    ],
    where: {
      kind: 'ComparisonExpression',
      operator: qualify.operator,
      left: { kind: 'ColumnReference', parts: [QUALIFY_TABLE, QUALIFY_VALUE] },
      right: qualify.limit,
    },
  }
}
