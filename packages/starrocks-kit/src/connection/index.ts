/** Sessions with a StarRocks server: from a URL, or from any provider. */
export type { Connection, ConnectionProvider, Logger, QueryResult, ResultColumn, RowStream } from './connection.ts'
export { connect } from './connect.ts'
export { connectionProvider } from './provider.ts'
export { loggingConnection } from './logging-connection.ts'
export { redactSql } from './redact.ts'
export { describeConnectionUrl, maskPassword, parseConnectionUrl } from './url.ts'
export type { ConnectionUrl, Host, TlsMode } from './url.ts'
export { ConnectionUrlError } from './url-error.ts'
export { AuthenticationError, ConnectionError, ConnectionLostError } from './connection-error.ts'
export {
  AccessDeniedError,
  ServerError,
  TableBusyError,
  TableExistsError,
  TooFewBackendsError,
  UnknownCatalogError,
  UnknownColumnError,
  UnknownDatabaseError,
  UnknownTableError,
} from './server-error.ts'
