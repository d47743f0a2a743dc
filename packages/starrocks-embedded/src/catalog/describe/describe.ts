import type { Cell, ResultTable } from '../result/result-table.ts'
import { displayComment } from '../show-create/text.ts'
import type { DescribedColumn } from './described-column.ts'

const DESC_COLUMNS = ['Field', 'Type', 'Null', 'Key', 'Default', 'Extra'] as const
const FULL_COLUMNS = ['Field', 'Type', 'Collation', 'Null', 'Key', 'Default', 'Extra', 'Privileges', 'Comment'] as const

/** `DESC t`: the aggregation of a table's columns is hidden, that of a materialized view is not. */
export function describeResult(
  columns: readonly DescribedColumn[],
  options: { readonly showsAggregation: boolean },
): ResultTable {
  return {
    columns: DESC_COLUMNS,
    rows: columns.map((column) => [
      column.name,
      column.typeText,
      yesNo(column.nullable),
      String(column.key),
      column.sketch ? '\u0000' : column.default,
      [
        ...(options.showsAggregation
          ? [column.aggregation ?? column.impliedAggregation ?? ''].filter((word) => word !== '')
          : []),
        ...(column.bloomFilter ? ['BLOOM_FILTER'] : []),
        ...(column.defaultGenerated ? ['DEFAULT_GENERATED'] : []),
      ].join(','),
    ]),
  }
}

/** SHOW COLUMNS and SHOW FULL COLUMNS. */
export function showColumnsResult(columns: readonly DescribedColumn[], full: boolean): ResultTable {
  const rows = columns.map((column): readonly Cell[] => {
    const extra = column.aggregation ?? ''
    const [nullable, key] = [yesNo(column.nullable), yesNo(column.key)]
    return full
      ? [column.name, column.typeText, '', nullable, key, column.default, extra, '', displayComment(column.comment)]
      : [column.name, column.typeText, nullable, key, column.default, extra]
  })
  return { columns: full ? FULL_COLUMNS : DESC_COLUMNS, rows }
}

function yesNo(value: boolean): string {
  return value ? 'YES' : 'NO'
}
