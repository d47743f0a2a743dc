import type { Capabilities, Index } from 'starrocks-kit/schema'
import type { ResultTable } from '../result/result-table.ts'
import { indexTypeText } from '../show-create/index-desc.ts'

const COLUMNS = [
  'Table',
  'Non_unique',
  'Key_name',
  'Seq_in_index',
  'Column_name',
  'Collation',
  'Cardinality',
  'Sub_part',
  'Packed',
  'Null',
  'Index_type',
  'Comment',
] as const

/** SHOW INDEX lists secondary indexes only; most of its columns are empty. */
export function showIndexResult(table: string, indexes: readonly Index[], capabilities: Capabilities): ResultTable {
  return {
    columns: COLUMNS,
    rows: indexes.map((index) => [
      table,
      '',
      index.name,
      '',
      index.columns.join(','),
      '',
      '',
      '',
      '',
      '',
      indexTypeText(index),
      index.comment ?? (capabilities.emptyIndexComment ? '' : null),
    ]),
  }
}
