import { kindOfSwitch, manageKey } from '../config/index.ts'
import { CLUSTER_KINDS, databaseKey } from '../schema/index.ts'
import type { ClusterKind, ObjectName } from '../schema/index.ts'
import { matchesWildcard } from '../util/wildcard.ts'
import { PullKindError } from './errors.ts'

/** What a pull is about. */
export interface PullSelection {
  /** Kinds of objects beside databases. */
  readonly kinds: readonly ClusterKind[]
  /** Whether an object of a database is one of those that are asked for. */
  isWanted(name: ObjectName): boolean
}

/**
 * Patterns are about what databases hold, and leave what lies beside them out unless its kinds are named; kinds alone leave databases out. @throws PullKindError for a kind that the
 * config does not manage.
 */
export function pullSelection(
  { only = [], kinds = [] }: { readonly only?: readonly string[]; readonly kinds?: readonly string[] },
  defaultDatabase: string,
  managed: readonly ClusterKind[],
): PullSelection {
  if (kinds.length === 0)
    return { kinds: only.length === 0 ? managed : [], isWanted: wantedObjects(only, defaultDatabase) }
  const chosen = kinds.map((name) => managedKind(name, managed))
  return {
    kinds: CLUSTER_KINDS.filter((kind) => chosen.includes(kind)),
    isWanted: only.length === 0 ? () => false : wantedObjects(only, defaultDatabase),
  }
}

function managedKind(name: string, managed: readonly ClusterKind[]): ClusterKind {
  const kind = kindOfSwitch(name)
  if (kind === undefined)
    throw new PullKindError(
      `there is no kind "${name}"`,
      `kinds are ${CLUSTER_KINDS.map((one) => manageKey(one).replace('manage.', '')).join(', ')}`,
    )
  if (!managed.includes(kind))
    throw new PullKindError(`${name} are not managed, and their models would not count`, `switch ${manageKey(kind)} on`)
  return kind
}

/** A pattern without a database means the default one. */
function wantedObjects(patterns: readonly string[], defaultDatabase: string): (name: ObjectName) => boolean {
  if (patterns.length === 0) return () => true
  return ({ database, catalog, name }) =>
    patterns.some((pattern) =>
      pattern.includes('.')
        ? matchesWildcard(pattern, `${databaseKey(database, catalog)}.${name}`)
        : database === defaultDatabase && catalog === undefined && matchesWildcard(pattern, name),
    )
}
