import { setTimeout as delay } from 'node:timers/promises'
import { StarRocksKitError } from '../../errors/base.ts'
import { ServerError } from '../../connection/index.ts'
import type { Connection } from '../../connection/index.ts'
import { quoteIdentifier, quoteString } from '../../language/index.ts'
import type { JobKind } from '../../plan/plan.ts'
import { DEFAULT_CATALOG } from '../../schema/types/names.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import { compact } from '../../util/compact.ts'
import { objectNameText } from '../../schema/index.ts'

/** How a job is awaited. */
export interface JobOptions {
  /** Milliseconds until waiting is given up; the job itself goes on. 24 hours unless given, as long as the server's own limit. */
  readonly timeout?: number
  /** Milliseconds between two looks, at most: waiting begins with short steps. */
  readonly interval?: number
  readonly onProgress?: (progress: JobProgress) => void
  /** Called once, before the first pause, when the job does not end at once; waiting goes on when it resolves. */
  readonly onRunning?: (jobId: string) => Promise<void>
  /** Ends the waiting; the job itself goes on unless it is to be cancelled. */
  readonly signal?: AbortSignal
  /** Cancels the job on the server when waiting ends before it does: the object stays as it was before. */
  readonly cancel?: boolean
}

/** What the server tells of a running job. */
export interface JobProgress {
  readonly object: ObjectName
  readonly job: JobKind
  readonly jobId: string
  /** PENDING, WAITING_TXN, RUNNING, FINISHED, CANCELLED ... */
  readonly state: string
  /** `done/total` while running; absent when the server tells none. */
  readonly progress?: string
  /** Milliseconds since waiting began. */
  readonly elapsed: number
}

/** What is there after a job that did not do its work. */
const leftBy = (job: JobKind): string =>
  job === 'refresh' ? 'The materialized view is there, with the rows that it had' : 'The object is as it was before'

/** A job ended without carrying out the change. */
export class JobFailedError extends StarRocksKitError {
  readonly code: string = 'JOB_FAILED'
  readonly object: ObjectName
  readonly jobId: string

  constructor(object: ObjectName, job: JobKind, jobId: string, state: string, reason: string) {
    super(
      `The ${job} job ${jobId} of ${objectNameText(object)} ended as ${state}${reason === '' ? '' : `: ${reason}`}. ` +
        `${leftBy(job)}; correct the cause and run the upgrade again.`,
    )
    this.object = object
    this.jobId = jobId
  }
}

/** A job did not end in time: it still runs on the server. */
export class JobTimeoutError extends StarRocksKitError {
  readonly code = 'JOB_TIMEOUT'
  readonly object: ObjectName
  readonly jobId: string

  constructor(object: ObjectName, job: JobKind, jobId: string, state: string, timeout: number) {
    super(
      `The ${job} job ${jobId} of ${objectNameText(object)} is still ${state} after ${Math.round(timeout / 1000)} seconds. ` +
        'It goes on without this tool; running the upgrade again waits for it.',
    )
    this.object = object
    this.jobId = jobId
  }
}

/** Waiting for a job was ended by the person who runs this: it still runs on the server. */
export class JobWaitEndedError extends StarRocksKitError {
  readonly code = 'JOB_WAIT_ENDED'
  readonly object: ObjectName
  readonly jobId: string

  constructor(object: ObjectName, job: JobKind, jobId: string, state: string) {
    super(
      `The ${job} job ${jobId} of ${objectNameText(object)} is still ${state}. It goes on without this tool; running the command again waits for it.`,
    )
    this.object = object
    this.jobId = jobId
  }
}

/** A job was cancelled by this tool, as it was told to. */
export class JobCancelledError extends StarRocksKitError {
  readonly code = 'JOB_CANCELLED'
  readonly object: ObjectName
  readonly jobId: string

  constructor(object: ObjectName, job: JobKind, jobId: string, why: 'timeout' | 'interrupted') {
    super(
      `The ${job} job ${jobId} of ${objectNameText(object)} was cancelled ${why === 'timeout' ? 'as it took longer than the time-out' : 'as the run was stopped'}. ` +
        `${leftBy(job)}; ${job === 'refresh' ? 'the next refresh brings its rows' : 'running the command again starts the change anew'}.`,
    )
    this.object = object
    this.jobId = jobId
  }
}

/** The statement that lists the jobs of a kind; absent for what is not a job of a table. */
const SHOW: { readonly [K in JobKind]?: 'COLUMN' | 'OPTIMIZE' | 'ROLLUP' } = {
  'fast-schema-evolution': 'COLUMN',
  'schema-change': 'COLUMN',
  optimize: 'OPTIMIZE',
  rollup: 'ROLLUP',
}

const DAY = 86_400_000

/** The newest job of a table before a statement runs: what is newer afterwards, the statement has started. */
export async function lastJobId(connection: Connection, object: ObjectName, job: JobKind): Promise<string | undefined> {
  return (await newestJob(connection, object, job))?.jobId
}

/** Whether a statement of this kind starts a job of its table that has to be awaited. */
export function isTableJob(job: JobKind): boolean {
  return SHOW[job] !== undefined
}

/**
 * Waits until the job that a statement started has ended. A statement that the server carried out at once (fast schema evolution) has none.
 *
 * @param before the newest job before the statement, from `lastJobId`.
 * @returns the id of the job, absent when there was none.
 * @throws JobFailedError when it was cancelled, JobTimeoutError or JobWaitEndedError when waiting is given up, JobCancelledError when it was to be
 * cancelled then.
 */
export async function waitForJob(
  connection: Connection,
  object: ObjectName,
  job: JobKind,
  before: string | undefined,
  options: JobOptions = {},
): Promise<string | undefined> {
  const { timeout = DAY, signal, onProgress } = options
  const started = performance.now()
  for (let look = 0; ; look++) {
    const newest = await newestJob(connection, object, job)
    if (newest === undefined || !isNewer(newest.jobId, before)) return undefined
    const { jobId, table, state, progress, message } = newest
    const elapsed = performance.now() - started
    onProgress?.({ object, job, jobId, state, elapsed, ...compact({ progress }) })
    if (state === 'FINISHED') return jobId
    if (state === 'CANCELLED') throw new JobFailedError(object, job, jobId, state, message)
    if (look === 0) await options.onRunning?.(jobId)
    const end = signal?.aborted === true ? 'interrupted' : elapsed >= timeout ? 'timeout' : undefined
    if (end !== undefined) {
      if (options.cancel === true) return await cancelJob(connection, { object, job, jobId, table }, end)
      throw end === 'timeout'
        ? new JobTimeoutError(object, job, jobId, state, timeout)
        : new JobWaitEndedError(object, job, jobId, state)
    }
    await sleep(pause(look, options.interval), signal)
  }
}

/** How long the server is given to carry out CANCEL, in milliseconds. */
export const CANCEL_TIMEOUT = 60_000

/** @returns the id of a job that ended before it could be cancelled. @throws JobCancelledError, or JobTimeoutError when the server does not do it. */
async function cancelJob(
  connection: Connection,
  running: { readonly object: ObjectName; readonly job: JobKind; readonly jobId: string; readonly table: string },
  why: 'timeout' | 'interrupted',
): Promise<string> {
  const { object, job, jobId, table } = running
  try {
    await connection.query(
      `CANCEL ALTER TABLE ${SHOW[job]} FROM ${qualifiedDatabase(object)}.${quoteIdentifier(table)}`,
    )
  } catch (error) {
    // It may have ended meanwhile: then there is nothing to cancel, and its end is what counts.
    if (!(error instanceof ServerError)) throw error
  }
  const started = performance.now()
  for (let look = 0; ; look++) {
    const newest = await newestJob(connection, object, job)
    if (newest?.jobId !== jobId || newest.state === 'FINISHED') return jobId
    if (newest.state === 'CANCELLED') throw new JobCancelledError(object, job, jobId, why)
    if (performance.now() - started > CANCEL_TIMEOUT)
      throw new JobTimeoutError(object, job, jobId, newest.state, CANCEL_TIMEOUT)
    await sleep(pause(look))
  }
}

/** A pause that ends early, and without an error, when the signal comes. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    if (signal?.aborted !== true) throw error
  })
}

/** Short at first, as most changes take no time; then up to a second. */
export function pause(look: number, interval = 1_000): number {
  return Math.min(interval, 20 * 2 ** look)
}

/** The statement that lists the jobs of a table, newest first; undefined for what is no job of a table. */
export function showJobsStatement(object: ObjectName, job: JobKind): string | undefined {
  const kind = SHOW[job]
  if (kind === undefined) return undefined
  // A synchronous materialized view is listed under the table that it is an index of: WHERE does not know it.
  const where = job === 'rollup' ? '' : `WHERE TableName = ${quoteString(object.name)} `
  return `SHOW ALTER TABLE ${kind} FROM ${qualifiedDatabase(object)} ${where}ORDER BY CreateTime DESC`
}

/** Whether the newest job of a table has not ended yet. */
export async function isJobRunning(connection: Connection, object: ObjectName, job: JobKind): Promise<boolean> {
  const newest = await newestJob(connection, object, job)
  return newest !== undefined && newest.state !== 'FINISHED' && newest.state !== 'CANCELLED'
}

interface Job {
  readonly jobId: string
  /** The table that the server lists the job under. */
  readonly table: string
  readonly state: string
  readonly progress?: string
  readonly message: string
}

async function newestJob(connection: Connection, object: ObjectName, job: JobKind): Promise<Job | undefined> {
  const show = showJobsStatement(object, job)
  if (show === undefined) return undefined
  // Jobs of one second are not told apart by CreateTime: the newest is found here.
  const { columns, rows } = await connection.query(show)
  const at = (name: string): number => columns.findIndex((column) => column.toLowerCase() === name)
  const [id, state, progress, message] = [at('jobid'), at('state'), at('progress'), at('msg')]
  const [table, index] = [at('tablename'), at('rollupindexname')]
  let newest: Job | undefined
  for (const row of rows) {
    if (row[table] !== object.name && row[index] !== object.name) continue
    const jobId = row[id] ?? ''
    if (newest !== undefined && !isNewer(jobId, newest.jobId)) continue
    const text = row[progress] ?? ''
    newest = {
      jobId,
      table: row[table] ?? object.name,
      state: (row[state] ?? '').toUpperCase(),
      message: row[message] ?? '',
      ...(text === '' || text === String.raw`\N` ? {} : { progress: text }),
    }
  }
  return newest
}

function qualifiedDatabase({ catalog, database }: ObjectName): string {
  const name = quoteIdentifier(database)
  return catalog === undefined || catalog === DEFAULT_CATALOG ? name : `${quoteIdentifier(catalog)}.${name}`
}

/** Ids grow; they are longer than a number holds exactly. */
function isNewer(id: string, than: string | undefined): boolean {
  if (than === undefined) return true
  return /^\d+$/u.test(id) && /^\d+$/u.test(than) ? BigInt(id) > BigInt(than) : id > than
}
