import { StarRocksKitError } from '../errors/base.ts'

/** A connection URL that cannot be understood. The message holds the URL without its password. */
export class ConnectionUrlError extends StarRocksKitError {
  readonly code = 'INVALID_CONNECTION_URL'
  /** The URL with the password masked. */
  readonly url: string

  constructor(url: string, problem: string) {
    super(
      `The connection URL ${url} is not valid: ${problem}.\n` +
        'Expected: starrocks://user:password@host:port,host:port/[catalog.]database?option=value',
    )
    this.url = url
  }
}
