import type { Capabilities, ListPartition, Table } from 'starrocks-kit/schema'
import { automaticRange, GENERATED_PARTITION_COLUMN_PREFIX, partitionTypes, rangeText } from 'starrocks-kit/schema'
import { concretePartitions, partitionColumns } from './concrete-partition.ts'
import type { ConcretePartition } from './concrete-partition.ts'

/** A partition as SHOW PARTITIONS and information_schema.partitions_meta tell it. */
export interface ShownPartition {
  readonly name: string
  readonly key: string
  /** The range in the server's inner form, or the list as JSON. */
  readonly value: string
  readonly distributionKey: string
  readonly buckets: string
  readonly replication: string
  readonly medium: string
  readonly cooldown: string
}

/** Buckets of a table that leaves their number to the server: one for each backend of a fresh small table. */
const AUTOMATIC_HASH_BUCKETS = 16
const AUTOMATIC_RANDOM_BUCKETS = 3
const NO_COOLDOWN = '9999-12-31 23:59:59'

/** The partitions of a table, and the automatic ones that came with rows; one without PARTITION BY has a single one, named as the table is. */
export function shownPartitions(
  table: Table,
  capabilities: Capabilities,
  automatic: readonly ConcretePartition[] = [],
): readonly ShownPartition[] {
  const common = {
    key: keyColumns(table).join(', '),
    distributionKey: table.distribution?.kind === 'hash' ? table.distribution.columns.join(', ') : 'ALL KEY',
    buckets: String(bucketsOf(table)),
    medium: table.properties['storage_medium']?.toUpperCase() ?? 'HDD',
    cooldown: NO_COOLDOWN,
  }
  const replication = table.properties['replication_num'] ?? capabilities.defaultReplicationNum
  if (table.partitioning === undefined) return [{ ...common, name: table.name, key: '', value: '', replication }]
  const types = partitionTypes(table.partitioning, table.columns)
  return [...concretePartitions(table), ...automatic].map((partition) => ({
    ...common,
    name: partition.name,
    value: partition.kind === 'range' ? rangeText(partition, types) : listText(partition),
    replication: partition.properties?.['replication_num'] ?? replication,
    medium: partition.properties?.['storage_medium']?.toUpperCase() ?? common.medium,
  }))
}

/** The columns that hold the values of partitions: those of expressions that give lists are hidden. */
function keyColumns(table: Table): readonly string[] {
  const columns = partitionColumns(table)
  const { partitioning } = table
  if (partitioning?.kind !== 'expression') return columns
  if (automaticRange(partitioning, table.columns) !== undefined) return columns
  const { items } = partitioning
  const expressions = items.filter((item) => item.kind === 'expression')
  return items.map((item, i) =>
    item.kind === 'expression'
      ? `${GENERATED_PARTITION_COLUMN_PREFIX}${expressions.indexOf(item)}`
      : (columns[i] ?? ''),
  )
}

function bucketsOf(table: Table): number {
  if (table.distribution?.kind === 'hash') return table.distribution.buckets ?? AUTOMATIC_HASH_BUCKETS
  return table.distribution?.kind === 'random'
    ? (table.distribution.buckets ?? AUTOMATIC_RANDOM_BUCKETS)
    : AUTOMATIC_RANDOM_BUCKETS
}

function listText(partition: ListPartition): string {
  return `[${partition.values.map((values) => `[${values.map((value) => `"${value ?? 'NULL'}"`).join(',')}]`).join(',')}]`
}
