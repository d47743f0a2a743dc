import type { KeyType, Rollup, Table } from 'starrocks-kit/schema'
import type { Cell, ResultTable } from '../result/result-table.ts'
import type { DescribedColumn } from './described-column.ts'

const COLUMNS = ['IndexName', 'IndexKeysType', 'Field', 'Type', 'Null', 'Key', 'Default', 'Extra'] as const

/** What the server calls a key model outside of DDL. */
export const KEYS_TYPES: { readonly [K in KeyType]: string } = {
  DUPLICATE: 'DUP_KEYS',
  AGGREGATE: 'AGG_KEYS',
  UNIQUE: 'UNIQUE_KEYS',
  PRIMARY: 'PRIMARY_KEYS',
}

/** `DESC t ALL`: a block for the table and one for each rollup, an empty row between them; the name stands in a block's first row only. */
export function describeAllResult(table: Table, columns: readonly DescribedColumn[]): ResultTable {
  const rows: (readonly Cell[])[] = [...block(table.name, table, columns)]
  for (const rollup of Object.values(table.rollups)) {
    rows.push(
      COLUMNS.map(() => ''),
      ...block(rollup.name, table, rollupColumns(rollup, columns)),
    )
  }
  return { columns: COLUMNS, rows }
}

function rollupColumns(rollup: Rollup, columns: readonly DescribedColumn[]): readonly DescribedColumn[] {
  return rollup.columns.flatMap((name) => columns.filter((column) => column.name.toLowerCase() === name.toLowerCase()))
}

function block(name: string, table: Table, columns: readonly DescribedColumn[]): readonly (readonly Cell[])[] {
  const type = table.key?.type ?? 'DUPLICATE'
  return columns.map((column, i) => {
    const aggregation = column.key ? undefined : (column.aggregation ?? implicitAggregation(type))
    const extras = [aggregation, column.bloomFilter ? 'BLOOM_FILTER' : undefined].filter((extra) => extra !== undefined)
    return [
      i === 0 ? name : '',
      i === 0 ? KEYS_TYPES[type] : '',
      column.name,
      column.typeText,
      column.nullable ? 'Yes' : 'No',
      String(column.key),
      column.default,
      extras.join(','),
    ]
  })
}

function implicitAggregation(type: KeyType): string | undefined {
  return type === 'DUPLICATE' ? 'NONE' : type === 'UNIQUE' ? 'REPLACE' : undefined
}
