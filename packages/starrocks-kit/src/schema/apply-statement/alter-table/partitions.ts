import type {
  DropPartitionClause,
  ModifyPartitionClause,
  MultiRangePartition,
  ReplacePartitionClause,
  TruncatePartitionClause,
} from '../../../language/index.ts'
import { partitionFromAst } from '../../from-ast/partitioning.ts'
import { expandBatch } from '../../partitions/batch.ts'
import type { BatchResult } from '../../partitions/batch.ts'
import { expandPartitions, partitionTypes } from '../../partitions/expand.ts'
import type { Partitioning } from '../../types/partitioning.ts'
import type { Table } from '../../types/table.ts'
import { checkReplicationNum } from './properties.ts'
import { refuse } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { failing, isTaken, withPartitions } from './partition-list.ts'
import type { Fail } from './partition-list.ts'

export function dropPartition(table: Table, clause: DropPartitionClause, scope: ApplyScope): Table {
  const { partitioning } = table
  const { capabilities } = scope
  // Before 3.4 the name is looked for first, whatever the table is; its only partition is called as the table.
  const single = partitioning === undefined && !capabilities.dropPartitionList
  if (single && clause.names?.every((name) => name !== table.name) === true) {
    if (clause.ifExists) return table
    refuse(`Error in list of partitions to ${clause.names.join(', ')}`, { code: 1507 })
  }
  if (partitioning === undefined) refuse(`Alter table [${table.name}] failed. Not a partitioned table`)
  const names = clause.names ?? (clause.range && namesInRange(table, partitioning, clause.range, failing(scope)))
  if (clause.temporary || names === undefined) return table
  // Batches are resolved only where partitions come with the data: elsewhere that was done when the table was made.
  const partitions = partitioning.partitions.some((partition) => partition.kind === 'batch')
    ? expandPartitions(partitioning, table.columns, table.properties)
    : partitioning.partitions
  const missing = names.filter((name) => !isTaken({ ...partitioning, partitions } as Partitioning, name))
  if (missing.length > 0 && !clause.ifExists) {
    const list = names.join(', ')
    refuse(`Error in list of partitions to ${capabilities.dropPartitionList ? `[${list}]` : list}`, { code: 1507 })
  }
  if (missing.length === names.length) return table
  const dropped = new Set(names)
  return withPartitions(
    table,
    partitioning,
    partitions.filter((partition) => !('name' in partition && dropped.has(partition.name))),
  )
}

/** The names in DROP PARTITIONS START ... END ... EVERY: those that ADD PARTITIONS would make. */
function namesInRange(
  table: Table,
  partitioning: Partitioning,
  range: MultiRangePartition,
  fail: Fail,
): readonly string[] {
  const found = partitionsInRange(table, partitioning, range)
  return 'problem' in found ? fail(found.problem) : found.partitions.map(({ name }) => name)
}

/** The partitions that START ... END ... EVERY stands for in ALTER TABLE, or why the server would not resolve it. */
export function partitionsInRange(table: Table, partitioning: Partitioning, range: MultiRangePartition): BatchResult {
  const batch = partitionFromAst(range)
  const [type] = partitionTypes(partitioning, table.columns)
  if (batch.kind !== 'batch' || type === undefined) return { problem: 'No partition columns.' }
  return expandBatch(batch, type, { automatic: partitioning.kind === 'expression', properties: table.properties })
}

export function truncatePartition(table: Table, clause: TruncatePartitionClause): Table {
  for (const name of clause.partitions.names) {
    const known = table.partitioning !== undefined && isTaken(table.partitioning, name)
    if (!known && name !== table.name) refuse(`Partition ${name} does not exist`)
  }
  return table
}

/** REPLACE PARTITION ... WITH TEMPORARY PARTITION: of temporary partitions a state knows nothing, the others have to be there. */
export function replacePartition(table: Table, clause: ReplacePartitionClause): Table {
  const { partitioning } = table
  const known = (name: string): boolean =>
    partitioning === undefined ? name === table.name : partitioning.kind === 'expression' || isTaken(partitioning, name)
  const missing = clause.partitions.names.find((name) => !known(name))
  if (missing !== undefined) refuse(`Partition[${missing}] does not exist`)
  return table
}

const OF_PARTITIONS: ReadonlySet<string> = new Set([
  'replication_num',
  'storage_medium',
  'storage_cooldown_time',
  'storage_cooldown_ttl',
])

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
