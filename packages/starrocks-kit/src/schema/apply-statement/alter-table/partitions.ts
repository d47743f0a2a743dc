import type {
  AddPartitionClause,
  DropPartitionClause,
  ModifyPartitionClause,
  TruncatePartitionClause,
} from '../../../language/index.ts'
import { partitionFromAst } from '../../from-ast/partitioning.ts'
import { expandBatch } from '../../partitions/batch.ts'
import { closeRanges, partitionTypes } from '../../partitions/expand.ts'
import { compareBounds, rangesIntersect, rangeText } from '../../partitions/range.ts'
import type { ListPartition, Partition, Partitioning, RangePartition } from '../../types/partitioning.ts'
import type { Table } from '../../types/table.ts'
import { isDateExpression } from '../create-table/expression-partition.ts'
import { checkPartitionName } from '../names.ts'
import { checkReplicationNum } from './properties.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'

/** ADD PARTITION, ADD PARTITIONS. Temporary partitions are checked and not kept: they are no part of a schema. */
export function addPartition(table: Table, clause: AddPartitionClause, scope: ApplyScope): Table {
  const { partitioning } = table
  if (partitioning === undefined) {
    refuseAnalyzing('Only support adding partition to range/list partitioned table')
  }
  if (table.properties['dynamic_partition.enable'] === 'true' && !clause.temporary) {
    refuseAnalyzing(
      'Cannot add/drop partition on a Dynamic Partition Table, Use command `ALTER TABLE tbl_name SET ("dynamic_partition.enable" = "false")` firstly.',
    )
  }
  const written = partitionFromAst(clause.partition, width(partitioning))
  if (written.kind === 'list') return addListPartition(table, partitioning, written, clause)
  return addRangePartition(table, partitioning, written, clause, scope)
}

function width(partitioning: Partitioning): number {
  return partitioning.kind === 'expression' ? partitioning.items.length : partitioning.columns.length
}

/** A table whose partitions are ranges: RANGE, or date_trunc and time_slice over one column. */
function isRange(partitioning: Partitioning): boolean {
  const [only] = partitioning.kind === 'expression' ? partitioning.items : []
  return (
    partitioning.kind === 'range' ||
    (partitioning.kind === 'expression' &&
      partitioning.items.length === 1 &&
      only !== undefined &&
      isDateExpression(only))
  )
}

function addListPartition(
  table: Table,
  partitioning: Partitioning,
  written: ListPartition,
  clause: AddPartitionClause,
): Table {
  const columns = width(partitioning)
  for (const tuple of written.values) {
    if (tuple.length === columns) continue
    if (tuple.length === 1) refuseAnalyzing('Partition column size should be one when use single list partition ')
    refuseAnalyzing(
      `(${tuple.map((value) => value ?? 'NULL').join(',')}) size should be equal to partition column size `,
    )
  }
  if (isRange(partitioning)) {
    const type = partitioning.kind === 'range' ? 'RangePartitionInfo' : 'ExpressionRangePartitionInfo'
    // The server's own slip: it takes the table for a list partitioned one (recorded).
    refuse(
      `class com.starrocks.catalog.${type} cannot be cast to class com.starrocks.catalog.ListPartitionInfo (com.starrocks.catalog.${type} and com.starrocks.catalog.ListPartitionInfo are in unnamed module of loader 'app')`,
    )
  }
  // Rows that come later have to fit one partition for each value.
  if (partitioning.kind === 'expression' && written.values.length > 1) {
    refuseAnalyzing('Automatically partitioned tables does not support multiple values in the same partition')
  }
  checkPartitionName(written.name)
  if (isTaken(partitioning, written.name)) {
    if (clause.partition.kind === 'ListPartition' && clause.partition.ifNotExists) return table
    refuseAnalyzing(`Duplicate partition name ${written.name}`, { code: 1517 })
  }
  const values = new Set(
    partitioning.partitions.flatMap((partition) =>
      partition.kind === 'list' ? partition.values.map((tuple) => JSON.stringify(tuple)) : [],
    ),
  )
  for (const tuple of written.values) {
    if (values.has(JSON.stringify(tuple))) {
      refuseAnalyzing(
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

function isTaken(partitioning: Partitioning, name: string): boolean {
  return partitioning.partitions.some((partition) => 'name' in partition && partition.name === name)
}

function addRangePartition(
  table: Table,
  partitioning: Partitioning,
  written: Exclude<Partition, ListPartition>,
  clause: AddPartitionClause,
  scope: ApplyScope,
): Table {
  if (!isRange(partitioning)) {
    refuse('Cannot add a Range partition to a table that partition type is not of Range', {
      code: scope.capabilities.ownErrorCodes ? 5700 : 1064,
    })
  }
  const automatic = partitioning.kind === 'expression'
  if (automatic && written.kind !== 'batch') {
    refuseAnalyzing(
      'Currently, you cannot manually add a single range partition to a table that is automatically partition',
    )
  }
  const types = partitionTypes(partitioning, table.columns)
  const [type] = types
  let added: readonly Partition[] = [written]
  if (written.kind === 'batch') {
    const expanded =
      type === undefined
        ? { problem: 'No partition columns.' }
        : expandBatch(written, type, { automatic, properties: table.properties, temporary: clause.temporary === true })
    if ('problem' in expanded) refuseAnalyzing(expanded.problem)
    added = expanded.partitions
  }
  const ranges = partitioning.partitions.filter((partition): partition is RangePartition => partition.kind === 'range')
  let result = ranges
  for (const partition of added) {
    if (!('name' in partition)) continue
    checkPartitionName(partition.name)
    if (isTaken({ ...partitioning, partitions: result } as Partitioning, partition.name) && !clause.temporary) {
      if ('ifNotExists' in clause.partition && clause.partition.ifNotExists) continue
      refuseAnalyzing(`Duplicate partition name ${partition.name}`, { code: 1517 })
    }
    const closed = closeRanges([...(clause.temporary ? [] : result), partition], types).find(
      (candidate) => candidate.kind === 'range' && candidate.name === partition.name,
    )
    if (closed?.kind !== 'range') continue
    if (!clause.temporary) {
      const other = result.find((candidate) => rangesIntersect(candidate, closed, types))
      if (other !== undefined) {
        refuseAnalyzing(`Range ${rangeText(closed, types)} is intersected with range: ${rangeText(other, types)}`)
      }
    }
    result = [...result, closed].toSorted((a, b) => compareBounds(a.lower, b.lower, types))
  }
  // Automatic partitions come with the data: those of an expression are not printed, and not kept.
  if (clause.temporary || automatic) return table
  return withPartitions(table, partitioning, result)
}

function withPartitions(table: Table, partitioning: Partitioning, partitions: readonly Partition[]): Table {
  return { ...table, partitioning: { ...partitioning, partitions } }
}

export function dropPartition(table: Table, clause: DropPartitionClause): Table {
  const { partitioning } = table
  if (partitioning === undefined) refuse(`Alter table [${table.name}] failed. Not a partitioned table`)
  if (clause.temporary || clause.names === undefined) return table
  const missing = clause.names.filter((name) => !isTaken(partitioning, name))
  if (missing.length > 0 && !clause.ifExists) {
    // Partitions that came with the data are not known here: only names of hand-made tables can be judged.
    refuse(`Error in list of partitions to [${clause.names.join(', ')}]`, { code: 1507 })
  }
  const dropped = new Set(clause.names)
  return withPartitions(
    table,
    partitioning,
    partitioning.partitions.filter((partition) => !('name' in partition && dropped.has(partition.name))),
  )
}

export function truncatePartition(table: Table, clause: TruncatePartitionClause): Table {
  for (const name of clause.partitions.names) {
    const known = table.partitioning !== undefined && isTaken(table.partitioning, name)
    if (!known && name !== table.name) refuse(`Partition ${name} does not exist`)
  }
  return table
}

/**
 * MODIFY PARTITION ... SET: replication and storage of partitions that exist. Replication of a table without partitions is the table's own
 * (AlterJobExecutor.modifyPartitionsProperty). What partitions do not have is taken and forgotten.
 */
export function modifyPartition(table: Table, clause: ModifyPartitionClause, scope: ApplyScope): Table {
  const { partitioning } = table
  const names = clause.names
  if (names !== '*') {
    for (const name of names) {
      const known = partitioning !== undefined && isTaken(partitioning, name)
      if (!known && name !== table.name) refuse(`Partition[${name}] does not exist in table[${table.name}]`)
    }
  }
  const changes = Object.fromEntries(
    clause.properties.filter(({ key }) => OF_PARTITIONS.has(key)).map(({ key, value }) => [key, value]),
  )
  const replicas = changes['replication_num']
  if (replicas !== undefined) {
    checkReplicationNum(replicas, scope)
    if (table.properties['colocate_with'] !== undefined && table.properties['colocate_with'] !== '') {
      refuse(`table ${table.name} is colocate table, cannot change replicationNum`)
    }
  }
  if (partitioning === undefined) {
    return replicas === undefined ? table : { ...table, properties: { ...table.properties, replication_num: replicas } }
  }
  return withPartitions(
    table,
    partitioning,
    partitioning.partitions.map((partition) =>
      partition.kind !== 'batch' && (names === '*' || names.includes(partition.name))
        ? { ...partition, properties: { ...partition.properties, ...changes } }
        : partition,
    ),
  )
}

const OF_PARTITIONS: ReadonlySet<string> = new Set([
  'replication_num',
  'storage_medium',
  'storage_cooldown_time',
  'storage_cooldown_ttl',
])
