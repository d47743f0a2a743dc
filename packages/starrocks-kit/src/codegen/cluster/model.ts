import { CLUSTER_KINDS, clusterNameText, shortClusterName } from '../../schema/index.ts'
import type { ClusterKind, ClusterName, ClusterObject } from '../../schema/types/cluster.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import { call, string } from '../source/code.ts'
import type { CallCode } from '../source/code.ts'
import type { SourceFile } from '../models/source-file.ts'
import { clusterInputCode } from './input.ts'

/** Stands where objects of databases have their catalog: no catalog can have this name. */
const PLACE = ':cluster'

/** Where the model of an object beside databases stands among the models of tables and views. */
export function clusterPlace({ kind, name }: ClusterName): ObjectName {
  return { catalog: PLACE, database: kind, name }
}

export function isClusterPlace({ catalog }: ObjectName): boolean {
  return catalog === PLACE
}

/** The bare name of the object at such a place; the name itself elsewhere. */
export function clusterShortName(place: ObjectName): string {
  const kind = CLUSTER_KINDS.find((known) => isClusterPlace(place) && known === place.database)
  return kind === undefined ? place.name : shortClusterName({ kind, name: place.name })
}

/** The model function of each kind. */
const CLUSTER_FUNCTIONS = {
  ResourceGroup: 'resourceGroup',
  Role: 'role',
  User: 'user',
  ExternalCatalog: 'externalCatalog',
  StorageVolume: 'storageVolume',
  Task: 'task',
  Pipe: 'pipe',
  RoutineLoad: 'routineLoad',
  Function: 'userFunction',
} as const satisfies { readonly [K in ClusterKind]: string }

/** The model functions of what lies beside databases. */
export const CLUSTER_MODEL_FUNCTIONS: readonly string[] = Object.values(CLUSTER_FUNCTIONS)

/** The kind that a model function declares; undefined for `table` and the like. */
export function clusterKindOf(modelFunction: string): ClusterKind | undefined {
  return (Object.keys(CLUSTER_FUNCTIONS) as ClusterKind[]).find((kind) => CLUSTER_FUNCTIONS[kind] === modelFunction)
}

/** The call that declares an object beside databases. */
export function clusterModelCode(object: ClusterObject, file: SourceFile): CallCode {
  const name = clusterNameText(object, file.defaultDatabase)
  return call(file.imports.use(CLUSTER_FUNCTIONS[object.kind]), string(name), clusterInputCode(object))
}
