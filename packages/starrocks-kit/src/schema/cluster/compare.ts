import type { ClusterKind, ClusterObject } from '../types/cluster.ts'
import type { SchemaState } from '../types/schema-state.ts'
import { CLUSTER_KINDS, clusterObjectsOf, clusterOf, clusterRules } from './registry.ts'
import { comparableSecrets } from './secrets.ts'

/** Whether two definitions say the same, as far as a server shows it. */
export function sameClusterObject(a: ClusterObject, b: ClusterObject): boolean {
  const { comparable } = clusterRules(a.kind)
  const [one, other] = [comparable(a), comparable(b)]
  if (isUnseen(one) || isUnseen(other)) return isShownAlike(one, other)
  return saidText(one) === saidText(other)
}

function saidText(object: ClusterObject): string {
  const { notCompared = [] } = clusterRules(object.kind)
  const said = 'secrets' in object ? { ...object, secrets: comparableSecrets(object.secrets) } : object
  // Lists and properties are in order already.
  return JSON.stringify(
    Object.entries(said)
      .filter(([key]) => !notCompared.includes(key))
      .toSorted(([x], [y]) => (x < y ? -1 : 1)),
  )
}

/** What a server has not shown of an object that was read from it; empty for all that is known whole. */
export function unseenOf(object: ClusterObject): readonly string[] {
  return 'unseen' in object ? (object.unseen ?? []) : []
}

/** Whether a server did not show the whole object: what it did not show says nothing, neither that it is there nor that it is not. */
export function isUnseen(object: ClusterObject): boolean {
  return unseenOf(object).length > 0
}

/** Whether the project's own words may say more of an object than the server did: all that it has not shown, and where values of secrets come from. */
export function isIncomplete(object: ClusterObject): boolean {
  const { secrets = {} } = 'secrets' in object ? object : {}
  return isUnseen(object) || Object.values(secrets).some(({ env }) => env === undefined)
}

/** Whether nobody knows which of several objects it is: it is never dropped, and none of its look is made. */
export function isNameUnseen(object: ClusterObject): boolean {
  return unseenOf(object).includes('arguments')
}

/** What a server calls the object: several may look alike. */
export function shownClusterName(object: ClusterObject): string {
  const { showing } = clusterRules(object.kind)
  return showing?.name(object) ?? object.name
}

/** The object as a server has it; undefined where there is none, `unclear` where it shows one that may be another. */
export function findAsRead(
  read: Pick<SchemaState, 'cluster'>,
  object: ClusterObject,
  known: readonly Pick<SchemaState, 'cluster'>[],
): ClusterObject | 'unclear' | undefined {
  const isAlike = (other: ClusterObject): boolean => shownClusterName(other) === shownClusterName(object)
  const all = Object.values(clusterObjectsOf(read, object.kind) ?? {})
  const found =
    all.find(({ name }) => name === object.name) ?? all.find((other) => isNameUnseen(other) && isAlike(other))
  if (found === undefined || !isNameUnseen(found)) return found
  const names = known.flatMap((state) =>
    Object.values(clusterObjectsOf(state, object.kind) ?? {})
      .filter(isAlike)
      .map(({ name }) => name),
  )
  return new Set(names).size > 1 ? 'unclear' : found
}

function isShownAlike(a: ClusterObject, b: ClusterObject): boolean {
  const { showing } = clusterRules(a.kind)
  if (showing === undefined) return saidText(a) === saidText(b)
  return (
    showing.name(a) === showing.name(b) &&
    JSON.stringify(showing.entries(a, b)) === JSON.stringify(showing.entries(b, a))
  )
}

/**
 * What was read from a server, with all that the server has not shown taken from a state that agrees with what it has shown. What does not agree stays unseen, under
 * the name of what it must be where there is only one that looks like it.
 *
 * Several objects may look alike to a server, of which it shows one: where that one agrees with one of them, all are taken to be there.
 */
export function withUnseen(read: SchemaState, known: Pick<SchemaState, 'cluster'>): SchemaState {
  const kinds = CLUSTER_KINDS.filter((kind) => clusterObjectsOf(read, kind) !== undefined)
  if (kinds.length === 0) return read
  const objects = kinds.flatMap((kind) => seenOfKind(kind, read, known))
  return { ...read, cluster: clusterOf(objects, kinds) }
}

function seenOfKind(
  kind: ClusterKind,
  read: SchemaState,
  known: Pick<SchemaState, 'cluster'>,
): readonly ClusterObject[] {
  const objects = Object.values(clusterObjectsOf(read, kind) ?? {})
  const { showing, comparable } = clusterRules(kind)
  const candidates = Object.values(clusterObjectsOf(known, kind) ?? {}).map(comparable)
  const taken = new Set(objects.map(({ name }) => name))
  return objects.flatMap((object): readonly ClusterObject[] => {
    const alike = candidates.filter((other) => shownClusterName(other) === shownClusterName(object))
    if (alike.some((other) => sameClusterObject(object, other)))
      return alike.filter(({ name }) => name === object.name || !taken.has(name))
    const [only, ...others] = alike
    if (showing === undefined || only === undefined || others.length > 0 || !isUnseen(object)) return [object]
    return [showing.as(object, only)]
  })
}
