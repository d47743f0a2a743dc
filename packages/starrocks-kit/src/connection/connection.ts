/** What a statement returned. Values are text as the server printed them (`null` for NULL): the caller decodes by declared type. */
export interface QueryResult {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
  readonly affectedRows: number
}

/**
 * One session with a StarRocks server. Statements run one after another, in the order in which they were sent.
 * Failures are thrown as `ServerError` (the server refused) or `ConnectionError` (the session is gone).
 */
export interface Connection {
  /** Where it leads, for messages: `host:port/database`, never with a password. */
  readonly description: string
  /** The current database when the session was opened. */
  readonly database?: string
  /** The current catalog when the session was opened; absent for the default catalog. */
  readonly catalog?: string
  query(sql: string): Promise<QueryResult>
  /** Opens another session with the same server, user and database. */
  fork(): Promise<Connection>
  close(): Promise<void>
}

/** Something that can open sessions: `embedded({ dataDirectory })` is one, a URL becomes one. */
export interface ConnectionProvider {
  readonly description: string
  /** The database that models and revisions mean when they name none. */
  readonly database?: string
  /** The catalog of that database; absent for the default catalog. */
  readonly catalog?: string
  /** `database: null` opens a session without a current database (to create it). */
  connect(options?: { readonly database?: string | null }): Promise<Connection>
}

/** Where SQL and progress are told: passed in, never global. */
export interface Logger {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
}
