import type { Capabilities } from '../../capabilities.ts'
import { canBeRangePartition, isSimple } from '../../data-type/rules.ts'
import { expandBatch } from '../../partitions/batch.ts'
import { closeRanges, partitionTypes } from '../../partitions/expand.ts'
import { rangesIntersect, rangeText, unsupportedRangeColumn } from '../../partitions/range.ts'
import type { Partition, Partitioning, RangePartition } from '../../types/partitioning.ts'
import type { Table } from '../../types/table.ts'
import { sameColumn } from '../columns.ts'
import { checkPartitionName } from '../names.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'

/** Names and forms of range partitions, as far as the analyzer looks. */
export function checkRangePartitions(partitioning: Partitioning, table: Table, capabilities: Capabilities): void {
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
    if (form !== partition.kind) refuseAnalyzing('You can only use one of these methods to create partitions')
    checkPartitionName(partition.name)
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
  const types = partitionTypes(partitioning, table.columns)
  const [type] = types
  if (type === undefined) return
  const flat = partitioning.partitions.flatMap((partition): readonly Partition[] => {
    if (partition.kind !== 'batch') return [partition]
    const expanded = expandBatch(partition, type, { properties: table.properties })
    return 'problem' in expanded ? [] : expanded.partitions
  })
  const ranges: RangePartition[] = []
  for (const partition of closeRanges(flat, types)) {
    if (partition.kind !== 'range') continue
    // In order of their lower bounds only neighbours can overlap.
    const before = ranges.at(-1)
    if (before !== undefined && rangesIntersect(before, partition, types)) {
      refuse(`Range ${rangeText(partition, types)} is intersected with range: ${rangeText(before, types)}`)
    }
    ranges.push(partition)
  }
}
