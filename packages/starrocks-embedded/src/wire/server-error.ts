import { sqlStateOf } from './sql-state.ts'

/** The code of everything that StarRocks maps to no code of its own: semantic, runtime and internal errors alike. */
const GENERAL_ERROR = 1064

/**
 * A refusal that the client is to see: sent as an ERR packet with these fields.
 *
 * @example throw new ServerError('Unknown database \'x\'', 5501)
 */
export class ServerError extends Error {
  readonly errno: number
  /** Five characters. */
  readonly sqlState: string

  /** `errno` is 1064 when left out, `sqlState` the one that StarRocks sends with `errno`. */
  constructor(message: string, errno: number = GENERAL_ERROR, sqlState: string = sqlStateOf(errno)) {
    super(message)
    this.name = 'ServerError'
    this.errno = errno
    this.sqlState = sqlState
  }
}
