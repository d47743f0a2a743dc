import { expressionOf } from '../sql-text.ts'
import type { Column } from '../types/column.ts'
import type { DataType } from '../types/data-type.ts'
import type { Partition, Partitioning, RangePartition } from '../types/partitioning.ts'
import type { Properties } from '../types/properties.ts'
import { dataTypeFromAst } from '../from-ast/data-type.ts'
import { expandBatch } from './batch.ts'
import { compareBounds, fillBounds, minimumBound } from './range.ts'

/** The type that each RANGE partition column is compared as: that of the column, or of the expression over it. */
export function partitionTypes(partitioning: Partitioning, columns: readonly Column[]): readonly DataType[] {
  if (partitioning.kind === 'expression') {
    const [item] = partitioning.items
    if (item?.kind !== 'expression') return []
    const expression = expressionOf(item.expression)
    const name = expression.kind === 'FunctionCall' ? columnIn(expression.arguments) : undefined
    return [columnType(columns, name ?? '') ?? DATE]
  }
  if (partitioning.kind === 'range' && partitioning.expression !== undefined) {
    const expression = expressionOf(partitioning.expression)
    if (expression.kind === 'CastExpression') return [dataTypeFromAst(expression.type)]
    if (expression.kind === 'FunctionCall') {
      const name = (expression.name.at(-1) ?? '').toLowerCase()
      return [name === 'str2date' ? DATE : DATETIME]
    }
    return [DATE]
  }
  return partitioning.columns.map((name) => columnType(columns, name) ?? DATE)
}

const DATE: DataType = { kind: 'simple', name: 'date' }
const DATETIME: DataType = { kind: 'simple', name: 'datetime' }

function columnIn(args: readonly { readonly kind: string }[]): string | undefined {
  for (const argument of args) {
    if (argument.kind === 'ColumnReference' && 'parts' in argument && Array.isArray(argument.parts)) {
      return String(argument.parts.at(-1))
    }
  }
  return undefined
}

function columnType(columns: readonly Column[], name: string): DataType | undefined {
  const wanted = name.toLowerCase()
  return columns.find((column) => column.name.toLowerCase() === wanted)?.type
}

/**
 * Partitions in the form in which the server answers: batches expanded, LESS THAN turned into closed-open ranges, all in order.
 * What the server would refuse is left as it is: refusing is the business of `applyStatement`.
 */
export function expandPartitions(
  partitioning: Partitioning,
  columns: readonly Column[],
  properties: Properties = {},
): readonly Partition[] {
  if (partitioning.partitions.length === 0) return partitioning.partitions
  if (partitioning.kind === 'list') {
    return partitioning.partitions.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0))
  }
  const types = partitionTypes(partitioning, columns)
  const [type] = types
  if (type === undefined) return partitioning.partitions
  const flat: Partition[] = []
  for (const partition of partitioning.partitions) {
    if (partition.kind !== 'batch') {
      flat.push(partition)
      continue
    }
    const expanded = expandBatch(partition, type, { properties })
    if ('problem' in expanded) return partitioning.partitions
    flat.push(...expanded.partitions)
  }
  return closeRanges(flat, types)
}

function nameOf(partition: Partition): string {
  return 'name' in partition ? partition.name : ''
}

/** LESS THAN partitions start where the one before them ends. */
export function closeRanges(partitions: readonly Partition[], types: readonly DataType[]): readonly Partition[] {
  const ranges: RangePartition[] = []
  for (const partition of partitions) {
    if (partition.kind === 'range') {
      ranges.push({
        ...partition,
        lower: fillBounds(partition.lower, types),
        upper: fillBounds(partition.upper, types),
      })
    } else if (partition.kind === 'less-than') {
      const upper = fillBounds(partition.upper, types)
      const lower = ranges
        .map((range) => range.upper)
        .filter((bound) => compareBounds(bound, upper, types) < 0)
        .toSorted((a, b) => compareBounds(a, b, types))
        .at(-1)
      ranges.push({
        kind: 'range',
        name: partition.name,
        lower: lower ?? types.map(minimumBound),
        upper,
        ...(partition.properties !== undefined ? { properties: partition.properties } : {}),
      })
    } else {
      return partitions
    }
  }
  return ranges.toSorted((a, b) => compareBounds(a.lower, b.lower, types))
}

/** The one range of a table, where it begins with the smallest value, by its upper bound alone. Several stay as they are: StarRocks takes no mixture, and each goes without the others. */
export function openRange(partitions: readonly Partition[], types: readonly DataType[]): readonly Partition[] {
  const [only, ...others] = partitions
  if (only?.kind !== 'range' || others.length > 0) return partitions
  const { lower, ...rest } = only
  const smallest = types.map(minimumBound)
  const isLowest = lower.length === smallest.length && compareBounds(lower, smallest, types) === 0
  return isLowest ? [{ ...rest, kind: 'less-than' }] : partitions
}
