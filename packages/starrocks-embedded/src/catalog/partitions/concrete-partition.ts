import { parseExpression } from 'starrocks-kit/language'
import type { DataType, ListPartition, RangePartition, Table } from 'starrocks-kit/schema'
import { toDataType } from '../../sql/types/sql-type.ts'
import { inferColumnType } from '../analyzed/infer-type.ts'
import { expandBatch } from './batch.ts'
import { normalizeBound, smallestBound } from './bound.ts'
import { compareBounds } from './compare-bounds.ts'

/** A partition with both ends known, or with its list of values: what a table really has once it was created. */
export type ConcretePartition = RangePartition | ListPartition

/**
 * The partitions of a table as SHOW CREATE lists them: batches expanded, `LESS THAN` given the lower bound that it inherits, values in the
 * spelling of their column's type; ranges in ascending order, lists as they were declared.
 */
export function concretePartitions(table: Table): readonly ConcretePartition[] {
  const partitioning = table.partitioning
  if (partitioning === undefined) return []
  const types = partitionColumns(table).map((name) => table.columns.find((column) => column.name === name)?.type)
  const width = types.length
  const result: ConcretePartition[] = []
  for (const partition of partitioning.partitions) {
    switch (partition.kind) {
      case 'list':
        result.push(partition)
        break
      case 'range':
        result.push({ ...partition, lower: fill(partition.lower, types), upper: fill(partition.upper, types) })
        break
      case 'less-than': {
        const upper = fill(partition.upper, types)
        const previous = result.at(-1)
        const lower =
          previous?.kind === 'range' ? previous.upper : Array.from({ length: width }, (_, i) => smallestBound(types[i]))
        const { kind: _, ...rest } = partition
        result.push({ ...rest, kind: 'range', lower, upper })
        break
      }
      case 'batch':
        result.push(...expandBatch(partition, types[0], table.properties))
        break
    }
  }
  if (partitioning.kind === 'list') return result
  const ordering = orderingTypes(table, types)
  return result.toSorted((a, b) =>
    a.kind === 'range' && b.kind === 'range' ? compareBounds(a.lower, b.lower, ordering) : 0,
  )
}

/** The types by which ranges are ordered: that of the expression, where the table is partitioned by one of a column. */
function orderingTypes(table: Table, types: readonly (DataType | undefined)[]): readonly (DataType | undefined)[] {
  const partitioning = table.partitioning
  if (partitioning?.kind !== 'range' || partitioning.expression === undefined) return types
  const type = inferColumnType(parseExpression(partitioning.expression.text), table.columns)
  return type === undefined ? types : [toDataType(type)]
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

function fill(
  bounds: RangePartition['lower'],
  types: readonly Parameters<typeof smallestBound>[0][],
): RangePartition['lower'] {
  if (types.length === 0) return bounds
  return types.map((type, i) => {
    const bound = bounds[i]
    return bound === undefined ? smallestBound(type) : normalizeBound(bound, type)
  })
}
