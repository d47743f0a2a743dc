import type { ResultTable } from '../catalog/result/result-table.ts'
import type { ColumnType } from '../wire/column-type.ts'
import type { OkResult, RowsResult } from '../wire/handler.ts'

const TEXT: ColumnType = { kind: 'varchar', length: -1 }

/** A metadata answer on the wire: every column is text. */
export function textResult(table: ResultTable): RowsResult {
  return { kind: 'rows', columns: table.columns.map((name) => ({ name, type: TEXT })), rows: table.rows }
}

/** A statement without rows. */
export const DONE: OkResult = { kind: 'ok', affectedRows: 0 }
