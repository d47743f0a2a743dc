import { clusterMoves, clusterRules } from 'starrocks-kit/schema'
import type { ClusterMoves, ClusterObject } from 'starrocks-kit/schema'
import type { Statement } from 'starrocks-kit/language'
import type { CatalogData } from '../data/catalog-data.ts'
import { isEnded } from '../data/load-objects.ts'
import type { PipeEntry, RoutineLoadEntry } from '../data/load-objects.ts'
import type { StatementSource } from '../statement-source.ts'

/** Pipes and routine loads follow their tables and databases: a routine load without its table is cancelled, a pipe goes with its database. */
export function withFollowedLoads(
  data: CatalogData,
  statement: Statement,
  source: StatementSource,
  now: number,
): CatalogData {
  const place = {
    ...(source.database === undefined ? {} : { currentDatabase: source.database }),
    ...(source.catalog === undefined ? {} : { currentCatalog: source.catalog }),
  }
  const moves = clusterMoves(statement, place, data.schema)
  if (moves === undefined) return data
  return {
    ...data,
    pipes: followed(data.pipes, (entry: PipeEntry) => {
      const pipe = follow(entry.pipe, moves)
      return pipe === undefined ? undefined : pipe === entry.pipe ? entry : { ...entry, pipe }
    }),
    routineLoads: followed(data.routineLoads, (entry: RoutineLoadEntry) => {
      if (isEnded(entry)) return entry
      const load = follow(entry.load, moves)
      if (load !== undefined) return load === entry.load ? entry : { ...entry, load }
      return { ...entry, state: 'CANCELLED', endedAt: now, reason: "ErrorReason{errCode = 6, msg='table not exist'}" }
    }),
  }
}

function follow<O extends ClusterObject>(object: O, moves: ClusterMoves): O | undefined {
  // The rules are those of its kind.
  const next = clusterRules(object.kind).follow?.(object, moves) as O | undefined
  return next !== undefined && JSON.stringify(next) === JSON.stringify(object) ? object : next
}

/** The same record where nothing has changed: the log is told of changes only. */
function followed<E>(
  entries: Readonly<Record<string, E>>,
  change: (entry: E) => E | undefined,
): Readonly<Record<string, E>> {
  const next = Object.entries(entries).flatMap(([id, entry]): readonly (readonly [string, E])[] => {
    const changed = change(entry)
    return changed === undefined ? [] : [[id, changed]]
  })
  return Object.fromEntries(next)
}
