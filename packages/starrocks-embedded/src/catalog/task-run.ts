/** One refresh of a materialized view. Times are milliseconds since the epoch. */
export interface TaskRun {
  readonly queryId: string
  readonly taskName: string
  readonly viewId: number
  readonly database: string
  readonly definition: string
  readonly state: 'PENDING' | 'RUNNING' | 'SUCCESS' | 'FAILED'
  readonly createdAt: number
  readonly finishedAt?: number
  readonly force: boolean
  readonly rows?: number
  readonly errorMessage?: string
}
