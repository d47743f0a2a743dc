import type { ShowLoadJobsStatement, ShowResourceGroupStatement } from 'starrocks-kit/language'
import { CatalogError } from '../catalog-error.ts'
import type { ResultTable } from '../result.ts'
import type { ShowContext } from './show-context.ts'
import { showStreamLoads } from './stream-loads.ts'
import { CONSTANT_RESULTS } from './constant-results.ts'

/** SHOW STREAM LOAD; SHOW ROUTINE LOAD and SHOW RESOURCE GROUPS: this server has none of either. */
export function showJobs(
  statement: ShowLoadJobsStatement | ShowResourceGroupStatement,
  context: ShowContext,
): ResultTable {
  if (statement.kind === 'ShowLoadJobsStatement' && statement.subject === 'STREAM LOAD') {
    return showStreamLoads(statement, context)
  }
  const subject = statement.kind === 'ShowLoadJobsStatement' ? statement.subject : 'RESOURCE GROUPS'
  const result = CONSTANT_RESULTS[subject]
  if (result === undefined) throw new CatalogError(`SHOW ${subject} is not supported by the embedded server`)
  return result
}
