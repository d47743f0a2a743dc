import type { Capabilities } from '../capabilities.ts'
import { canBeKey, shortKeySize } from '../data-type/rules.ts'
import type { Column } from '../types/column.ts'
import type { TableKey } from '../types/table.ts'

const MAX_COLUMNS = 3
const MAX_BYTES = 36

/**
 * The key that the server derives when none is declared: AGGREGATE KEY over the columns without aggregation if any column has one, else DUPLICATE KEY
 * over the leading columns: at most three, at most 36 bytes, up to and with the first VARCHAR. Undefined when the first column cannot be a key.
 *
 * Source: CreateTableAnalyzer.analyzeKeysDesc; recorded answers.
 */
export function derivedKey(
  columns: readonly Column[],
  capabilities?: Pick<Capabilities, 'binaryKeys'>,
): TableKey | undefined {
  if (columns.some((column) => column.aggregation !== undefined || column.type.kind === 'aggregate-state')) {
    return {
      type: 'AGGREGATE',
      columns: columns
        .filter((column) => column.aggregation === undefined && column.type.kind !== 'aggregate-state')
        .map((column) => column.name),
    }
  }
  const names: string[] = []
  let bytes = 0
  for (const column of columns) {
    if (column.generated !== undefined) break
    bytes += shortKeySize(column.type)
    if (names.length >= MAX_COLUMNS || bytes > MAX_BYTES) {
      if (names.length === 0 && (column.type.kind === 'char' || column.type.kind === 'varchar')) names.push(column.name)
      break
    }
    if (!canBeKey(column.type, capabilities)) break
    names.push(column.name)
    if (column.type.kind === 'varchar') break
  }
  return names.length === 0 ? undefined : { type: 'DUPLICATE', columns: names }
}
