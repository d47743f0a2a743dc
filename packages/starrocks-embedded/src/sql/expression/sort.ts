import type { SortItem } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import type { Bound } from '../bound.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from './bind.ts'

/** The direction of a sort: NULL is the smallest value unless the statement says otherwise. */
export function sortDirection(item: SortItem): string {
  const order = item.order ?? 'ASC'
  return `${order} NULLS ${item.nulls ?? (order === 'ASC' ? 'FIRST' : 'LAST')}`
}

/** A position in a list of outputs, when a sort item is one. */
export function ordinalOf(item: SortItem): number | undefined {
  const { expression } = item
  if (expression.kind === 'UnaryExpression' && expression.operator === '-') {
    const position = ordinalOf({ ...item, expression: expression.operand })
    return position === undefined ? undefined : -position
  }
  return expression.kind === 'NumberLiteral' && /^\d+$/.test(expression.text) ? Number(expression.text) : undefined
}

/** The same with the words before it; empty when nothing orders. */
export function orderByText(
  items: readonly SortItem[] | undefined,
  environment: Environment,
  outputs?: readonly Bound[],
): string {
  const text = items === undefined ? '' : bindSortItems(items, environment, outputs)
  return text === '' ? '' : `ORDER BY ${text}`
}

/** ORDER BY inside an aggregate or a window; integers are positions among `outputs` where there are any. */
function bindSortItems(items: readonly SortItem[], environment: Environment, outputs?: readonly Bound[]): string {
  return items
    .flatMap((item) => {
      const ordinal = outputs === undefined ? undefined : ordinalOf(item)
      const output = ordinal === undefined ? undefined : outputs?.[ordinal - 1]
      if (ordinal !== undefined && output === undefined) {
        throw analyzingError(`ORDER BY position ${ordinal} is not in group_concat output list`)
      }
      const bound = output ?? bindExpression(item.expression, environment)
      // A constant orders nothing, and DuckDB takes none.
      return bound.constant === undefined ? [`${bound.sql} ${sortDirection(item)}`] : []
    })
    .join(', ')
}
