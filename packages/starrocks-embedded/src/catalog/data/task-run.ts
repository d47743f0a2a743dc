/** One run of a task: a refresh of a materialized view, or what a user submitted. Times are milliseconds since the epoch. */
export interface TaskRun {
  readonly queryId: string
  readonly taskName: string
  /** The materialized view that is refreshed. */
  readonly viewId?: number
  readonly database: string
  readonly definition: string
  readonly state: 'PENDING' | 'RUNNING' | 'SUCCESS' | 'FAILED'
  readonly createdAt: number
  readonly finishedAt?: number
  readonly force: boolean
  readonly rows?: number
  readonly errorMessage?: string
}
