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
  TlsMode,
} from './connection/index.ts'
export * from './connection/server-error.ts'
export * from './connection/connection-error.ts'
export * from './connection/url-error.ts'
