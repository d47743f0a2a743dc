import type { KeyDesc, OrderByDesc } from '../../language/index.ts'
import type { SortItem, TableKey } from '../types/table.ts'

export function keyDesc(key: TableKey): KeyDesc {
  return { kind: 'KeyDesc', type: key.type, columns: key.columns }
}

export function orderByDesc(items: readonly SortItem[]): OrderByDesc {
  return {
    kind: 'OrderByDesc',
    items: items.map((item) => ({
      kind: 'SortKeyItem',
      column: item.column,
      ...(item.descending ? { order: 'DESC' } : {}),
    })),
  }
}
