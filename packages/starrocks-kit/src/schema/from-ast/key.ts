import type { KeyDesc, OrderByDesc } from '../../language/index.ts'
import type { SortItem, TableKey } from '../types/table.ts'

export function keyFromDesc(desc: KeyDesc): TableKey {
  return { type: desc.type, columns: desc.columns }
}

export function sortKeyFromDesc(desc: OrderByDesc): readonly SortItem[] {
  return desc.items.map((item) => ({ column: item.column, ...(item.order === 'DESC' ? { descending: true } : {}) }))
}
