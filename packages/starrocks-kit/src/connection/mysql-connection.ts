import type { Connection as MysqlConnection, ConnectionOptions, FieldPacket, QueryError } from 'mysql2'
import { ConnectionLostError } from './connection-error.ts'
import type { Connection, QueryResult, RowStream } from './connection.ts'
import { serverErrorFor } from './error-codes.ts'
import { readStream } from './read-stream.ts'
import { redactSql } from './redact.ts'
import { isResultHeader } from './result-header.ts'
import type { ServerError } from './server-error.ts'
import type { ConnectionUrl, Host } from './url.ts'

/** How long closing waits for the server before the socket is cut, in milliseconds. */
const CLOSE_TIMEOUT = 2_000

/** What the adapter needs to know of the session beside the client's own handle. */
export interface MysqlSession {
  readonly description: string
  /** `host:port` of the frontend that answered. */
  readonly host: string
  readonly database?: string
  readonly catalog?: string
  /** Masked wherever SQL or a server message is shown. */
  readonly secrets: readonly string[]
  readonly fork: () => Promise<Connection>
}

/** Options of the mysql2 client for one frontend. The database is chosen later, by USE, so that an unknown one is told apart from a refused login. */
export function mysqlOptions(url: ConnectionUrl, host: Host): ConnectionOptions {
  return {
    host: host.host,
    port: host.port,
    user: url.user,
    password: url.password,
    connectTimeout: url.connectTimeout,
    charset: 'utf8mb4',
    rowsAsArray: true,
    multipleStatements: false,
    // Never send local files, whatever a server asks for.
    flags: ['-LOCAL_FILES'],
    typeCast: (field) => field.string('utf8'),
    enableCleartextPlugin: url.cleartextPassword,
    ...(url.tls === 'off' ? {} : { ssl: { rejectUnauthorized: url.tls === 'verified' } }),
  }
}

/** Logs in; rejects with the client's own error. Also resolves to the error handler that every later failure needs. */
export async function openMysql(options: ConnectionOptions): Promise<MysqlConnection> {
  // Loaded at the first connection: commands that need no server start faster.
  const { createConnection } = await import('mysql2')
  const client = createConnection(options)
  return await new Promise((resolve, reject) => {
    client.once('connect', () => {
      resolve(client)
    })
    // Stays attached: an error event that nobody listens to would end the process. Statements report their own errors.
    client.on('error', (error: Error) => {
      client.destroy()
      reject(error)
    })
  })
}

/** A session through the mysql2 client: the text protocol, every value as text. */
export class Mysql2Connection implements Connection {
  readonly description: string
  readonly database?: string
  readonly catalog?: string
  readonly #client: MysqlConnection
  readonly #session: MysqlSession
  #closed: Promise<void> | undefined

  constructor(client: MysqlConnection, session: MysqlSession) {
    this.#client = client
    this.#session = session
    this.description = session.description
    if (session.database !== undefined) this.database = session.database
    if (session.catalog !== undefined) this.catalog = session.catalog
  }

  async query(sql: string): Promise<QueryResult> {
    this.#requireOpen()
    return await new Promise<QueryResult>((resolve, reject) => {
      this.#client.query<never>(sql, (error: QueryError | null, rows: unknown, fields: unknown) => {
        if (error === null) resolve(resultOf(rows, fields))
        else reject(this.#errorFor(error, sql))
      })
    })
  }

  async stream(sql: string): Promise<RowStream> {
    this.#requireOpen()
    // Values as they came: text in another encoding, or bytes, must not be read as UTF-8.
    const query = this.#client.query({ sql, rowsAsArray: true, typeCast: (field) => field.buffer() })
    return await readStream(query, (error) => this.#errorFor(error, sql))
  }

  fork(): Promise<Connection> {
    return this.#session.fork()
  }

  close(): Promise<void> {
    this.#closed ??= new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#client.destroy()
        resolve()
      }, CLOSE_TIMEOUT)
      this.#client.end(() => {
        clearTimeout(timer)
        resolve()
      })
    })
    return this.#closed
  }

  #requireOpen(): void {
    if (this.#closed !== undefined)
      throw new ConnectionLostError(this.#session.host, 'it was closed before this statement was sent', undefined)
  }

  /** mysql2 keeps the statement and the server's words, either of which may hold a password: neither its error nor a cause is passed on. */
  #errorFor(error: QueryError, sql: string): ServerError | ConnectionLostError {
    const { host, secrets } = this.#session
    const shown = redactSql(sql, secrets)
    if (error.errno === undefined || error.sqlState === undefined || error.fatal) {
      return new ConnectionLostError(
        host,
        redactSql(error.message, secrets) || (error.code ?? 'no reason given'),
        shown,
      )
    }
    return serverErrorFor({
      errno: error.errno,
      sqlState: error.sqlState === '' ? 'HY000' : error.sqlState,
      serverMessage: redactSql(error.message, secrets),
      sql: shown,
    })
  }
}

/**
 * StarRocks runs several statements of one text even when the client did not ask for that, and answers each:
 * then the last answer counts, as in its own command line client.
 */
function resultOf(rows: unknown, fields: unknown): QueryResult {
  const several =
    Array.isArray(fields) && Array.isArray(rows) && fields.some((field) => field === undefined || Array.isArray(field))
  if (several) return resultOf(rows.at(-1), fields.at(-1))
  if (Array.isArray(rows) && Array.isArray(fields)) {
    return {
      columns: fields.map((field: FieldPacket) => field.name),
      // Each value went through `typeCast` above, which yields text or null.
      rows: rows as (string | null)[][],
      affectedRows: 0,
    }
  }
  const affectedRows = isResultHeader(rows) ? rows.affectedRows : 0
  return { columns: [], rows: [], affectedRows }
}
