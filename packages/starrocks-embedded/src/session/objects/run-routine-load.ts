import { randomUUID } from 'node:crypto'
import type { RoutineLoad } from 'starrocks-kit/schema'
import type { Statement } from 'starrocks-kit/language'
import { analyzingError, CatalogError } from '../../catalog/catalog-error.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import { loadObjects, routineLoadNamed } from '../../catalog/data/load-objects.ts'
import type { RoutineLoadEntry } from '../../catalog/data/load-objects.ts'
import type { OkResult } from '../../wire/handler.ts'
import { afterClusterStatement } from '../change-catalog.ts'
import { DONE } from '../results.ts'
import type { SessionState } from '../session-state.ts'

/**
 * Runs a statement about routine loads; undefined for all others. No topic is ever read here: a load waits to be scheduled, as it does in a cluster of which no node has
 * time for it, so that it can be paused, altered and resumed.
 */
export async function runRoutineLoad(statement: Statement, session: SessionState): Promise<OkResult | undefined> {
  switch (statement.kind) {
    case 'CreateRoutineLoadStatement':
    case 'AlterRoutineLoadStatement':
    case 'ControlRoutineLoadStatement': {
      const { catalog } = session.server
      await catalog.update((data) => changed(data, statement, session))
      return DONE
    }
    default:
      return undefined
  }
}

type RoutineLoadStatement = Extract<
  Statement,
  { kind: 'CreateRoutineLoadStatement' | 'AlterRoutineLoadStatement' | 'ControlRoutineLoadStatement' }
>

function changed(data: CatalogData, statement: RoutineLoadStatement, session: SessionState): CatalogData {
  const after = appliedLoads(data, statement, session)
  const name = fullName(statement, session)
  const now = session.server.catalog.now()
  const entry = routineLoadNamed(data, name)
  switch (statement.kind) {
    case 'CreateRoutineLoadStatement': {
      const load = after[name]
      if (load === undefined) return data
      const made: RoutineLoadEntry = {
        id: data.nextId,
        load,
        state: 'NEED_SCHEDULE',
        timezone: String(session.variables.get('time_zone') ?? ''),
        group: `${statement.name.parts.at(-1) ?? ''}_${randomUUID()}`,
        createdAt: now,
      }
      return { ...data, nextId: data.nextId + 1, ...withLoad(data, made) }
    }
    case 'AlterRoutineLoadStatement': {
      const load = after[name]
      if (entry === undefined || load === undefined) return data
      // RoutineLoadMgr.alterRoutineLoadJob.
      if (entry.state !== 'PAUSED') throw new CatalogError('Only supports modification of PAUSED jobs')
      return { ...data, ...withLoad(data, { ...entry, load }) }
    }
    case 'ControlRoutineLoadStatement':
      return entry === undefined
        ? data
        : { ...data, ...withLoad(data, controlled(entry, statement.action, now, session.user.name)) }
  }
}

function controlled(
  entry: RoutineLoadEntry,
  action: 'PAUSE' | 'RESUME' | 'STOP',
  now: number,
  user: string,
): RoutineLoadEntry {
  const { pausedAt: _, reason: __, ...rest } = entry
  switch (action) {
    case 'PAUSE':
      // RoutineLoadJob.checkStateTransform.
      if (entry.state === 'PAUSED') throw new CatalogError('Could not transform PAUSED to PAUSED')
      return {
        ...rest,
        state: 'PAUSED',
        pausedAt: now,
        reason: `ErrorReason{errCode = 100, msg='User ${user} pauses routine load job'}`,
      }
    case 'RESUME':
      return { ...rest, state: 'NEED_SCHEDULE' }
    case 'STOP':
      return { ...entry, state: 'STOPPED', endedAt: now }
  }
}

function withLoad(data: CatalogData, entry: RoutineLoadEntry): Pick<CatalogData, 'routineLoads'> {
  return { routineLoads: { ...data.routineLoads, [entry.id]: entry } }
}

/** The loads that have not ended, after the statement. @throws CatalogError */
function appliedLoads(
  data: CatalogData,
  statement: RoutineLoadStatement,
  session: SessionState,
): Readonly<Record<string, RoutineLoad>> {
  return afterClusterStatement(statement, loadObjects(data), data, session).RoutineLoad ?? {}
}

function fullName({ name: { parts } }: RoutineLoadStatement, session: SessionState): string {
  const [name = '', database = session.place.database] = parts.toReversed()
  if (database === undefined) throw analyzingError('No database selected', 1046)
  return `${database}.${name}`
}
