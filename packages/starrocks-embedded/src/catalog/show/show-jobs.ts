import type { ShowLoadJobsStatement } from 'starrocks-kit/language'
import { CatalogError } from '../catalog-error.ts'
import type { ResultTable } from '../result/result-table.ts'
import type { ShowContext } from './show-context.ts'
import { checkTasksOf, showRoutineLoads } from './routine-loads.ts'
import { showStreamLoads } from './stream-loads.ts'
import { availableColumns } from './column-versions.ts'
import { emptyResult } from './empty-results.ts'

/** SHOW STREAM LOAD and SHOW ROUTINE LOAD; SHOW ROUTINE LOAD TASK: no routine load runs here, so none has tasks. */
export function showJobs(statement: ShowLoadJobsStatement, context: ShowContext): ResultTable {
  if (statement.subject === 'ROUTINE LOAD')
    return availableColumns(statement.subject, showRoutineLoads(statement, context), context.catalog.target)
  if (statement.subject === 'STREAM LOAD') return showStreamLoads(statement, context)
  checkTasksOf(statement, context)
  const result = emptyResult(statement.subject)
  if (result === undefined) throw new CatalogError(`SHOW ${statement.subject} is not supported by the embedded server`)
  return availableColumns(statement.subject, result, context.catalog.target)
}
