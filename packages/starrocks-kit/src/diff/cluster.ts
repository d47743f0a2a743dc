import { changeClusterObject } from '../operations/index.ts'
import type { ClusterOperation, Operation } from '../operations/index.ts'
import {
  BELOW_DATABASES,
  CLUSTER_KINDS,
  clusterName,
  clusterObjectsOf,
  ownEntry,
  sameClusterObject,
} from '../schema/index.ts'
import type { ClusterKind, SchemaState } from '../schema/index.ts'

/** What leads from the objects beside databases of one state to those of another. A kind that one of them knows nothing of is left alone. */
export function diffCluster(from: SchemaState, to: SchemaState): readonly Operation[] {
  return CLUSTER_KINDS.flatMap((kind) => diffKind(kind, from, to))
}

function diffKind(kind: ClusterKind, fromState: SchemaState, toState: SchemaState): readonly Operation[] {
  const from = clusterObjectsOf(fromState, kind)
  const to = clusterObjectsOf(toState, kind)
  if (from === undefined || to === undefined) return []
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].toSorted()
  return names.flatMap((name): readonly Operation[] => {
    const [old, object] = [ownEntry(from, name), ownEntry(to, name)]
    if (old === undefined) return object === undefined ? [] : [{ kind: 'CreateClusterObject', object }]
    if (object === undefined) return [{ kind: 'DropClusterObject', object: clusterName(old), definition: old }]
    return sameClusterObject(old, object) ? [] : [changeClusterObject(old, object)]
  })
}

/** Before or behind everything in databases; what goes away goes in the opposite order. */
export function clusterRank(operation: ClusterOperation): number {
  const { kind } =
    operation.kind === 'AlterClusterObject' || operation.kind === 'ReplaceClusterObject'
      ? operation.to
      : operation.object
  const isDrop = operation.kind === 'DropClusterObject'
  const place = CLUSTER_KINDS.indexOf(kind) / CLUSTER_KINDS.length
  if (BELOW_DATABASES.has(kind)) return isDrop ? 11 - place : place
  return isDrop ? 10 - place : 9 + place
}
