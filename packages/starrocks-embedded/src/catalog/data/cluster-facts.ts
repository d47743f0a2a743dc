import { DEFAULT_CATALOG } from 'starrocks-kit/schema'
import type { ClusterFacts } from 'starrocks-kit/schema'
import type { CatalogData } from './catalog-data.ts'

/** Ids of the backends that the engine in this process stands for: as many as a table has replicas by default. */
export const BACKENDS: readonly number[] = [10001, 10002, 10003]

/** What is around the schema of this server, beside what users made: no labels, nothing beside the defaults. */
export const CLUSTER: ClusterFacts = {
  catalogs: [DEFAULT_CATALOG],
  warehouses: ['default_warehouse'],
  backends: BACKENDS,
  locations: [],
}

/** The volume of every shared-data cluster. */
export const BUILT_IN_VOLUME = 'builtin_storage_volume'

/** The volumes of a shared-data cluster: the built-in one, and those that were created. */
export function storageVolumeNames(data: CatalogData): readonly string[] {
  return [BUILT_IN_VOLUME, ...Object.keys(data.storageVolumes)]
}
