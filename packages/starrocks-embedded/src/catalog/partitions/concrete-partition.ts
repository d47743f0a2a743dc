import { expandPartitions } from 'starrocks-kit/schema'
import type { ListPartition, RangePartition, Table } from 'starrocks-kit/schema'

/** A partition with both ends known, or with its list of values: what a table really has once it was created. */
export type ConcretePartition = RangePartition | ListPartition

/** The partitions of a table as SHOW CREATE lists them: ranges expanded and in ascending order, lists as they were declared. */
export function concretePartitions({ partitioning, columns, properties }: Table): readonly ConcretePartition[] {
  if (partitioning === undefined) return []
  const partitions =
    partitioning.kind === 'list' ? partitioning.partitions : expandPartitions(partitioning, columns, properties)
  return partitions.filter((partition) => partition.kind === 'range' || partition.kind === 'list')
}

/** Names of the columns by which the table is partitioned; those inside of an expression included. */
export function partitionColumns(table: Table): readonly string[] {
  const partitioning = table.partitioning
  if (partitioning === undefined) return []
  if (partitioning.kind !== 'expression') {
    return partitioning.columns.map((name) => table.columns.find((c) => sameName(c.name, name))?.name ?? name)
  }
  return partitioning.items.map((item) => {
    if (item.kind === 'column') return table.columns.find((c) => sameName(c.name, item.column))?.name ?? item.column
    const names = [...item.expression.text.matchAll(/`([^`]+)`|([A-Za-z_]\w*)(?!\s*\()/g)].map(
      (m) => m[1] ?? m[2] ?? '',
    )
    return table.columns.find((column) => names.some((name) => sameName(column.name, name)))?.name ?? ''
  })
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
