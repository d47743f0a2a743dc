/** Which SHOW ALTER TABLE lists a job. */
export type AlterJobType = 'COLUMN' | 'OPTIMIZE' | 'ROLLUP'

export type AlterJobState = 'PENDING' | 'WAITING_TXN' | 'RUNNING' | 'FINISHED' | 'CANCELLED'

/** An asynchronous ALTER. Times are milliseconds since the epoch. */
export interface AlterJob {
  readonly id: number
  readonly type: AlterJobType
  /** `databaseKey` of the table's database. */
  readonly database: string
  readonly table: string
  readonly tableId: number
  readonly state: AlterJobState
  readonly createdAt: number
  readonly finishedAt?: number
  /** The index (rollup) that is rebuilt: the table's own name for the base. */
  readonly indexName: string
  readonly indexId: number
  readonly originIndexId: number
  readonly transactionId: number
  /** Why it was cancelled. */
  readonly message?: string
  /** The ALTER as it was sent; run again when the job ends. Absent when its effect is in the catalog already. */
  readonly statement?: string
  /** What the OPTIMIZE column Operation says. */
  readonly operation?: string
}

export function isActive(job: AlterJob): boolean {
  return job.state !== 'FINISHED' && job.state !== 'CANCELLED'
}
