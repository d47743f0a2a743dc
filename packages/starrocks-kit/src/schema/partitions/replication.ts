import type { Capabilities } from '../capabilities.ts'
import type { Partition } from '../types/partitioning.ts'
import type { Table } from '../types/table.ts'

/** How often the rows of a partition are kept: as the partition says, or as its table did when it came into being. */
export function partitionReplication(partition: Partition, table: Table, capabilities: Capabilities): string {
  const own = partition.kind === 'batch' ? undefined : partition.properties?.['replication_num']
  return own ?? table.properties['replication_num'] ?? capabilities.defaultReplicationNum
}

/** Each partition says itself how often it is kept: a new default of the table is for those to come (LocalMetastore.modifyTableDefaultReplicationNum). */
export function withOwnReplication(table: Table, capabilities: Capabilities): Table {
  const { partitioning } = table
  if (partitioning === undefined) return table
  const partitions = partitioning.partitions.map((partition) =>
    partition.kind === 'batch'
      ? partition
      : {
          ...partition,
          properties: {
            ...partition.properties,
            replication_num: partitionReplication(partition, table, capabilities),
          },
        },
  )
  return { ...table, partitioning: { ...partitioning, partitions } }
}
