import type { Connection } from '../connection/index.ts'
import { clusterOf } from '../schema/index.ts'
import type { ClusterKind, ClusterObject, ClusterObjectOf, ClusterState, Target } from '../schema/index.ts'
import { readExternalCatalogs } from './cluster/external-catalog.ts'
import type { ClusterReader } from './cluster/reader.ts'
import { readResourceGroups } from './cluster/resource-group.ts'
import { readRoles } from './cluster/role.ts'
import { readStorageVolumes } from './cluster/storage-volume.ts'
import { readTasks } from './cluster/task.ts'

const READERS: { readonly [K in ClusterKind]: ClusterReader<ClusterObjectOf<K>> } = {
  ResourceGroup: readResourceGroups,
  Role: readRoles,
  ExternalCatalog: readExternalCatalogs,
  StorageVolume: readStorageVolumes,
  Task: readTasks,
}

/** Reads the objects of these kinds that a server has beside its databases; of all other kinds nothing is known. Values of secrets are never read. */
export async function introspectCluster(
  connection: Connection,
  { kinds, target }: { readonly kinds: readonly ClusterKind[]; readonly target: Target },
): Promise<ClusterState> {
  const objects: ClusterObject[] = []
  for (const kind of new Set(kinds)) objects.push(...(await READERS[kind](connection, target)))
  return clusterOf(objects, kinds)
}
