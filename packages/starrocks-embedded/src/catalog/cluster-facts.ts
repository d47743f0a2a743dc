import { DEFAULT_CATALOG } from 'starrocks-kit/schema'
import type { ClusterFacts } from 'starrocks-kit/schema'

/** Ids of the backends that the engine in this process stands for: as many as a table has replicas by default. */
export const BACKENDS: readonly number[] = [10001, 10002, 10003]

/** What is around the schema of this server, beside its resource groups: no labels, nothing beside the defaults. */
export const CLUSTER: ClusterFacts = {
  catalogs: [DEFAULT_CATALOG],
  warehouses: ['default_warehouse'],
  storageVolumes: ['builtin_storage_volume'],
  backends: BACKENDS,
  locations: [],
}
