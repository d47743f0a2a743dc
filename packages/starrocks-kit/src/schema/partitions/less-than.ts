import type { Column } from '../types/column.ts'
import type { DataType } from '../types/data-type.ts'
import type {
  LessThanPartition,
  Partition,
  Partitioning,
  PartitionBound,
  RangePartition,
} from '../types/partitioning.ts'
import { closeRanges, partitionTypes } from './expand.ts'
import { compareBounds } from './range.ts'

/**
 * The partitions as a CREATE TABLE can say them. Over several columns a server takes MAXVALUE as the bare word behind LESS THAN only, and no other form of range
 * beside it (PartitionKeyDesc.analyze); it answers with ranges that have both bounds (RangePartitionInfo.toSql). Ranges for which there is no such form stay as they are.
 */
export function writtenPartitioning(partitioning: Partitioning, columns: readonly Column[]): Partitioning {
  if (partitioning.kind !== 'range' || !partitioning.partitions.some(endsBeyondAll)) return partitioning
  const types = partitionTypes(partitioning, columns)
  const partitions = partitioning.partitions.map((partition) =>
    partition.kind === 'range' ? asLessThan(partition) : partition,
  )
  const closed = closeRanges(partitions, types)
  const same = closeRanges(partitioning.partitions, types).every((range, i) => isSameRange(range, closed[i], types))
  return same ? { ...partitioning, partitions } : partitioning
}

function isSameRange(a: Partition, b: Partition | undefined, types: readonly DataType[]): boolean {
  return (
    a.kind === 'range' &&
    b?.kind === 'range' &&
    a.name === b.name &&
    compareBounds(a.lower, b.lower, types) === 0 &&
    compareBounds(a.upper, b.upper, types) === 0
  )
}

/** Whether a range over several columns has both bounds and ends at MAXVALUE in all of them. */
export function endsBeyondAll(partition: Partition): partition is RangePartition {
  return partition.kind === 'range' && partition.upper.length > 1 && isMaximum(partition.upper)
}

/** The same partition where another one ends at its lower bound. */
export function asLessThan({ lower: _, ...partition }: RangePartition): LessThanPartition {
  return { ...partition, kind: 'less-than' }
}

export function isMaximum(bounds: readonly PartitionBound[]): boolean {
  return bounds.every((bound) => bound.kind === 'maxvalue')
}
