/** `starrocks-kit/connection`: sessions with a StarRocks server, and what a connection provider of one's own is made of. */
export { connect, connectionProvider, parseConnectionUrl } from './connection/index.ts'
export type {
  Connection,
  ConnectionProvider,
  ConnectionUrl,
  Host,
  Logger,
  QueryResult,
  ResultColumn,
  RowStream,
  ServerErrorDetails,
  TlsMode,
} from './connection/index.ts'
export {
  AccessDeniedError,
  AuthenticationError,
  ConnectionError,
  ConnectionLostError,
  ConnectionUrlError,
  DatabaseExistsError,
  NoDatabaseSelectedError,
  ServerError,
  ServerSyntaxError,
  ServerTimeoutError,
  TableBusyError,
  TableExistsError,
  TooFewBackendsError,
  UnknownCatalogError,
  UnknownColumnError,
  UnknownDatabaseError,
  UnknownTableError,
} from './connection/index.ts'
