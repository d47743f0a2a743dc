import type { Connection, Logger } from './connection.ts'
import { redactSql } from './redact.ts'

/**
 * The same session, telling the logger each statement with its duration in milliseconds, at debug level and with secrets masked.
 *
 * @example loggingConnection(connection, logger) // debug: [12 ms] CREATE TABLE ...
 */
export function loggingConnection(connection: Connection, logger: Logger): Connection {
  const logged = async <Result>(sql: string, run: (sql: string) => Promise<Result>): Promise<Result> => {
    const started = performance.now()
    const duration = (): string => `[${Math.round(performance.now() - started)} ms]`
    try {
      const result = await run(sql)
      logger.debug(`${duration()} ${redactSql(sql).trim()}`)
      return result
    } catch (error) {
      logger.debug(`${duration()} failed: ${redactSql(sql).trim()}`)
      throw error
    }
  }
  return {
    description: connection.description,
    ...(connection.database === undefined ? {} : { database: connection.database }),
    ...(connection.catalog === undefined ? {} : { catalog: connection.catalog }),
    query: (sql) => logged(sql, (text) => connection.query(text)),
    stream: (sql) => logged(sql, (text) => connection.stream(text)),
    fork: async () => loggingConnection(await connection.fork(), logger),
    close: () => connection.close(),
  }
}
