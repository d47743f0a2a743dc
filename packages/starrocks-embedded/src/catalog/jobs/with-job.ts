import { databaseKey, DEFAULT_CATALOG, findObject } from 'starrocks-kit/schema'
import type { ObjectName, StatementEffect } from 'starrocks-kit/schema'
import type { CatalogData } from '../data/catalog-data.ts'
import { entryOf } from '../data/entries.ts'
import type { AlterJob, AlterJobType } from './alter-job.ts'

/** Which list a job belongs to; undefined for what is no job of ALTER. */
export function jobTypeOf(job: Extract<StatementEffect, { kind: 'Job' }>['job']): AlterJobType | undefined {
  switch (job) {
    case 'schema-change':
    case 'fast-schema-evolution':
      return 'COLUMN'
    case 'optimize':
      return 'OPTIMIZE'
    case 'rollup':
      return 'ROLLUP'
    case 'metadata':
    case 'refresh':
      return undefined
  }
}

/** The name of the database that a job belongs to. */
export function databaseOf(job: AlterJob): string {
  return job.database.startsWith(`${DEFAULT_CATALOG}.`) ? job.database.slice(DEFAULT_CATALOG.length + 1) : job.database
}

/** The catalog with another job; a finished one ends in the moment in which it began. */
export function withJob(
  data: CatalogData,
  object: ObjectName,
  type: AlterJobType,
  now: number,
  rest: Pick<AlterJob, 'state'> & { readonly statement?: string; readonly indexName?: string },
): CatalogData {
  const key = databaseKey(object.database, object.catalog)
  const tableId = entryOf(data, key, object.name)?.id ?? 0
  const id = data.nextId
  const job: AlterJob = {
    id,
    type,
    database: key,
    table: object.name,
    tableId,
    createdAt: now,
    ...(rest.state === 'FINISHED' ? { finishedAt: now } : {}),
    indexName: findObject(data.schema, object)?.name ?? object.name,
    indexId: id + 1,
    originIndexId: tableId,
    transactionId: id,
    ...rest,
  }
  return { ...data, jobs: { ...data.jobs, [id]: job }, nextId: id + 2 }
}
