import type { AddPartitionClause } from '../../../language/index.ts'
import { partitionFromAst } from '../../from-ast/partitioning.ts'
import { expandBatch } from '../../partitions/batch.ts'
import { closeRanges, partitionTypes } from '../../partitions/expand.ts'
import { compareBounds, rangesIntersect, rangeText } from '../../partitions/range.ts'
import { automaticRange } from '../../partitions/range-expression.ts'
import { expressionOf } from '../../sql-text.ts'
import type {
  BatchPartition,
  ListPartition,
  Partition,
  Partitioning,
  RangePartition,
} from '../../types/partitioning.ts'
import type { Table } from '../../types/table.ts'
import { checkListValues } from '../create-table/list-partition.ts'
import { boundsProblem, checkBounds, rangeProblem } from '../create-table/range-partition.ts'
import { checkPartitionName } from '../names.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { failing, isTaken, withPartitions } from './partition-list.ts'
import type { Fail } from './partition-list.ts'

/** ADD PARTITION, ADD PARTITIONS. Temporary partitions are checked and not kept: they are no part of a schema. */
export function addPartition(table: Table, clause: AddPartitionClause, scope: ApplyScope): Table {
  const { partitioning } = table
  const fail = failing(scope)
  const written = partitionFromAst(clause.partition, partitioning === undefined ? 1 : width(partitioning))
  if (scope.capabilities.wording === '3.2') checkForm(table, written)
  if (partitioning === undefined) return fail('Only support adding partition to range/list partitioned table')
  if (table.properties['dynamic_partition.enable'] === 'true' && !clause.temporary) {
    fail(
      'Cannot add/drop partition on a Dynamic Partition Table, Use command `ALTER TABLE tbl_name SET ("dynamic_partition.enable" = "false")` firstly.',
    )
  }
  const next =
    written.kind === 'list'
      ? addListPartition(table, partitioning, written, clause, fail)
      : addRangePartition(table, partitioning, written, clause, scope)
  checkDistribution(table, clause)
  return next
}

/** A partition may have other buckets than its table, but not another kind of distribution (LocalMetastore.getDistributionInfo). */
function checkDistribution(table: Table, { distribution }: AddPartitionClause): void {
  if (distribution === undefined) return
  const kind = table.distribution?.kind ?? 'random'
  if ((distribution.kind === 'HashDistributionDesc' ? 'hash' : 'random') === kind) return
  refuse(`Cannot assign different distribution type. default is: ${kind.toUpperCase()}`)
}

/** What 3.2 looks at first (LocalMetastore.addPartitions). */
function checkForm(table: Table, written: Partition): void {
  const { partitioning } = table
  const ranges = partitioning !== undefined && isRange(table, partitioning)
  if (written.kind === 'batch') {
    if (!ranges) refuse('Batch creation of partitions only support range partition tables.')
  } else if (ranges && partitioning.kind === 'expression') {
    refuse('Automatically partitioned tables only support the syntax for adding partitions in batches.')
  } else if (partitioning !== undefined && !ranges && written.kind !== 'list') {
    refuse(notCast('ListPartitionInfo', 'RangePartitionInfo'))
  }
}

/** The server's own slip: it takes a table for one that is partitioned otherwise (recorded). */
function notCast(from: string, to: string): string {
  const [left, right] = [from, to].map((name) => `com.starrocks.catalog.${name}`)
  return `class ${left} cannot be cast to class ${right} (${left} and ${right} are in unnamed module of loader 'app')`
}

function width(partitioning: Partitioning): number {
  return partitioning.kind === 'expression' ? partitioning.items.length : partitioning.columns.length
}

/** A table whose partitions are ranges: RANGE, or date_trunc and time_slice over one column. */
function isRange(table: Table, partitioning: Partitioning): boolean {
  return (
    partitioning.kind === 'range' ||
    (partitioning.kind === 'expression' && automaticRange(partitioning, table.columns) !== undefined)
  )
}

/** The columns of automatic list partitions; an expression has none that its values could be checked against. */
function columnsOf(partitioning: Partitioning): readonly string[] {
  return partitioning.kind === 'expression'
    ? partitioning.items.map((item) => (item.kind === 'column' ? item.column : ''))
    : partitioning.columns
}

function addListPartition(
  table: Table,
  partitioning: Partitioning,
  written: ListPartition,
  clause: AddPartitionClause,
  fail: Fail,
): Table {
  const columns = width(partitioning)
  for (const tuple of written.values) {
    if (tuple.length === columns) continue
    if (tuple.length === 1) fail('Partition column size should be one when use single list partition ')
    fail(`(${tuple.map((value) => value ?? 'NULL').join(',')}) size should be equal to partition column size `)
  }
  if (isRange(table, partitioning)) {
    const type = partitioning.kind === 'range' ? 'RangePartitionInfo' : 'ExpressionRangePartitionInfo'
    refuse(notCast(type, 'ListPartitionInfo'))
  }
  // Rows that come later have to fit one partition for each value.
  if (partitioning.kind === 'expression' && written.values.length > 1) {
    fail('Automatically partitioned tables does not support multiple values in the same partition')
  }
  checkPartitionName(written.name)
  for (const tuple of written.values) checkListValues(tuple, columnsOf(partitioning), table)
  if (isTaken(partitioning, written.name)) {
    if (clause.partition.kind === 'ListPartition' && clause.partition.ifNotExists) return table
    fail(`Duplicate partition name ${written.name}`, { code: 1517 })
  }
  const values = new Set(
    partitioning.partitions.flatMap((partition) =>
      partition.kind === 'list' ? partition.values.map((tuple) => JSON.stringify(tuple)) : [],
    ),
  )
  for (const tuple of written.values) {
    if (values.has(JSON.stringify(tuple))) {
      fail(
        tuple.length === 1
          ? `Duplicate partition value ${tuple[0] ?? 'NULL'}`
          : `Duplicate values (${tuple.map((value) => `"${value ?? 'NULL'}"`).join(',')}) not allow`,
      )
    }
  }
  if (clause.temporary || partitioning.kind === 'expression') return table
  return withPartitions(table, partitioning, [...partitioning.partitions, written].toSorted(byName))
}

function byName(a: Partition, b: Partition): number {
  const [left, right] = ['name' in a ? a.name : '', 'name' in b ? b.name : '']
  return left < right ? -1 : left > right ? 1 : 0
}

function addRangePartition(
  table: Table,
  partitioning: Partitioning,
  written: Exclude<Partition, ListPartition>,
  clause: AddPartitionClause,
  scope: ApplyScope,
): Table {
  if (!isRange(table, partitioning)) {
    refuse('Cannot add a Range partition to a table that partition type is not of Range', {
      code: scope.capabilities.ownErrorCodes ? 5700 : 1064,
    })
  }
  const fail = failing(scope)
  const automatic = partitioning.kind === 'expression'
  if (automatic && written.kind !== 'batch') {
    fail('Currently, you cannot manually add a single range partition to a table that is automatically partition')
  }
  if (automatic && written.kind === 'batch') checkAutomaticBatch(partitioning, written, fail, scope)
  const types = partitionTypes(partitioning, table.columns)
  const [type] = types
  let added: readonly Partition[] = [written]
  if (written.kind === 'batch') {
    const expanded =
      type === undefined
        ? { problem: 'No partition columns.' }
        : expandBatch(written, type, { automatic, properties: table.properties, temporary: clause.temporary === true })
    if ('problem' in expanded) return fail(expanded.problem)
    added = expanded.partitions
  }
  const ranges = partitioning.partitions.filter((partition): partition is RangePartition => partition.kind === 'range')
  let result = ranges
  for (const partition of added) {
    if (!('name' in partition)) continue
    checkPartitionName(partition.name)
    if (clause.partition.kind !== 'ListPartition') checkBounds(clause.partition, types.length)
    if (isTaken({ ...partitioning, partitions: result } as Partitioning, partition.name) && !clause.temporary) {
      if ('ifNotExists' in clause.partition && clause.partition.ifNotExists) continue
      fail(`Duplicate partition name ${partition.name}`, { code: 1517 })
    }
    const closed = closeRanges([...(clause.temporary ? [] : result), partition], types).find(
      (candidate) => candidate.kind === 'range' && candidate.name === partition.name,
    )
    if (closed?.kind !== 'range') continue
    const problem = boundsProblem(partition, types) ?? rangeProblem(closed, types)
    if (problem !== undefined) refuseAnalyzing(problem)
    if (!clause.temporary) {
      const other = result.find((candidate) => rangesIntersect(candidate, closed, types))
      if (other !== undefined) {
        fail(`Range ${rangeText(closed, types)} is intersected with range: ${rangeText(other, types)}`)
      }
    }
    result = [...result, closed].toSorted((a, b) => compareBounds(a.lower, b.lower, types))
  }
  // Automatic partitions come with the data: those of an expression are not printed, and not kept.
  if (clause.temporary || automatic) return table
  return withPartitions(table, partitioning, result)
}

/** Batches of a table whose partitions come with the data go in its own steps (PartitionDescAnalyzer.analyzeMultiRangePartitionDescWithExistsTable). */
function checkAutomaticBatch(
  partitioning: Extract<Partitioning, { kind: 'expression' }>,
  batch: BatchPartition,
  fail: Fail,
  scope: ApplyScope,
): void {
  const [item] = partitioning.items
  const expression = item?.kind === 'expression' ? expressionOf(item.expression) : undefined
  if (expression?.kind !== 'FunctionCall') return
  const early = scope.capabilities.wording === '3.2'
  const wide = (): void => {
    if (batch.every.count > 1) fail('The step of the auto-partitioned table should be 1')
  }
  if (!early) wide()
  const [first, second] = expression.arguments
  const slices = second?.kind === 'IntervalExpression'
  if (slices && early) fail('time_slice does not support pre-created partitions')
  const granularity = slices ? second.unit.toLowerCase() : first?.kind === 'StringLiteral' ? first.value : undefined
  const unit = batch.every.unit ?? 'null'
  if (granularity !== undefined && granularity.toLowerCase() !== unit.toLowerCase()) {
    fail(
      `The granularity of the auto-partitioned table granularity(${granularity}) should be consistent with the increased partition granularity(${unit}).`,
    )
  }
  if (early) wide()
}
