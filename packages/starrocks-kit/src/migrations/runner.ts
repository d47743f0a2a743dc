import type { Connection } from '../connection/index.ts'
import { ConnectionLostError, ServerError, TableBusyError } from '../connection/index.ts'
import { dataStepOf } from '../plan/index.ts'
import type { PlanStep } from '../plan/index.ts'
import type { OperationKind } from '../operations/index.ts'
import type { ObjectName } from '../schema/index.ts'
import { objectNameText } from '../schema/state.ts'
import { compact } from '../util/compact.ts'
import { markerRow, now, startRow, stepRow } from './application.ts'
import type { Application } from './application.ts'
import { runDataStep } from './data-step.ts'
import {
  isTableJob,
  JobCancelledError,
  JobFailedError,
  JobTimeoutError,
  JobWaitEndedError,
  lastJobId,
  pause,
  sleep,
  waitForJob,
} from './jobs.ts'
import type { JobOptions, JobProgress } from './jobs.ts'
import { hashSql, ledgerText } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import type { LedgerRow } from './ledger-row.ts'
import {
  ChangedRevisionError,
  InterruptedError,
  JobWithoutEffectError,
  LedgerWriteError,
  MigrationFailedError,
} from './migration-errors.ts'
import type { RevisionPlan } from './planner.ts'
import type { Outcome } from './probe.ts'
import { checkRowCounts } from './row-counts.ts'
import { sendWithSecrets } from './secrets.ts'
import { storedQueryHash } from './stored-query.ts'
import { lastRefresh, waitForRefresh } from './refresh.ts'
import { UnresolvedStatementError } from './resolve-errors.ts'
import { describeRevision } from './revision.ts'
import type { Direction, Revision } from './revision.ts'
import { errorText } from '../util/error-text.ts'

/** How long a table that somebody else keeps busy is waited for, in milliseconds. */
const BUSY_TIMEOUT = 3_600_000

/** What is told while revisions run. */
export type MigrationEvent =
  | {
      readonly kind: 'revision'
      readonly revision: Revision
      readonly direction: Direction
      readonly steps: number
      /** How many of them an earlier run has done. */
      readonly done: number
    }
  | { readonly kind: 'statement'; readonly revision: Revision; readonly step: number; readonly planStep: PlanStep }
  | {
      readonly kind: 'looked-up'
      readonly revision: Revision
      readonly step: number
      /** What an interrupted run has left of this statement. */
      readonly outcome: Outcome
    }
  | {
      readonly kind: 'verified'
      readonly revision: Revision
      readonly step: number
      /** Whether the object is as the change that needed a job leaves it; `foreign` when that cannot be told. */
      readonly outcome: 'done' | 'foreign'
    }
  | { readonly kind: 'job'; readonly revision: Revision; readonly step: number; readonly progress: JobProgress }
  | {
      readonly kind: 'done'
      readonly revision: Revision
      readonly direction: Direction
      /** Milliseconds. */
      readonly duration: number
    }

/** What the database itself knows of revisions. */
export interface RunHistory {
  /** Whether the revision's statements have run here; a stamp only says that it counts as applied. */
  readonly hasRun: (revision: string) => boolean
}

export interface RunOptions {
  readonly onEvent?: (event: MigrationEvent) => void
  /** Called once with everything that is going to run, before any of it does; what it throws stops the run. */
  readonly approve?: (plans: readonly RevisionPlan[], history: RunHistory) => Promise<void>
  /** Waits for the refreshes that statements start; otherwise they only start. */
  readonly waitRefresh?: boolean
  readonly jobs?: Omit<JobOptions, 'onProgress' | 'onRunning' | 'signal'>
  /** Stops the run: after the statement at work, or while a job is waited for. What is done is recorded; @see InterruptedError. */
  readonly signal?: AbortSignal
}

/**
 * Runs the statements of one revision, one after another, and writes down each before the next is sent: whatever interrupts this, the
 * ledger tells where to go on.
 *
 * @throws MigrationFailedError, ChangedRevisionError, InterruptedError, or ConnectionError when the session is gone.
 */
export async function runRevision(
  connection: Connection,
  ledger: Ledger,
  application: Application,
  options: RunOptions,
): Promise<void> {
  const { planned, lock, earlier = [] } = application
  const { revision, direction, plan } = planned
  const started = performance.now()
  const done = countDone(planned, earlier)
  options.onEvent?.({ kind: 'revision', revision, direction, steps: plan.steps.length, done })

  if (isStopped(options)) throw stoppedAt(planned, done)
  const marker = markerRow(application)
  const rows = plan.steps.map((step, index) => stepRow(application, step, index + 1))
  const open = rows.slice(done).map((row, index) => (index === 0 ? startRow(row, earlier[done]) : row))
  await ledger.write(connection, [marker, ...open])

  for (const [index, planStep] of plan.steps.entries()) {
    const row = rows[index]
    if (index < done || row === undefined) continue
    const running = startRow(row, earlier[index])
    await lock.check()
    options.onEvent?.({ kind: 'statement', revision, step: row.step, planStep })
    let jobId: string | undefined
    try {
      const sendFrom = (from: LedgerRow): Promise<string | undefined> =>
        runStep(connection, ledger, application, index, from, options)
      jobId =
        earlier[index]?.state === 'running' && index === done
          ? await resume(application, index, running, sendFrom, options)
          : await sendFrom(running)
    } catch (error) {
      const interruptedBefore = earlier[index]?.state === 'running'
      throw await recordFailure(connection, ledger, {
        marker,
        row: running,
        error,
        planned,
        interruptedBefore,
        stopped: isStopped(options),
      })
    }
    const next = rows[index + 1]
    // One write for two facts: this statement is done, the next is about to be sent.
    const storedQuery = await storedQueryHash(connection, planStep)
    const facts: LedgerRow[] = [{ ...running, state: 'done', finishedAt: now(), ...compact({ jobId, storedQuery }) }]
    const stops = next !== undefined && isStopped(options)
    if (next === undefined) facts.push({ ...marker, state: 'done', finishedAt: now() })
    // A statement that is not going to be sent stays `pending`: nobody has to look up what became of it.
    else if (!stops) facts.push(startRow(next, undefined))
    await lock.check()
    await ledger.write(connection, facts).catch((error: unknown) => {
      throw new LedgerWriteError(revision, row.step, error)
    })
    if (stops) throw stoppedAt(planned, row.step)
  }
  if (done === rows.length) await ledger.write(connection, [{ ...marker, state: 'done', finishedAt: now() }])
  options.onEvent?.({ kind: 'done', revision, direction, duration: performance.now() - started })
}

/** Asked anew each time: the signal may come while something is waited for. */
const isStopped = ({ signal }: RunOptions): boolean => signal?.aborted === true

/** Between two statements. */
function stoppedAt({ revision, direction, plan }: RevisionPlan, done: number): InterruptedError {
  const all = `the ${direction} of ${describeRevision(revision)}`
  return new InterruptedError(
    done === 0
      ? `Nothing of ${all} was done. Run ${direction} again: it begins there.`
      : `Statements 1 to ${done} of ${plan.steps.length} of ${all} are done and recorded. Run ${direction} again: it continues with statement ${done + 1}.`,
  )
}

/** An interrupted statement is looked up before it is sent again, and once more when the server refuses it: it may have been at work until then. */
async function resume(
  { planned, lookUp }: Application,
  index: number,
  row: LedgerRow,
  sendFrom: (row: LedgerRow) => Promise<string | undefined>,
  options: RunOptions,
): Promise<string | undefined> {
  const { revision, plan } = planned
  const outcome = await lookUp(index)
  options.onEvent?.({ kind: 'looked-up', revision, step: row.step, outcome })
  switch (outcome) {
    case 'done':
      return undefined
    case 'running':
      return await sendFrom({ ...row, state: 'submitted' })
    case 'foreign':
      throw new UnresolvedStatementError(revision, row.step, plan.steps[index]?.sql ?? '')
    case 'notStarted':
    case 'repeatable':
      try {
        return await sendFrom(row)
      } catch (error) {
        if (error instanceof ServerError && (await lookUp(index)) === 'done') return undefined
        throw error
      }
  }
}

/** Sends a statement, unless an earlier run did, and waits for its job. */
async function runStep(
  connection: Connection,
  ledger: Ledger,
  application: Application,
  index: number,
  row: LedgerRow,
  options: RunOptions,
): Promise<string | undefined> {
  const { plan, revision, code } = application.planned
  const planStep = plan.steps[index]
  if (planStep === undefined) return undefined
  const { object, job } = planStep
  const dataStep = dataStepOf(planStep)
  const action = dataStep === undefined ? undefined : code[dataStep.action]
  if (action !== undefined) {
    await runDataStep(action, connection, options.signal)
    return undefined
  }
  if (planStep.check === 'row-counts') {
    checkRowCounts(await connection.query(planStep.sql))
    return undefined
  }
  const jobOptions: JobOptions = {
    ...options.jobs,
    ...compact({ signal: options.signal }),
    onProgress: (progress) => options.onEvent?.({ kind: 'job', revision, step: row.step, progress }),
  }
  const waitsForRefresh = job === 'refresh' && options.waitRefresh === true
  if (object === undefined || (!isTableJob(job) && !waitsForRefresh)) {
    await send(connection, planStep, row, jobOptions)
    return undefined
  }
  if (waitsForRefresh) {
    const before = await lastRefresh(connection, object)
    await send(connection, planStep, row, jobOptions)
    await waitForRefresh(connection, object, before, jobOptions)
    return undefined
  }
  // The newest job is the one that an earlier run has started: no other can have begun meanwhile.
  const before = row.state === 'submitted' ? undefined : await lastJobId(connection, object, job)
  if (row.state !== 'submitted') await send(connection, planStep, row, jobOptions)
  const jobId = await waitForJob(connection, object, job, before, {
    ...jobOptions,
    onRunning: (running) => ledger.write(connection, [{ ...row, state: 'submitted', jobId: running }]),
  })
  const outcome = await verifyObject(application, index, object, jobId)
  options.onEvent?.({ kind: 'verified', revision, step: row.step, outcome })
  return jobId
}

/** How often an object is looked at after its job: a frontend other than the leader learns of the end a little later. */
const VERIFY_LOOKS = 8

/** What SHOW CREATE TABLE of every version prints: that it is missing there is certain. Of other changes it only cannot be told. */
const PRINTED: ReadonlySet<OperationKind> = new Set([
  'AddColumn',
  'DropColumn',
  'ModifyColumn',
  'RenameColumn',
  'ReorderColumns',
  'AddIndex',
  'DropIndex',
])

/** The end of a job is the server's word; what counts is the object. @throws JobWithoutEffectError when it is as it was before. */
async function verifyObject(
  { lookUp, planned }: Application,
  index: number,
  object: ObjectName,
  jobId: string | undefined,
): Promise<'done' | 'foreign'> {
  for (let look = 0; look < VERIFY_LOOKS; look++) {
    const outcome = await lookUp(index)
    if (outcome === 'done' || outcome === 'repeatable') return 'done'
    if (outcome === 'foreign') return 'foreign'
    await sleep(pause(look))
  }
  const operations = planned.plan.steps[index]?.operations ?? []
  if (!operations.every(({ kind }) => PRINTED.has(kind))) return 'foreign'
  throw new JobWithoutEffectError(objectNameText(object), jobId)
}

/**
 * Sends the statement. While a job that this run did not start (of a statement written by hand, say) keeps the table busy, the server refuses
 * without doing anything: then it is sent again.
 */
async function send(
  connection: Connection,
  { sql, object, job }: PlanStep,
  row: LedgerRow,
  options: JobOptions,
): Promise<void> {
  const { timeout = BUSY_TIMEOUT, interval, signal, onProgress } = options
  const started = performance.now()
  for (let look = 0; ; look++) {
    try {
      await sendWithSecrets(connection, sql)
      return
    } catch (error) {
      const elapsed = performance.now() - started
      if (!(error instanceof TableBusyError) || elapsed >= timeout) throw error
      if (object !== undefined) onProgress?.({ object, job, jobId: row.jobId ?? '', state: 'BUSY', elapsed })
      if (signal?.aborted === true) throw new NotSentError()
      await sleep(pause(look, interval), signal)
    }
  }
}

/** The run is stopped while the table is still busy: the server has refused the statement so far. */
class NotSentError extends Error {}

interface Failure {
  readonly marker: LedgerRow
  readonly row: LedgerRow
  readonly error: unknown
  readonly planned: RevisionPlan
  /** An earlier run was interrupted in the same statement. */
  readonly interruptedBefore: boolean
  /** The person who runs this has asked it to stop. */
  readonly stopped: boolean
}

/** Writes the failure down where that is possible, and gives the error to throw. A job that only takes longer has not failed. */
async function recordFailure(connection: Connection, ledger: Ledger, failure: Failure): Promise<unknown> {
  const { marker, row, error, planned, interruptedBefore, stopped } = failure
  const step = planned.plan.steps[row.step - 1]
  const dataStep = step === undefined ? undefined : dataStepOf(step)
  // Only its author knows what a data step did before it failed: then a person has to tell.
  const unknown = dataStep !== undefined && dataStep.repeatable !== true
  // The statement is done when its refresh fails: the next run finds the view, and does not create it again.
  const isRefresh = step?.job === 'refresh' && (error instanceof JobFailedError || error instanceof JobCancelledError)
  const wrapped = new MigrationFailedError(
    planned.revision,
    planned.direction,
    row.step,
    planned.plan.steps.length,
    error,
    // After a lost connection the next run looks again; what the server refuses may be what it has done already.
    unknown ? 'data step' : interruptedBefore && error instanceof ServerError ? 'interrupted before' : undefined,
  )
  if (error instanceof UnresolvedStatementError) return error
  if (error instanceof NotSentError) {
    await ledger.write(connection, [{ ...row, state: 'pending' }])
    return stoppedAt(planned, row.step - 1)
  }
  if (error instanceof JobWaitEndedError) return new InterruptedError(`${wrapped.message}`, { cause: error })
  if (error instanceof ConnectionLostError || error instanceof JobTimeoutError) return wrapped
  const text = ledgerText(errorText(error))
  try {
    await ledger.write(connection, [
      { ...marker, state: 'failed', error: text, finishedAt: now() },
      { ...row, state: unknown || isRefresh ? 'running' : 'failed', error: text, finishedAt: now() },
    ])
  } catch {
    // The row still says `running`: the next run takes it for interrupted, which is as true. The first error is the one to tell.
  }
  const asAsked = stopped && (dataStep !== undefined || error instanceof JobCancelledError)
  return asAsked ? new InterruptedError(wrapped.message, { cause: error }) : wrapped
}

/** How many statements are done already; they must be the same as planned now. */
function countDone({ revision, plan }: RevisionPlan, earlier: readonly LedgerRow[]): number {
  let done = 0
  for (const [index, row] of earlier.entries()) {
    if (row.state !== 'done' && row.state !== 'submitted') break
    const planned = plan.steps[index]?.sql
    if (planned === undefined || hashSql(planned) !== row.hash) {
      throw new ChangedRevisionError(revision, row.step, row.statement, planned)
    }
    if (row.state === 'submitted') break
    done++
  }
  return done
}
