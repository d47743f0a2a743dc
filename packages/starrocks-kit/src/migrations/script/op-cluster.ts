import {
  checkClusterName,
  CLUSTER_KINDS,
  clusterNameFromText,
  clusterObjectFromInput,
  inDefaultDatabase,
} from '../../schema/index.ts'
import type { ClusterInput, ClusterKind } from '../../schema/index.ts'
import type { ReaderOf, RecordOperation } from './op-recorder.ts'

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
export function createClusterOp(reader: ReaderOf, record: RecordOperation, defaultDatabase: string): ClusterOp {
  const methods = CLUSTER_KINDS.flatMap((kind) => {
    const object = (method: string, name: string, definition: ClusterInput<ClusterKind>) => {
      const read = reader(`${method}${kind}`, name)
      const given = clusterObjectFromInput(kind, read.identifier('the name', name), definition, read.fail)
      return inDefaultDatabase(given, defaultDatabase)
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
          const read = reader(`drop${kind}`, name)
          const dropped = clusterNameFromText(kind, read.identifier('the name', name), defaultDatabase, (problem) =>
            read.fail(problem, 'write the name as CREATE does'),
          )
          checkClusterName(dropped, read.fail)
          record({ kind: 'DropClusterObject', object: dropped })
        },
      ],
    ] as const
  })
  // One method for each name of the type, from the list of kinds that the type is made of.
  return Object.fromEntries(methods) as unknown as ClusterOp
}
