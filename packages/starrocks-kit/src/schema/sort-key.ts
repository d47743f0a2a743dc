import type { SortItem, Table } from './types/table.ts'

/** By what the rows of a table are sorted: its key columns, unless it says otherwise. */
export function effectiveSortKey(table: Table): readonly SortItem[] | undefined {
  return table.sortKey ?? table.key?.columns.map((column) => ({ column }))
}
