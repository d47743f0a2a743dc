/** What a statement returned. Values are text as the server printed them (`null` for NULL): the caller decodes by declared type. */
export interface QueryResult {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
  readonly affectedRows: number
}

/** A column of an answer as the protocol describes it. */
export interface ResultColumn {
  readonly name: string
  /** The type code of the MySQL protocol. */
  readonly type: number
  /** The largest display length, in bytes. */
  readonly length: number
}

/** An answer that is read while it arrives. */
export interface RowStream {
  /** Empty when the statement returns no rows. */
  readonly columns: readonly ResultColumn[]
  readonly affectedRows: number
  /**
   * Rows in the order in which the server sends them, values as the bytes that it sent; to be read once. Rows that are not read are skipped when the
   * loop ends early. Failures on the way are thrown as `ServerError` or `ConnectionError`.
   */
  readonly rows: AsyncIterable<readonly (Uint8Array | null)[]>
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
  /** For answers that are too large to hold, and for values that are not text. The session is busy until all rows are read. */
  stream(sql: string): Promise<RowStream>
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
  /** How far long work has come: each message takes the place of the one before. */
  progress?(message: string): void
}
