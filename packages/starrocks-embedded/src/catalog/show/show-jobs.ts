import type { ShowLoadJobsStatement, ShowResourceGroupStatement } from 'starrocks-kit/language'
import { CatalogError } from '../catalog-error.ts'
import type { ResultTable } from '../result.ts'
import { CONSTANT_RESULTS } from './constant-results.ts'

/** SHOW ROUTINE LOAD and SHOW RESOURCE GROUPS: this server has none of either. */
export function showJobs(statement: ShowLoadJobsStatement | ShowResourceGroupStatement): ResultTable {
  const subject = statement.kind === 'ShowLoadJobsStatement' ? statement.subject : 'RESOURCE GROUPS'
  const result = CONSTANT_RESULTS[subject]
  if (result === undefined) throw new CatalogError(`SHOW ${subject} is not supported by the embedded server`)
  return result
}
