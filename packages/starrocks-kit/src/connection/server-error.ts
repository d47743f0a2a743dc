import { StarRocksKitError } from '../errors/base.ts'
import { oneLine } from '../util/one-line.ts'

/** What a server said when it refused a statement. `sql` has its secrets masked. */
export interface ServerErrorDetails {
  /** The server's error number; 1064 stands for everything that has none of its own. */
  readonly errno: number
  /** Five characters; `HY000` for most errors of StarRocks. */
  readonly sqlState: string
  /** The server's own words, with secrets masked. */
  readonly serverMessage: string
  readonly sql: string
}

/** The server refused a statement. Subclasses name the refusals that programs want to tell apart. */
export class ServerError extends StarRocksKitError implements ServerErrorDetails {
  readonly code: string = 'SERVER_ERROR'
  readonly errno: number
  readonly sqlState: string
  readonly serverMessage: string
  readonly sql: string

  constructor(details: ServerErrorDetails, remedy?: string) {
    // The analyzer wraps what it has to say: people need the inner sentence.
    const text = details.serverMessage
      .trim()
      .replace(/^Getting analyzing error[^.]*\. Detail message: /u, '')
      .replace(/\.+$/u, '')
    const statement = oneLine(details.sql, 300)
    super(
      `${text} (StarRocks error ${details.errno})${remedy === undefined ? '' : `. ${remedy}`}` +
        (statement === '' ? '' : `\nStatement: ${statement}`),
    )
    this.errno = details.errno
    this.sqlState = details.sqlState
    this.serverMessage = details.serverMessage
    this.sql = details.sql
  }
}

/** The user lacks a privilege. */
export class AccessDeniedError extends ServerError {
  override readonly code = 'ACCESS_DENIED'
}

/** No current database, and the statement names none. */
export class NoDatabaseSelectedError extends ServerError {
  override readonly code = 'NO_DATABASE_SELECTED'
}

/** The server has no catalog of that name. */
export class UnknownCatalogError extends ServerError {
  override readonly code = 'UNKNOWN_CATALOG'
}

/** The server has no database of that name. */
export class UnknownDatabaseError extends ServerError {
  override readonly code = 'UNKNOWN_DATABASE'
}

/** No table, view or materialized view of that name. */
export class UnknownTableError extends ServerError {
  override readonly code = 'UNKNOWN_TABLE'
}

/** A table has no column of that name. */
export class UnknownColumnError extends ServerError {
  override readonly code = 'UNKNOWN_COLUMN'
}

/** A database of that name exists. */
export class DatabaseExistsError extends ServerError {
  override readonly code = 'DATABASE_EXISTS'
}

/** A table, view or materialized view of that name exists: they share one name space. */
export class TableExistsError extends ServerError {
  override readonly code = 'TABLE_EXISTS'
}

/** The server could not parse the statement. */
export class ServerSyntaxError extends ServerError {
  override readonly code = 'SERVER_SYNTAX_ERROR'
}

/** The table is busy with a schema change, rollup or optimize job; try again when it is done. */
export class TableBusyError extends ServerError {
  override readonly code = 'TABLE_BUSY'
}

/** More replicas are asked for than there are backends. */
export class TooFewBackendsError extends ServerError {
  override readonly code = 'TOO_FEW_BACKENDS'
}

/** The statement exceeded its time limit on the server. */
export class ServerTimeoutError extends ServerError {
  override readonly code = 'SERVER_TIMEOUT'
}
