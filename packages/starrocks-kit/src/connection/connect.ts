import type { Connection, ConnectionProvider } from './connection.ts'
import { connectionProvider } from './provider.ts'

/**
 * Opens a session: with the server that a URL leads to, or with what a provider offers. It is the caller's to close.
 *
 * @throws ConnectionUrlError, ConnectionError, AuthenticationError, UnknownDatabaseError
 * @example const connection = await connect('starrocks://root@127.0.0.1:9030/shop')
 */
export function connect(to: string | ConnectionProvider): Promise<Connection> {
  return (typeof to === 'string' ? connectionProvider(to) : to).connect()
}
