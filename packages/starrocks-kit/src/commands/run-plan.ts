import type { Connection } from '../connection/index.ts'
import {
  checkRowCounts,
  isTableJob,
  lastJobId,
  lastRefresh,
  sendStatement,
  waitForJob,
  waitForRefresh,
} from '../migrations/index.ts'
import type { PlanStep } from '../plan/index.ts'

/**
 * Runs the steps of a plan one after another and waits for the job of each, without a ledger.
 *
 * @throws ServerError of the first statement that fails, JobFailedError, JobTimeoutError, RowCountsDifferError.
 */
export async function runPlan(
  connection: Connection,
  steps: readonly PlanStep[],
  options: { readonly waitRefresh?: boolean } = {},
): Promise<void> {
  for (const { sql, object, job, check } of steps) {
    if (check === 'row-counts') {
      checkRowCounts(await connection.query(sql))
    } else if (object !== undefined && isTableJob(job)) {
      const before = await lastJobId(connection, object, job)
      await connection.query(sql)
      await waitForJob(connection, object, job, before)
    } else if (object !== undefined && job === 'refresh' && options.waitRefresh === true) {
      const before = await lastRefresh(connection, object)
      await connection.query(sql)
      await waitForRefresh(connection, object, before)
    } else await sendStatement(connection, sql)
  }
}
