import { changeClusterObject } from '../operations/index.ts'
import type { ClusterOperation, Operation } from '../operations/index.ts'
import {
  CLUSTER_KINDS,
  clusterName,
  clusterObjectsOf,
  clusterPlacement,
  clusterRules,
  inCreationOrder,
  isNameUnseen,
  isUnseen,
  ownEntry,
  sameClusterObject,
  shownClusterName,
} from '../schema/index.ts'
import type { ClusterKind, ClusterName, SchemaState } from '../schema/index.ts'

/** What leads from the objects beside databases of one state to those of another. A kind that one of them knows nothing of is left alone. */
export function diffCluster(from: SchemaState, to: SchemaState): readonly Operation[] {
  return withoutForwardNames(CLUSTER_KINDS.flatMap((kind) => diffKind(kind, from, to)))
}

/** Objects that name others which are made behind them, such as users who may impersonate each other, are made without that, and get it when all are there. */
function withoutForwardNames(operations: readonly Operation[]): readonly Operation[] {
  const awaited = new Set(
    operations.flatMap((operation) => (operation.kind === 'CreateClusterObject' ? [keyOf(operation.object)] : [])),
  )
  const completed: Operation[] = []
  const all = operations.map((operation): Operation => {
    if (operation.kind !== 'CreateClusterObject') return operation
    const { object } = operation
    const { needs, bare } = clusterRules(object.kind)
    awaited.delete(keyOf(object))
    if (bare === undefined || needs === undefined || !needs(object).some((name) => awaited.has(keyOf(name))))
      return operation
    const first = bare(object)
    completed.push(changeClusterObject(first, object))
    return { kind: 'CreateClusterObject', object: first }
  })
  return [...all, ...completed]
}

function keyOf({ kind, name }: ClusterName): string {
  return `${kind}\n${name}`
}

function diffKind(kind: ClusterKind, fromState: SchemaState, toState: SchemaState): readonly Operation[] {
  const from = clusterObjectsOf(fromState, kind)
  const to = clusterObjectsOf(toState, kind)
  if (from === undefined || to === undefined) return []
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].toSorted()
  const doubtful = new Set(Object.values(from).filter(isNameUnseen).map(shownClusterName))
  const made = inCreationOrder(names.flatMap((name) => ownEntry(to, name) ?? []))
  const ordered = new Set([...made.map(({ name }) => name), ...names])
  return [...ordered].flatMap((name): readonly Operation[] => {
    const [old, object] = [ownEntry(from, name), ownEntry(to, name)]
    if (old === undefined)
      return object === undefined || isUnseen(object) || doubtful.has(shownClusterName(object))
        ? []
        : [{ kind: 'CreateClusterObject', object }]
    if (object === undefined)
      return isNameUnseen(old) ? [] : [{ kind: 'DropClusterObject', object: clusterName(old), definition: old }]
    return sameClusterObject(old, object) ? [] : [changeClusterObject(old, object)]
  })
}

/**
 * Before or behind everything in databases, or between databases and their tables: what is made, then what changes, since it may name what is made; what goes away goes in
 * the opposite order.
 */
export function clusterRank(operation: ClusterOperation): number {
  const { kind } =
    operation.kind === 'AlterClusterObject' || operation.kind === 'ReplaceClusterObject'
      ? operation.to
      : operation.object
  const isDrop = operation.kind === 'DropClusterObject'
  const place = CLUSTER_KINDS.indexOf(kind) / CLUSTER_KINDS.length
  switch (clusterPlacement(kind)) {
    case 'below':
      return isDrop ? 11 - place : place
    // Behind CREATE DATABASE, and before DROP DATABASE.
    case 'inside':
      return isDrop ? 7.5 : 1.5
    case 'above':
      if (isDrop) return 10 - place
      return operation.kind === 'CreateClusterObject' ? 8.5 + place / 2 : 9 + place / 2
  }
}
