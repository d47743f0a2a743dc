import type { ClusterKind, ClusterObject } from '../types/cluster.ts'
import type { SchemaState } from '../types/schema-state.ts'
import { CLUSTER_KINDS, clusterObjectsOf, clusterOf, clusterRules } from './registry.ts'
import { comparableSecrets } from './secrets.ts'

/** One entry in which two definitions differ; undefined where one of them says nothing. Secrets are seen as being there, never as they are. */
export interface ClusterDifference {
  readonly entry: string
  readonly from: unknown
  readonly to: unknown
}

/** Where a definition differs from the one that is wanted, as far as a server shows it. */
export function clusterDifferences(from: ClusterObject, to: ClusterObject): readonly ClusterDifference[] {
  const { comparable, notCompared = [], saidByBoth = [], leftAlone = [] } = clusterRules(to.kind)
  const [old, wanted] = comparedEntries(comparable(from), comparable(to))
  const isLeftOut = (entry: string): boolean =>
    notCompared.includes(entry) ||
    (saidByBoth.includes(entry) && old[entry] === undefined) ||
    ((saidByBoth.includes(entry) || leftAlone.includes(entry)) && wanted[entry] === undefined)
  return [...new Set([...Object.keys(old), ...Object.keys(wanted)])]
    .filter((entry) => !isLeftOut(entry))
    .map((entry) => ({ entry, from: old[entry], to: wanted[entry] }))
    .filter(({ from: before, to: after }) => comparedText(before) !== comparedText(after))
}

/** Whether nothing has to be done to make a definition the one that is wanted. */
export function sameClusterObject(from: ClusterObject, to: ClusterObject): boolean {
  return clusterDifferences(from, to).length === 0
}

type Entries = Readonly<Record<string, unknown>>

function comparedEntries(from: ClusterObject, to: ClusterObject): readonly [Entries, Entries] {
  const { showing, compared } = clusterRules(to.kind)
  if (showing !== undefined && (isUnseen(from) || isUnseen(to))) {
    const shown = (one: ClusterObject, other: ClusterObject): Entries => ({
      name: showing.name(one),
      ...showing.entries(one, other),
    })
    return [shown(from, to), shown(to, from)]
  }
  const said = (object: ClusterObject, other: ClusterObject): Entries => {
    if (compared !== undefined) return compared(object, other)
    return 'secrets' in object ? { ...object, secrets: comparableSecrets(object.secrets) } : { ...object }
  }
  return [said(from, to), said(to, from)]
}

/** Lists and properties are in order already; nothing in them is as good as none of them. */
function comparedText(value: unknown): string {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0
  return JSON.stringify(isEmpty ? undefined : value) ?? ''
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
  // Of users nobody sees which roles are active when they log in.
  return isUnseen(object) || object.kind === 'User' || Object.values(secrets).some(({ env }) => env === undefined)
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
