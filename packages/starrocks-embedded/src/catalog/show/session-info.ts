/** A session as SHOW PROCESSLIST tells it. */
export interface SessionInfo {
  readonly id: number
  readonly user: string
  readonly host: string
  readonly connectedAt: number
  database(): string
  /** Whether temporary tables of the session lie in a database. */
  hasTemporaryTables(database: string): boolean
  /** The running statement; undefined while the session waits. */
  running(): { readonly sql: string; readonly since: number } | undefined
  /** KILL CONNECTION, or with `queryOnly` KILL QUERY. */
  kill(queryOnly: boolean): void
}
