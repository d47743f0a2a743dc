import type { Statement } from '../../language/index.ts'
import type { Applied, ApplyScope } from '../apply-statement/result.ts'
import { ownEntry, withoutEntry } from '../state.ts'
import type { ClusterKind, ClusterName, ClusterObject, ClusterObjectOf, ClusterState } from '../types/cluster.ts'
import type { SchemaState } from '../types/schema-state.ts'
import { externalCatalogRules } from './external-catalog.ts'
import { functionRules } from './function.ts'
import { pipeRules } from './pipe.ts'
import { resourceGroupRules } from './resource-group.ts'
import { roleRules } from './role.ts'
import { routineLoadRules } from './routine-load.ts'
import type { ClusterObjects, ClusterRules } from './rules.ts'
import { storageVolumeRules } from './storage-volume.ts'
import { taskRules } from './task.ts'
import { userRules } from './user.ts'

/** The rules of every kind, in the order in which objects can be made: a role may be granted what stands before it, a resource group names roles. */
const CLUSTER_RULES: { readonly [K in ClusterKind]: ClusterRules<ClusterObjectOf<K>> } = {
  StorageVolume: storageVolumeRules,
  ExternalCatalog: externalCatalogRules,
  Function: functionRules,
  Pipe: pipeRules,
  RoutineLoad: routineLoadRules,
  Role: roleRules,
  User: userRules,
  ResourceGroup: resourceGroupRules,
  Task: taskRules,
}

/** All kinds of objects beside databases, in the order in which they are made. */
export const CLUSTER_KINDS: readonly ClusterKind[] = Object.keys(CLUSTER_RULES) as ClusterKind[]

/** Whether databases stand on objects of the kind, databases hold them for their views to use, or they may name what databases hold. */
export function clusterPlacement(kind: ClusterKind): 'below' | 'inside' | 'above' {
  if (kind === 'StorageVolume' || kind === 'ExternalCatalog') return 'below'
  return kind === 'Function' ? 'inside' : 'above'
}

/** The rules of one kind. */
export function clusterRules(kind: ClusterKind): ClusterRules<ClusterObject> {
  // The kind picks the rules of just its objects, which the type checker cannot follow through a union.
  return CLUSTER_RULES[kind] as unknown as ClusterRules<ClusterObject>
}

/** The object as people call it: `resource group etl`. */
export function clusterLabel({ kind, name }: ClusterName): string {
  return `${clusterRules(kind).word} ${name}`
}

/** Whether every server has the object: then it is not managed. */
export function isBuiltIn({ kind, name }: ClusterName): boolean {
  return clusterRules(kind).builtIn?.has(name) === true
}

export function clusterName({ kind, name }: ClusterName): ClusterName {
  return { kind, name }
}

/** The objects of a kind by name; undefined where nothing is known of them. */
export function clusterObjectsOf(
  state: Pick<SchemaState, 'cluster'>,
  kind: ClusterKind,
): Readonly<Record<string, ClusterObject>> | undefined {
  return state.cluster?.[kind]
}

export function findClusterObject(state: Pick<SchemaState, 'cluster'>, name: ClusterName): ClusterObject | undefined {
  const objects = clusterObjectsOf(state, name.kind)
  return objects && ownEntry(objects, name.name)
}

/** Every known object, kind by kind. */
export function clusterObjects(state: Pick<SchemaState, 'cluster'>): readonly ClusterObject[] {
  return CLUSTER_KINDS.flatMap((kind) => Object.values(clusterObjectsOf(state, kind) ?? {}))
}

/** A state of these objects, in which the kinds are known and no others. */
export function clusterOf(objects: Iterable<ClusterObject>, known: readonly ClusterKind[] = []): ClusterState {
  const all = [...objects]
  const kinds = CLUSTER_KINDS.filter((kind) => known.includes(kind) || all.some((object) => object.kind === kind))
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      Object.fromEntries(all.filter((object) => object.kind === kind).map((object) => [object.name, object])),
    ]),
  )
}

/** The state without the kinds that are not listed. */
export function withClusterKinds(state: SchemaState, kinds: readonly ClusterKind[]): SchemaState {
  const { cluster, ...rest } = state
  if (kinds.length === 0) return rest
  const objects = cluster === undefined ? [] : clusterObjects({ cluster })
  return {
    ...rest,
    cluster: clusterOf(
      objects.filter(({ kind }) => kinds.includes(kind)),
      kinds,
    ),
  }
}

export function comparableCluster(cluster: ClusterState): ClusterState {
  const kinds = CLUSTER_KINDS.filter((kind) => cluster[kind] !== undefined)
  return clusterOf(
    clusterObjects({ cluster }).map((object) => clusterRules(object.kind).comparable(object)),
    kinds,
  )
}

/** The schema after a statement about objects beside databases; undefined for all other statements. @throws StatementRefusedError */
export function applyClusterStatement(statement: Statement, scope: ApplyScope): Applied | undefined {
  let { state } = scope
  let isAbout = false
  // DROP ROLE is about users as well.
  for (const kind of CLUSTER_KINDS) {
    const before = clusterObjectsOf(state, kind)
    const after = clusterRules(kind).apply(statement, objectsOf(before, { ...scope, state }))
    if (after === undefined) continue
    isAbout = true
    // What is not known stays so, unless the statement makes the first that is.
    if (before === undefined && Object.keys(after).length === 0) continue
    state = { ...state, cluster: { ...state.cluster, [kind]: after } }
  }
  return isAbout ? { state, effects: [] } : undefined
}

function objectsOf(
  known: Readonly<Record<string, ClusterObject>> | undefined,
  scope: ApplyScope,
): ClusterObjects<ClusterObject> {
  const record = known ?? {}
  return {
    scope,
    complete: known !== undefined && scope.context.partial !== true,
    find: (name) => ownEntry(record, name),
    with: (object) => ({ ...record, [object.name]: object }),
    without: (name) => withoutEntry(record, name),
    all: () => record,
  }
}
