import type { Connection } from '../../connection/index.ts'
import { quoteIdentifier, quoteString } from '../../language/index.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import {
  CANCEL_TIMEOUT,
  JobCancelledError,
  JobFailedError,
  JobTimeoutError,
  JobWaitEndedError,
  pause,
  sleep,
} from './jobs.ts'
import type { JobOptions } from './jobs.ts'

const DAY = 86_400_000
const COLUMNS = [
  'LAST_REFRESH_STATE',
  'LAST_REFRESH_START_TIME',
  'LAST_REFRESH_ERROR_MESSAGE',
  'IS_ACTIVE',
  'INACTIVE_REASON',
] as const

/** What the server tells of the last refresh of a materialized view. */
interface Refresh {
  readonly state: string
  readonly start: string
  readonly error: string
  readonly active: boolean
  readonly inactiveReason: string
}

/** A mark of the last refresh before a statement runs, to tell a newer one from it. */
export async function lastRefresh(connection: Connection, view: ObjectName): Promise<string | undefined> {
  const refresh = await readRefresh(connection, view)
  return refresh === undefined || refresh.start === '' ? undefined : markOf(refresh)
}

/**
 * Waits until a materialized view was refreshed by a statement: by its creation, or by REFRESH.
 *
 * @param before what `lastRefresh` gave before the statement.
 * @throws JobFailedError when the refresh failed or the view is inactive, JobTimeoutError when waiting is given up.
 */
export async function waitForRefresh(
  connection: Connection,
  view: ObjectName,
  before: string | undefined,
  options: JobOptions = {},
): Promise<void> {
  const { timeout = DAY, signal, onProgress } = options
  const started = performance.now()
  let cancelled: { readonly why: 'timeout' | 'interrupted'; readonly at: number } | undefined
  for (let look = 0; ; look++) {
    const refresh = await readRefresh(connection, view)
    const state = refresh?.state ?? ''
    const elapsed = performance.now() - started
    const isNew = refresh !== undefined && refresh.start !== '' && markOf(refresh) !== before
    onProgress?.({ object: view, job: 'refresh', jobId: view.name, state: isNew ? state : 'PENDING', elapsed })
    if (refresh !== undefined && !refresh.active) {
      throw new JobFailedError(view, 'refresh', view.name, 'INACTIVE', refresh.inactiveReason)
    }
    // A refresh that is killed fails, some time after CANCEL has returned (TaskManager.killTask).
    if (isNew && state === 'FAILED' && cancelled !== undefined)
      throw new JobCancelledError(view, 'refresh', view.name, cancelled.why)
    if (isNew && state === 'FAILED') throw new JobFailedError(view, 'refresh', view.name, state, refresh.error)
    // SKIPPED: the base tables have not changed; MERGED: another run of the same task does it.
    if (isNew && (state === 'SUCCESS' || state === 'SKIPPED' || state === 'MERGED')) return
    const end = signal?.aborted === true ? 'interrupted' : elapsed >= timeout ? 'timeout' : undefined
    if (end !== undefined && cancelled === undefined && options.cancel === true) {
      await connection.query(
        `CANCEL REFRESH MATERIALIZED VIEW ${quoteIdentifier(view.database)}.${quoteIdentifier(view.name)}`,
      )
      cancelled = { why: end, at: elapsed }
    } else if (end !== undefined && (cancelled === undefined || elapsed - cancelled.at > CANCEL_TIMEOUT)) {
      const shown = state === '' ? 'PENDING' : state
      throw end === 'timeout'
        ? new JobTimeoutError(view, 'refresh', view.name, shown, timeout)
        : new JobWaitEndedError(view, 'refresh', view.name, shown)
    }
    await sleep(pause(look, options.interval), cancelled === undefined ? signal : undefined)
  }
}

function markOf(refresh: Refresh): string {
  // While a refresh runs its finish time may still be that of the one before: the start alone tells them apart.
  return refresh.start
}

async function readRefresh(connection: Connection, view: ObjectName): Promise<Refresh | undefined> {
  const { rows } = await connection.query(
    `SELECT ${COLUMNS.join(', ')} FROM information_schema.materialized_views ` +
      `WHERE TABLE_SCHEMA = ${quoteString(view.database)} AND TABLE_NAME = ${quoteString(view.name)}`,
  )
  const [row] = rows
  if (row === undefined) return undefined
  // NULL comes as an empty text from some versions.
  const [state = '', start = '', error = '', active = '', inactiveReason = ''] = row.map((value) => value ?? '')
  return { state: state.toUpperCase(), start, error, active: active !== 'false' && active !== '0', inactiveReason }
}
