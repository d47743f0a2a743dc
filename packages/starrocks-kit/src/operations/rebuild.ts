import type { Column, ObjectName, Table } from '../schema/index.ts'
import type { Operation, OperationOf } from './operation.ts'
import { sibling } from './sibling.ts'

/** The name under which the new table is built and filled. */
export function shadowName(table: ObjectName): ObjectName {
  return sibling(table, `${table.name}__next`)
}

/** The name under which a rebuild keeps the old table with its rows. */
export function retiredName(table: ObjectName): ObjectName {
  return sibling(table, `${table.name}__old`)
}

/** What a rebuild consists of. */
export type RebuildOperation = OperationOf<'CreateTable' | 'CopyRows' | 'CheckRowCounts' | 'SwapTable' | 'RenameTable'>

/**
 * A replacement of a table as operations that keep its rows: the new table is made beside the old one and filled, the numbers of rows are compared, and the two
 * exchange names. The old table stays until somebody drops it.
 */
export function rebuildOperations({ table, from, to }: OperationOf<'ReplaceTable'>): readonly RebuildOperation[] {
  const next = shadowName(table)
  const copy = { kind: 'CopyRows', table: next, from: table.name, columns: copiedColumns(from, to) } as const
  return [
    { kind: 'CreateTable', table: next, definition: { ...to, name: next.name } },
    ...partitionNames(from).map((partition) => (partition === undefined ? copy : { ...copy, partition })),
    { kind: 'CheckRowCounts', table, with: next.name },
    { kind: 'SwapTable', table, with: next.name },
    { kind: 'RenameTable', table: next, to: retiredName(table).name },
  ]
}

/**
 * The way back: the old table takes its name again, and the new one is dropped. Rows that were written meanwhile are in the new one only, so the numbers of rows
 * are compared before: rather than lose them, the way back stops.
 */
export function undoRebuildOperations({ table, to }: OperationOf<'ReplaceTable'>): readonly Operation[] {
  const old = retiredName(table)
  return [
    { kind: 'CheckRowCounts', table, with: old.name },
    { kind: 'SwapTable', table, with: old.name },
    { kind: 'DropTable', table: old, definition: { ...to, name: old.name } },
  ]
}

/** The columns that both tables have, in the order of the new one. The server computes generated columns itself. */
function copiedColumns(from: Table, to: Table): readonly string[] {
  const before = new Set(from.columns.map(key))
  return to.columns
    .filter((column) => column.generated === undefined && before.has(key(column)))
    .map(({ name }) => name)
}

/** Columns of the new table for which the old rows have no value, and the table has none either. */
export function columnsWithoutValue(from: Table, to: Table): readonly Column[] {
  const before = new Set(from.columns.map(key))
  return to.columns.filter(
    (column) =>
      !before.has(key(column)) &&
      !column.nullable &&
      column.default === undefined &&
      column.generated === undefined &&
      column.autoIncrement !== true,
  )
}

function key({ name }: Column): string {
  return name.toLowerCase()
}

/** The partitions to copy one by one; one `undefined` for the whole table, where the names may be others by the time that this runs. */
function partitionNames({ partitioning, properties }: Table): readonly (string | undefined)[] {
  const whole = [undefined]
  if (partitioning === undefined || partitioning.kind === 'expression') return whole
  if (properties['dynamic_partition.enable']?.toLowerCase() === 'true') return whole
  const names = partitioning.partitions.map((partition) => (partition.kind === 'batch' ? undefined : partition.name))
  return names.length < 2 || names.includes(undefined) ? whole : names
}
