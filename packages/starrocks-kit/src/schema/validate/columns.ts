import { closestMatch } from '../../util/closest-match.ts'
import { expressionOf } from '../sql-text.ts'
import { objectNameText } from '../state.ts'
import { referencedColumns } from '../from-ast/partitioning.ts'
import type { Diagnostic } from '../types/diagnostic.ts'
import type { ObjectName } from '../types/names.ts'
import type { Table } from '../types/table.ts'

/** Columns that a clause names and the table does not have; with what was probably meant. */
export function columnDiagnostics(name: ObjectName, table: Table): readonly Diagnostic[] {
  const columns = table.columns.map((column) => column.name)
  const known = new Set(columns.map((column) => column.toLowerCase()))
  const found: Diagnostic[] = []
  const check = (code: string, clause: string, named: readonly string[]): void => {
    for (const column of named) {
      if (known.has(column.toLowerCase())) continue
      const match = closestMatch(column, columns)
      found.push({
        code,
        severity: 'error',
        object: name,
        message:
          `Table ${objectNameText(name)}: ${clause} names column ${column}, which the table does not have. ` +
          (match === undefined
            ? `Its columns are: ${columns.join(', ') || '(none)'}.`
            : `Did you mean ${match}? Otherwise add the column, or take it out of ${clause}.`),
      })
    }
  }
  if (table.key !== undefined) check('UNKNOWN_KEY_COLUMN', `${table.key.type} KEY`, table.key.columns)
  check('UNKNOWN_SORT_KEY_COLUMN', 'ORDER BY', table.sortKey?.map((item) => item.column) ?? [])
  if (table.distribution?.kind === 'hash') {
    check('UNKNOWN_DISTRIBUTION_COLUMN', 'DISTRIBUTED BY HASH', table.distribution.columns)
  }
  check('UNKNOWN_PARTITION_COLUMN', 'PARTITION BY', partitionNames(table))
  for (const index of Object.values(table.indexes)) {
    check('UNKNOWN_INDEX_COLUMN', `index ${index.name}`, index.columns)
  }
  for (const column of table.columns) {
    if (column.generated !== undefined) {
      check(
        'UNKNOWN_GENERATED_COLUMN',
        `the expression of generated column ${column.name}`,
        referencedColumns(expressionOf(column.generated)),
      )
    }
  }
  return [...duplicates(name, table), ...found]
}

function partitionNames(table: Table): readonly string[] {
  const { partitioning } = table
  if (partitioning === undefined) return []
  if (partitioning.kind !== 'expression') return partitioning.columns
  return partitioning.items.flatMap((item) =>
    item.kind === 'column' ? [item.column] : referencedColumns(expressionOf(item.expression)),
  )
}

function duplicates(name: ObjectName, table: Table): readonly Diagnostic[] {
  const seen = new Map<string, string>()
  const found: Diagnostic[] = []
  for (const { name: column } of table.columns) {
    const first = seen.get(column.toLowerCase())
    if (first === undefined) {
      seen.set(column.toLowerCase(), column)
      continue
    }
    found.push({
      code: 'DUPLICATE_COLUMN',
      severity: 'error',
      object: name,
      message:
        `Table ${objectNameText(name)} has column ${column} twice` +
        (first === column ? '' : ` (${first} and ${column} are one name: letter case does not count)`) +
        '. Rename or remove one of them.',
    })
  }
  return found
}
