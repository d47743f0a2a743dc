import type { Connection } from '../../connection/index.ts'
import { TableBusyError } from '../../connection/index.ts'
import { dataStepOf } from '../../plan/index.ts'
import type { PlanStep } from '../../plan/index.ts'
import type { OperationKind } from '../../operations/index.ts'
import type { ObjectName } from '../../schema/index.ts'
import { objectNameText } from '../../schema/state.ts'
import { compact } from '../../util/compact.ts'
import type { Application } from './application.ts'
import { runDataStep } from '../script/data-step.ts'
import { isTableJob, lastJobId, pause, sleep, waitForJob } from './jobs.ts'
import type { JobOptions } from './jobs.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { LedgerRow } from '../ledger/ledger-row.ts'
import { JobWithoutEffectError } from '../migration-errors.ts'
import { checkRowCounts } from './row-counts.ts'
import { sendStatement } from './send-statement.ts'
import { lastRefresh, waitForRefresh } from './refresh.ts'
import type { RunOptions } from './run-options.ts'

/** How long a table that somebody else keeps busy is waited for, in milliseconds. */
const BUSY_TIMEOUT = 3_600_000

/** Sends a statement, unless an earlier run did, and waits for its job. */
export async function runStep(
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
      await sendStatement(connection, sql)
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
export class NotSentError extends Error {}
