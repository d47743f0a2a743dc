import { isDeepStrictEqual } from 'node:util'
import { effectiveSortKey } from '../schema/sort-key.ts'
import type { SortItem, Table } from '../schema/index.ts'
import { compared, withOperations } from './finding.ts'
import type { Comparator } from './finding.ts'

export const SORT_KEY_RULE = 'columns and directions in their order; left out means whatever is there'

export function sortKeySatisfied(from: readonly SortItem[] | undefined, to: readonly SortItem[] | undefined): boolean {
  return to === undefined || isDeepStrictEqual(canonical(from ?? []), canonical(to))
}

function canonical(items: readonly SortItem[]): unknown {
  return items.map(({ column, descending }) => [column.toLowerCase(), descending === true])
}

export const compareTableSortKey: Comparator<Table> = (from, to, context) => {
  const equal = to.sortKey === undefined || sortKeySatisfied(effectiveSortKey(from), to.sortKey)
  const finding = compared(context, 'sortKey', from.sortKey, to.sortKey, equal, SORT_KEY_RULE)
  if (equal || to.sortKey === undefined) return finding
  const before = effectiveSortKey(from)
  return withOperations(finding, [
    { kind: 'ModifySortKey', table: context.name, ...(before !== undefined ? { from: before } : {}), to: to.sortKey },
  ])
}
