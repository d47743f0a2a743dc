import { databaseKey } from 'starrocks-kit/schema'
import type { ObjectName } from 'starrocks-kit/schema'
import { CatalogError } from '../catalog-error.ts'
import type { CatalogData } from '../data/catalog-data.ts'
import { isActive } from './alter-job.ts'
import type { AlterJob, AlterJobType } from './alter-job.ts'

/** The jobs of a table that are not done, all or those with these ids. Throws `CatalogError` when there is none. */
export function activeJobs(
  data: CatalogData,
  name: ObjectName,
  type: AlterJobType,
  ids?: readonly number[],
): readonly AlterJob[] {
  const key = databaseKey(name.database, name.catalog)
  const active = Object.values(data.jobs)
    .filter((job) => isActive(job) && job.database === key && job.table === name.name && job.type === type)
    .filter((job) => ids === undefined || ids.includes(job.id))
  if (active.length > 0) return active
  throw new CatalogError(
    `Table[${name.name}] is not under ${type === 'COLUMN' ? 'SCHEMA_CHANGE' : type}/WAITING_STABLE.`,
  )
}

/** The catalog with jobs that have come to their end. */
export function withEndedJobs(
  data: CatalogData,
  jobs: readonly AlterJob[],
  how: Pick<AlterJob, 'state' | 'finishedAt' | 'message'>,
): CatalogData {
  return { ...data, jobs: { ...data.jobs, ...Object.fromEntries(jobs.map((job) => [job.id, { ...job, ...how }])) } }
}
