import type { ClusterName, ClusterObject } from '../../schema/types/cluster.ts'

/** Makes a resource group, a role or another object beside databases. */
export interface CreateClusterObject {
  readonly kind: 'CreateClusterObject'
  readonly object: ClusterObject
}

/** Without `from` everything that `to` says is said again. */
export interface AlterClusterObject {
  readonly kind: 'AlterClusterObject'
  readonly from?: ClusterObject
  readonly to: ClusterObject
}

/** A change for which StarRocks has no statement: it is diagnosed, never made. */
export interface ReplaceClusterObject {
  readonly kind: 'ReplaceClusterObject'
  readonly from: ClusterObject
  readonly to: ClusterObject
  readonly reasons: readonly string[]
}

export interface DropClusterObject {
  readonly kind: 'DropClusterObject'
  readonly object: ClusterName
  readonly definition?: ClusterObject
}
