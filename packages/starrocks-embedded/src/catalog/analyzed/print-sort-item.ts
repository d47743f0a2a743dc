import type { Expression, SortItem } from 'starrocks-kit/language'

/** An item of ORDER BY; the nulls' place is named only where it is not the default of the direction. */
export function printSortItem(item: SortItem, print: (expression: Expression) => string): string {
  const ascending = item.order !== 'DESC'
  const nulls =
    item.nulls === 'LAST' && ascending ? ' NULLS LAST' : item.nulls === 'FIRST' && !ascending ? ' NULLS FIRST' : ''
  return `${print(item.expression)} ${ascending ? 'ASC' : 'DESC'}${nulls}`
}
