import type { Column, Field } from './column.ts'
import type { ServerError } from './server-error.ts'
import type { StatementParameter } from './statement-parameters.ts'

/**
 * What the wire asks of the layer above it. The wire speaks the protocol: it proves passwords, queues commands, frames results.
 * The handler knows users, statements and rows, and sees no packet. Any method may throw `ServerError`: the client gets it as it is.
 * Anything else that is thrown is a fault: it is logged, and the client gets its message under the general error code.
 */
export interface WireHandler<Identity> {
  /** Looks up the user before any proof of identity: must change nothing and tell nothing to the client. */
  authenticate(login: LoginRequest): Promise<AuthDecision<Identity>>
  /**
   * Called once the client has proved who it is, at login and again after COM_CHANGE_USER (the earlier session is closed first).
   * What it throws refuses the login.
   */
  openSession(identity: Identity, connection: ConnectionInfo): Promise<Session>
}

export interface LoginRequest {
  readonly user: string
  /** The client's address, without port. */
  readonly host: string
  /** The authentication method that the client started with; it is switched to `mysql_native_password` whatever it is. */
  readonly plugin: string
  /** The database that the client asks for: opened with `Session.useDatabase` after login. */
  readonly database?: string
  /** What the client tells of itself: `program_name`, `_client_version` ... */
  readonly attributes: Readonly<Record<string, string>>
  /** The connection is encrypted. */
  readonly secure: boolean
}

/** The credential to check. An unknown user is asked for a password like any other, and refused with the same error. */
type AuthDecision<Identity> =
  | {
      readonly kind: 'native-password'
      readonly identity: Identity
      /** `SHA1(SHA1(password))`, 20 bytes (`hashNativePassword`); `null`: the user has no password. */
      readonly hash: Uint8Array | null
    }
  | { readonly kind: 'unknown-user' }

/** The connection behind a session, for SHOW PROCESSLIST and KILL. */
export interface ConnectionInfo {
  /** Unique in this server; `CONNECTION_ID()`. */
  readonly connectionId: number
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly attributes: Readonly<Record<string, string>>
  /** KILL QUERY: aborts the signal of the running statement with `reason`, which the client gets as its error. */
  cancel(reason: ServerError): void
  /** KILL CONNECTION: aborts the running statement, then closes. */
  disconnect(): void
}

/** One session. Its methods are called one at a time, in the order of the client's commands; `close` comes last, exactly once. */
export interface Session {
  /**
   * Parses a query text of one or more statements (COM_QUERY) without running any. The statements are then run one after another;
   * the first that throws ends the query, and those before it stay done. No statement at all is answered with OK.
   */
  query(sql: string): Promise<readonly PendingStatement[]>
  /**
   * COM_INIT_DB, and the database named at login. StarRocks takes `database`, `catalog.database`, `catalog <name>` and
   * `warehouse <name>`: the text is passed on as it came.
   */
  useDatabase(name: string): Promise<void>
  /** COM_FIELD_LIST: the columns of a table of the current database. */
  listFields(table: string): Promise<readonly Field[]>
  /** COM_STMT_PREPARE. StarRocks prepares only SELECT: other statements throw 1295. */
  prepare(sql: string): Promise<PreparedStatement>
  /** COM_RESET_CONNECTION: back to the default session variables; database and prepared statements stay, as in StarRocks. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** Runs one statement. The signal is aborted when the client goes away, by `ConnectionInfo`, or when the server is closed by force. */
export type PendingStatement = (signal: AbortSignal) => Promise<StatementResult>

export type StatementResult = OkResult | RowsResult

/** A statement that returns no rows. */
export interface OkResult {
  readonly kind: 'ok'
  readonly affectedRows: number
  readonly lastInsertId?: number | bigint
  /** How many; for a load, the rows that were filtered out. */
  readonly warnings?: number
  /** For INSERT: `{'label':'…', 'status':'VISIBLE', 'txnId':'…'}`. */
  readonly info?: string
}

/**
 * A result set: at least one column. Rows are pulled as fast as the client reads, and no further: an iterator that is left early
 * (`return`) belongs to a client that went away. Throwing in the middle ends the result with that error.
 */
export interface RowsResult {
  readonly kind: 'rows'
  readonly columns: readonly Column[]
  readonly rows: Iterable<Row> | AsyncIterable<Row>
}

/** One value for each column: text as StarRocks prints it, bytes for binary values, `null` for NULL. */
export type Row = readonly (string | Uint8Array | null)[]

/** A prepared statement; the wire numbers it and closes it with the session at the latest. */
export interface PreparedStatement {
  readonly parameterCount: number
  /** The columns of its result, as far as they are known before it runs. */
  readonly columns: readonly Column[]
  /** `parameters` holds exactly `parameterCount` values. */
  execute(parameters: readonly StatementParameter[], signal: AbortSignal): Promise<StatementResult>
  close(): void
}
