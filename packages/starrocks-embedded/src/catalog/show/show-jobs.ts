import type { ShowLoadJobsStatement } from 'starrocks-kit/language'
import { CatalogError } from '../catalog-error.ts'
import type { ResultTable } from '../result/result-table.ts'
import type { ShowContext } from './show-context.ts'
import { showStreamLoads } from './stream-loads.ts'
import { availableColumns } from './column-versions.ts'
import { emptyResult } from './empty-results.ts'

/** SHOW STREAM LOAD; SHOW ROUTINE LOAD and SHOW ROUTINE LOAD TASK: this server has none of them. */
export function showJobs(statement: ShowLoadJobsStatement, context: ShowContext): ResultTable {
  if (statement.subject === 'STREAM LOAD') return showStreamLoads(statement, context)
  const result = emptyResult(statement.subject)
  if (result === undefined) throw new CatalogError(`SHOW ${statement.subject} is not supported by the embedded server`)
  return availableColumns(statement.subject, result, context.catalog.target)
}
