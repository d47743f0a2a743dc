import type { Operation } from '../operations/operation.ts'
import { CLUSTER_KINDS, clusterObjectFromInput } from '../schema/index.ts'
import type { ClusterInput, ClusterKind } from '../schema/index.ts'
import type { InputReader } from './op-reader.ts'

/**
 * Methods for each kind of object beside databases. `create...` and `alter...` take the whole definition; altering says what differs from what the revisions
 * before have made.
 */
export type ClusterOp = {
  [K in ClusterKind as `create${K}`]: (name: string, definition: ClusterInput<K>) => void
} & {
  [K in ClusterKind as `alter${K}`]: (name: string, definition: ClusterInput<K>) => void
} & {
  [K in ClusterKind as `drop${K}`]: (name: string) => void
}

/** A recorder of these methods. */
export function createClusterOp(
  reader: (call: string, name: string) => InputReader,
  record: (operation: Operation) => void,
): ClusterOp {
  const methods = CLUSTER_KINDS.flatMap((kind) => {
    const object = (method: string, name: string, definition: ClusterInput<ClusterKind>) => {
      const read = reader(`${method}${kind}`, name)
      return clusterObjectFromInput(kind, read.identifier('the name', name), definition, read.fail)
    }
    return [
      [
        `create${kind}`,
        (name: string, definition: ClusterInput<ClusterKind>): void => {
          record({ kind: 'CreateClusterObject', object: object('create', name, definition) })
        },
      ],
      [
        `alter${kind}`,
        (name: string, definition: ClusterInput<ClusterKind>): void => {
          record({ kind: 'AlterClusterObject', to: object('alter', name, definition) })
        },
      ],
      [
        `drop${kind}`,
        (name: string): void => {
          record({
            kind: 'DropClusterObject',
            object: { kind, name: reader(`drop${kind}`, name).identifier('the name', name) },
          })
        },
      ],
    ] as const
  })
  // One method for each name of the type, from the list of kinds that the type is made of.
  return Object.fromEntries(methods) as unknown as ClusterOp
}
