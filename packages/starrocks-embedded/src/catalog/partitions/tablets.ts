import { findObject, type ObjectName } from 'starrocks-kit/schema'
import type { Catalog } from '../catalog.ts'
import { shownPartitions } from './shown-partition.ts'

/** Where a bucket lies: the partition that it belongs to, and its number. */
export interface Tablet {
  readonly id: number
  readonly partition: string
  readonly partitionId: number
  readonly replicas: number
}

/** The buckets of a table or materialized view, partition after partition. Ids follow from the partition's. */
export function tabletsOf(name: ObjectName, catalog: Catalog): readonly Tablet[] {
  const object = findObject(catalog.schema, name)
  const entry = catalog.entry(name)
  const id = entry?.id ?? 0
  const partitions =
    object?.kind === 'Table'
      ? shownPartitions(object, catalog.capabilities, entry?.automaticPartitions)
      : viewPartitions(object)
  return partitions.flatMap((partition, i) => {
    const partitionId = id + i + 1
    return Array.from({ length: Number(partition.buckets) }, (_, bucket) => ({
      id: partitionId * 1000 + bucket,
      partition: partition.name,
      partitionId,
      replicas: Number(partition.replication),
    }))
  })
}

function viewPartitions(
  object: ReturnType<typeof findObject>,
): readonly { readonly name: string; readonly buckets: string; readonly replication: string }[] {
  if (object?.kind !== 'MaterializedView') return []
  const { distribution, properties } = object
  const buckets = distribution?.kind === 'hash' || distribution?.kind === 'random' ? distribution.buckets : undefined
  return [{ name: object.name, buckets: String(buckets ?? 1), replication: properties['replication_num'] ?? '1' }]
}
