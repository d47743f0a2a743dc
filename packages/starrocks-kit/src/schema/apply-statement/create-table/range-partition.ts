import type {
  PartitionBound as AstPartitionBound,
  RangePartition as AstRangePartition,
} from '../../../language/index.ts'
import type { Capabilities } from '../../capabilities.ts'
import { canBeRangePartition, isSimple } from '../../data-type/rules.ts'
import { expandBatch } from '../../partitions/batch.ts'
import { closeRanges, partitionTypes } from '../../partitions/expand.ts'
import { compareBounds, rangesIntersect, rangeText, unsupportedRangeColumn } from '../../partitions/range.ts'
import { automaticRange } from '../../partitions/range-expression.ts'
import { partitionValueProblem } from '../../partitions/value.ts'
import type { DataType } from '../../types/data-type.ts'
import type { Partition, Partitioning, RangePartition } from '../../types/partitioning.ts'
import type { Table } from '../../types/table.ts'
import { sameColumn } from '../columns.ts'
import { checkPartitionName } from '../names.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'

/** How many bounds a partition has, and of which kind (PartitionKeyDesc.analyze). `width` is the number of partition columns. */
export function checkBounds(partition: AstRangePartition, width: number): void {
  if (partition.kind === 'MultiRangePartition' || partition.upper === 'MAXVALUE') return
  const { upper } = partition
  const lower = partition.kind === 'FixedRangePartition' ? partition.lower : []
  if (upper.length > width) {
    const text =
      partition.kind === 'FixedRangePartition' ? `[${boundsText(lower)}, ${boundsText(upper)})` : boundsText(upper)
    refuseAnalyzing(`Partition values number is more than partition column number: ${text}`)
  }
  if (width > 1 && [...lower, ...upper].some((bound) => bound.kind === 'MaxValue')) {
    refuseAnalyzing('Not support MAXVALUE in multi partition range values.', {
      remedy: 'Write VALUES LESS THAN MAXVALUE, without parentheses, or leave MAXVALUE out.',
    })
  }
}

function boundsText(bounds: readonly AstPartitionBound[]): string {
  return `(${bounds.map((bound) => (bound.kind === 'MaxValue' ? 'MAXVALUE' : `'${bound.value}'`)).join(', ')})`
}

/** Why a partition has no range: values that are none of their column's type (RangePartitionInfo.createAndCheckNewRange). */
export function boundsProblem(partition: Partition, types: readonly DataType[]): string | undefined {
  if (partition.kind !== 'range' && partition.kind !== 'less-than') return undefined
  const tuples = partition.kind === 'range' ? [partition.upper, partition.lower] : [partition.upper]
  for (const tuple of tuples) {
    for (const [i, bound] of tuple.entries()) {
      const type = types[i]
      const problem =
        bound.kind === 'value' && type !== undefined ? partitionValueProblem(bound.value, type) : undefined
      if (problem !== undefined) return `Invalid range value format: ${problem}`
    }
  }
  return undefined
}

/** Why a range holds nothing, with the bound below that a LESS THAN partition gets. */
export function rangeProblem(range: RangePartition, types: readonly DataType[]): string | undefined {
  if (compareBounds(range.lower, range.upper, types) < 0) return undefined
  return 'Invalid range value format: The lower values must smaller than upper values'
}

/** Names and forms of range partitions, as far as the analyzer looks. */
export function checkRangePartitions(
  partitioning: Partitioning,
  written: readonly AstRangePartition[],
  table: Table,
  capabilities: Capabilities,
): void {
  const types = partitionTypes(partitioning, table.columns)
  const [type] = types
  const batches = partitioning.partitions.filter((partition) => partition.kind === 'batch')
  if (batches.length > 0 && types.length > 1) {
    refuseAnalyzing('Batch build partition only support single range column.')
  }
  const all: Partition[] = partitioning.partitions.filter((partition) => partition.kind !== 'batch')
  for (const batch of batches) {
    if (type === undefined) continue
    const unit = batch.every.unit?.toUpperCase()
    if (unit === 'HOUR' && !isSimple(type, 'datetime')) {
      refuseAnalyzing('Batch build partition for hour interval only supports partition column as DATETIME type')
    }
    // The server fails on this unit without a reason (recorded).
    if (unit === 'QUARTER') {
      if (capabilities.wording === '3.2') refuseAnalyzing('Batch build partition does not support time interval type.')
      refuse('Unknown error')
    }
    const expanded = expandBatch(batch, type, {
      automatic: partitioning.kind === 'expression',
      properties: table.properties,
      wholeUnits: !capabilities.unalignedWeekBatch,
    })
    if ('problem' in expanded) refuseAnalyzing(expanded.problem)
    all.push(...expanded.partitions)
  }
  const names = new Set<string>()
  let form: Partition['kind'] | undefined
  for (const partition of all) {
    if (partition.kind === 'batch') continue
    if (names.has(partition.name.toLowerCase())) refuseAnalyzing(`Duplicated partition name: ${partition.name}`)
    names.add(partition.name.toLowerCase())
    form ??= partition.kind
    if (form !== partition.kind)
      refuseAnalyzing('You can only use one of these methods to create partitions', {
        remedy: 'Give all partitions an upper bound only (LESS THAN), or all of them both bounds.',
      })
    checkPartitionName(partition.name)
    const node = written.find((candidate) => 'name' in candidate && candidate.name === partition.name)
    if (node !== undefined) checkBounds(node, types.length)
  }
}

/** Found only when the table is made: types that have no ranges, and ranges that overlap. */
export function checkPartitionRanges(table: Table): void {
  const { partitioning } = table
  if (partitioning === undefined || partitioning.kind === 'list') return
  if (partitioning.kind === 'range' && partitioning.expression === undefined) {
    for (const name of partitioning.columns) {
      const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
      if (column !== undefined && !canBeRangePartition(column.type)) refuse(unsupportedRangeColumn(column))
    }
  }
  if (partitioning.kind === 'expression' && automaticRange(partitioning, table.columns) === undefined) return
  const types = partitionTypes(partitioning, table.columns)
  const [type] = types
  if (type === undefined) return
  const flat = partitioning.partitions.flatMap((partition): readonly Partition[] => {
    if (partition.kind !== 'batch') return [partition]
    const expanded = expandBatch(partition, type, { properties: table.properties })
    return 'problem' in expanded ? [] : expanded.partitions
  })
  for (const partition of flat) {
    const problem = boundsProblem(partition, types)
    if (problem !== undefined) refuse(problem)
  }
  const ranges: RangePartition[] = []
  for (const partition of closeRanges(flat, types)) {
    if (partition.kind !== 'range') continue
    const problem = rangeProblem(partition, types)
    if (problem !== undefined) refuse(problem)
    // In order of their lower bounds only neighbours can overlap.
    const before = ranges.at(-1)
    if (before !== undefined && rangesIntersect(before, partition, types)) {
      refuse(`Range ${rangeText(partition, types)} is intersected with range: ${rangeText(before, types)}`)
    }
    ranges.push(partition)
  }
}
