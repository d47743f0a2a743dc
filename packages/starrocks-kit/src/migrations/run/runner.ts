import type { Connection } from '../../connection/index.ts'
import { ConnectionLostError, ServerError } from '../../connection/index.ts'
import { dataStepOf } from '../../plan/index.ts'
import { compact } from '../../util/compact.ts'
import { markerRow, now, startRow, stepRow } from './application.ts'
import type { Application } from './application.ts'
import { JobCancelledError, JobFailedError, JobTimeoutError, JobWaitEndedError } from './jobs.ts'
import { hashSql, ledgerText } from '../ledger/ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { LedgerRow } from '../ledger/ledger-row.ts'
import { ChangedRevisionError, InterruptedError, LedgerWriteError, MigrationFailedError } from '../migration-errors.ts'
import type { RevisionPlan } from '../planner.ts'
import { storedQueryHash } from '../ledger/stored-query.ts'
import { UnresolvedStatementError } from '../resolve-errors.ts'
import { describeRevision } from '../revisions/revision.ts'
import { errorText } from '../../util/error-text.ts'
import type { RunOptions } from './run-options.ts'
import { NotSentError, runStep } from './run-step.ts'

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
      : `${done === 1 ? 'Statement 1' : `Statements 1 to ${done}`} of ${plan.steps.length} of ${all} ${done === 1 ? 'is' : 'are'} done and recorded. Run ${direction} again: it continues with statement ${done + 1}.`,
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
