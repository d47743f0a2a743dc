import { StarRocksKitError } from '../errors/base.ts'
import { oneLine } from '../util/one-line.ts'

/** No session with the server: it was not reachable, or the session broke. */
export class ConnectionError extends StarRocksKitError {
  readonly code: string = 'CONNECTION_FAILED'
  /** Where it tried to connect: `host:port`, one for each frontend that was tried. */
  readonly hosts: readonly string[]

  constructor(message: string, hosts: readonly string[], options?: { readonly cause?: unknown }) {
    super(message, options)
    this.hosts = hosts
  }
}

/** The session broke while a statement was running: whether the server has carried it out is not known. */
export class ConnectionLostError extends ConnectionError {
  override readonly code = 'CONNECTION_LOST'
  /** The statement, with its secrets masked; absent when none was running. */
  readonly sql?: string

  constructor(host: string, reason: string, sql: string | undefined, options?: { readonly cause?: unknown }) {
    const what = sql === undefined ? '' : `\nIt is not known whether the server has carried out: ${oneLine(sql, 200)}`
    super(`The connection to StarRocks at ${host} was lost: ${reason}.${what}`, [host], options)
    if (sql !== undefined) this.sql = sql
  }
}

/** The server refused the user or the password. */
export class AuthenticationError extends ConnectionError {
  override readonly code = 'AUTHENTICATION_FAILED'
  readonly user: string

  constructor(
    user: string,
    host: string,
    withPassword: boolean,
    detail: string,
    options?: { readonly cause?: unknown },
  ) {
    const given = withPassword ? 'with the given password' : 'without a password'
    super(
      `StarRocks at ${host} does not let user ${user} in ${given} (${detail}). ` +
        'Check the user and password of the connection URL; special characters in them must be percent-encoded.',
      [host],
      options,
    )
    this.user = user
  }
}
