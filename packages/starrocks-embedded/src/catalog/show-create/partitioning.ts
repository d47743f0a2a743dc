import { automaticRange } from 'starrocks-kit/schema'
import type { ListPartition, Partitioning, RangePartition, Table } from 'starrocks-kit/schema'
import { concretePartitions } from '../partitions/concrete-partition.ts'
import { serverExpression } from './expression.ts'
import { backquoted } from './text.ts'
import type { PrintContext } from './print-context.ts'

/** The PARTITION BY clause of SHOW CREATE TABLE, or undefined for a table in one piece. */
export function showCreatePartitioning(table: Table, context: PrintContext): string | undefined {
  const partitioning = table.partitioning
  if (partitioning === undefined) return undefined
  switch (partitioning.kind) {
    case 'range':
      return `PARTITION BY RANGE(${rangeKey(partitioning, context)})\n(${rangePartitions(table, context)})`
    case 'list':
      return `PARTITION BY LIST(${partitioning.columns.map(backquoted).join(',')})(\n${listPartitions(table, context)}\n)`
    case 'expression':
      return `PARTITION BY ${automaticKey(partitioning, table, context)}`
  }
}

function rangeKey(partitioning: Extract<Partitioning, { kind: 'range' }>, context: PrintContext): string {
  return partitioning.expression === undefined
    ? partitioning.columns.map(backquoted).join(', ')
    : (context.expressions?.partition[0] ?? serverExpression(partitioning.expression.text, 'plain'))
}

/** One function of a date column partitions by range and is printed as it is; all else by list, through hidden columns. */
function automaticKey(
  partitioning: Extract<Partitioning, { kind: 'expression' }>,
  table: Table,
  context: PrintContext,
): string {
  const [first] = partitioning.items
  if (first?.kind === 'expression' && automaticRange(partitioning, table.columns) !== undefined) {
    return context.expressions?.partition[0] ?? serverExpression(first.expression.text, 'plain')
  }
  let generated = 0
  const names = partitioning.items.map((item) =>
    item.kind === 'column' ? backquoted(item.column) : backquoted(`__generated_partition_column_${generated++}`),
  )
  return `(${names.join(',')})`
}

function rangePartitions(table: Table, context: PrintContext): string {
  return concretePartitions(table)
    .filter((partition): partition is RangePartition => partition.kind === 'range')
    .map(
      (partition) =>
        `PARTITION ${partition.name} VALUES [${tuple(partition.lower)}, ${tuple(partition.upper)})${ownReplication(partition, table, context)}`,
    )
    .join(',\n')
}

function tuple(bounds: RangePartition['lower']): string {
  // A tuple of nothing but MAXVALUE lacks its commas (PartitionKey.toSql, recorded).
  const separator = bounds.every((bound) => bound.kind === 'maxvalue') ? '' : ', '
  return `(${bounds.map((bound) => (bound.kind === 'maxvalue' ? 'MAXVALUE' : `"${bound.value}"`)).join(separator)})`
}

/** Values are not escaped, and NULL looks like a string. */
function listPartitions(table: Table, context: PrintContext): string {
  return concretePartitions(table)
    .filter((partition): partition is ListPartition => partition.kind === 'list')
    .map((partition) => {
      const values = partition.values.map((items) => items.map((item) => `'${item ?? 'NULL'}'`).join(', '))
      const single = partition.values.every((items) => items.length === 1)
      const text = single ? values.join(', ') : values.map((items) => `(${items})`).join(', ')
      return `  PARTITION ${partition.name} VALUES IN (${text})${ownReplication(partition, table, context)}`
    })
    .join(',\n')
}

/** Printed only where it differs from the table's. */
function ownReplication(partition: RangePartition | ListPartition, table: Table, context: PrintContext): string {
  const own = partition.properties?.['replication_num']
  const common = table.properties['replication_num'] ?? context.capabilities.defaultReplicationNum
  return own === undefined || own === common ? '' : `("replication_num" = "${own}")`
}
