import { isDeepStrictEqual } from 'node:util'
import type { SortItem, Table } from '../schema/index.ts'
import { compared, withOperations } from './finding.ts'
import type { Comparator } from './finding.ts'

export const SORT_KEY_RULE = 'columns and directions in their order; left out means whatever is there'

/** The sort key that a table has when none is declared: its key columns. */
function effective(table: Table): readonly SortItem[] | undefined {
  return table.sortKey ?? table.key?.columns.map((column) => ({ column }))
}

export function sortKeySatisfied(from: readonly SortItem[] | undefined, to: readonly SortItem[] | undefined): boolean {
  return to === undefined || isDeepStrictEqual(canonical(from ?? []), canonical(to))
}

function canonical(items: readonly SortItem[]): unknown {
  return items.map(({ column, descending }) => [column.toLowerCase(), descending === true])
}

export const compareTableSortKey: Comparator<Table> = (from, to, context) => {
  const equal = to.sortKey === undefined || sortKeySatisfied(effective(from), to.sortKey)
  const finding = compared(context, 'sortKey', from.sortKey, to.sortKey, equal, SORT_KEY_RULE)
  if (equal || to.sortKey === undefined) return finding
  const before = effective(from)
  return withOperations(finding, [
    { kind: 'ModifySortKey', table: context.name, ...(before !== undefined ? { from: before } : {}), to: to.sortKey },
  ])
}
