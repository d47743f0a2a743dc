import type { Connection } from '../connection/index.ts'
import { clusterOf } from '../schema/index.ts'
import type { ClusterKind, ClusterObject, ClusterObjectOf, ClusterState, SchemaState, Target } from '../schema/index.ts'
import { readExternalCatalogs } from './cluster/external-catalog.ts'
import { readFunctions } from './cluster/function.ts'
import type { ClusterReader, ReaderContext } from './cluster/reader.ts'
import { readPipes } from './cluster/pipe.ts'
import { readResourceGroups } from './cluster/resource-group.ts'
import { readRoles } from './cluster/role.ts'
import { readRoutineLoads } from './cluster/routine-load.ts'
import { readStorageVolumes } from './cluster/storage-volume.ts'
import { readTasks } from './cluster/task.ts'
import { readUsers } from './cluster/user.ts'

const READERS: { readonly [K in ClusterKind]: ClusterReader<ClusterObjectOf<K>> } = {
  ResourceGroup: readResourceGroups,
  Role: readRoles,
  User: readUsers,
  ExternalCatalog: readExternalCatalogs,
  StorageVolume: readStorageVolumes,
  Task: readTasks,
  Pipe: readPipes,
  RoutineLoad: readRoutineLoads,
  Function: readFunctions,
}

/** Reads the objects of these kinds that a server has beside its databases, or in those that were read; of all other kinds nothing is known. Values of secrets are never read. */
export async function introspectCluster(
  connection: Connection,
  { kinds, target, databases }: ClusterOptions,
): Promise<ClusterState> {
  const context: ReaderContext = {
    target,
    databases: Object.values(databases).flatMap(({ name, catalog }) => (catalog === undefined ? [name] : [])),
  }
  const objects: ClusterObject[] = []
  for (const kind of new Set(kinds)) objects.push(...(await READERS[kind](connection, context)))
  return clusterOf(objects, kinds)
}

interface ClusterOptions extends Pick<SchemaState, 'databases'> {
  readonly kinds: readonly ClusterKind[]
  readonly target: Target
}
