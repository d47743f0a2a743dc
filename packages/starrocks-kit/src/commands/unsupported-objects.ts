import { clusterLabel, clusterObjects, unseenOf } from '../schema/index.ts'
import type { ClusterObject, SchemaState } from '../schema/index.ts'

/** An object that is not understood whole, and why. */
export interface UnsupportedEntry {
  readonly name: string
  readonly reason: string
}

/** The objects of databases that are not understood: never compared, altered or dropped. */
export function unsupportedObjects({ databases }: SchemaState): readonly UnsupportedEntry[] {
  return Object.values(databases).flatMap((database) =>
    Object.values(database.unsupported).map(({ name, reason }) => ({ name: `${database.name}.${name}`, reason })),
  )
}

/** What a server does not show whole, and no revision that it has tells. */
export function unseenObjects(
  state: SchemaState,
  isMeant: (object: ClusterObject) => boolean = () => true,
): readonly UnsupportedEntry[] {
  return clusterObjects(state)
    .filter(isMeant)
    .flatMap((object) => {
      const unseen = unseenOf(object)
      if (unseen.length === 0) return []
      return [{ name: clusterLabel(object), reason: `the server does not show its ${unseen.join(', ')}` }]
    })
}
