import type { OperationOf } from '../operations/index.ts'
import { objectNameText } from '../schema/state.ts'
import type { Hazard } from './plan.ts'

const DEFAULT = 'default.'

/**
 * What a change of replication or storage medium does to the partitions that exist and to those to come.
 *
 * ALTER TABLE ... SET of `default.*` is for partitions to come only; `replication_num` is taken for tables without partitions, where it is for the rows that
 * are there as well as for the default. Sources: StarRocks' manual of ALTER TABLE; recorded refusals of `replication_num` on partitioned tables.
 */
export function propertyHazards({ table, from, to }: OperationOf<'ModifyTableProperties'>): readonly Hazard[] {
  const name = objectNameText(table)
  const future = Object.entries(to).filter(([property]) => property.startsWith(DEFAULT))
  const hazards = future.map(([property, value]): Hazard => {
    const plain = property.slice(DEFAULT.length)
    const before = from[property] ?? from[plain]
    return {
      code: 'FUTURE_PARTITIONS_ONLY',
      message:
        `partitions of ${name} to come get ${plain} ${value}; those that exist keep ${before ?? 'what they have'}, until ` +
        `ALTER TABLE ${table.name} MODIFY PARTITION (*) SET ("${plain}" = "${value}") changes them`,
    }
  })
  const replicas = to['replication_num']
  if (replicas === undefined) return hazards
  return [
    ...hazards,
    replicationChanges(`all rows of ${name}, which has no partitions,`, replicas, from['replication_num']),
  ]
}

/** What a change of the replication of one partition does to it. */
export function partitionHazards(operation: OperationOf<'ModifyPartitionProperties'>): readonly Hazard[] {
  const { table, partition, from, to } = operation
  const replicas = to['replication_num']
  if (replicas === undefined) return []
  const rows = `the rows of partition ${partition} of ${objectNameText(table)}`
  return [replicationChanges(rows, replicas, from['replication_num'])]
}

function replicationChanges(rows: string, replicas: string, before: string | undefined): Hazard {
  return {
    code: 'REPLICATION_CHANGES',
    message:
      `${rows} get ${replicas} ${replicas === '1' ? 'replica' : 'replicas'}` +
      `${before === undefined ? '' : ` in place of ${before}`}: the server makes or removes them in the background`,
  }
}
