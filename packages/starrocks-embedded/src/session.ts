import { parseStatements } from 'starrocks-kit/language'
import type { Statement } from 'starrocks-kit/language'
import { CatalogError } from './catalog/catalog-error.ts'
import { EngineError } from './sql/engine-error.ts'
import type { ConnectionInfo, PendingStatement, PreparedStatement, Session, StatementResult } from './wire/handler.ts'
import type { Field } from './wire/column.ts'
import { ServerError } from './wire/server-error.ts'
import { bindParameters, countParameters } from './session/parameters.ts'
import { runStatement } from './session/run-statement.ts'
import { SessionState } from './session/session-state.ts'
import type { ServerState } from './session/server-state.ts'
import { emptyStatement, hiddenSyntaxError, syntaxError, versionSyntaxError } from './session/syntax-message.ts'

/** One client's session: parses what it sends and runs it, one statement after another. */
export class EmbeddedSession implements Session {
  readonly #state: SessionState
  readonly #server: ServerState
  readonly #id: number

  constructor(server: ServerState, user: { readonly name: string; readonly host: string }, connection: ConnectionInfo) {
    this.#server = server
    this.#id = connection.connectionId
    this.#state = new SessionState(server, user, connection)
    server.sessions.add(this.#state.info())
  }

  async query(sql: string): Promise<readonly PendingStatement[]> {
    return this.#parse(sql).map(
      ({ statement, text }) =>
        (signal) =>
          this.#run(statement, { sql, text }, signal),
    )
  }

  async useDatabase(name: string): Promise<void> {
    const catalog = /^catalog\s+(.+)$/i.exec(name.trim())?.[1]
    await this.#translating(async () => {
      if (catalog !== undefined) this.#state.place.useCatalog(catalog.replaceAll('`', ''))
      else if (!/^warehouse\s/i.test(name)) this.#state.place.use(databaseParts(name, this.#server))
    })
  }

  async listFields(table: string): Promise<readonly Field[]> {
    return await this.#translating(async () => {
      const name = this.#state.place.resolve({ kind: 'QualifiedName', parts: [table] })
      const columns = await this.#state.describe(name)
      return columns.map((column) => ({
        name: column.name,
        type: column.type ?? { kind: 'varchar', length: -1 },
        database: name.database,
        table: name.name,
        ...(column.default === null ? {} : { defaultValue: column.default }),
      }))
    })
  }

  async prepare(sql: string): Promise<PreparedStatement> {
    const [parsed, ...others] = this.#parse(sql)
    if (parsed === undefined || others.length > 0 || parsed.statement.kind !== 'QueryStatement') {
      throw new ServerError('This command is not supported in the prepared statement protocol yet', 1295)
    }
    const { statement, text } = parsed
    return {
      parameterCount: countParameters(statement),
      columns: [],
      execute: (values, signal) => this.#run(bindParameters(statement, values), { sql, text }, signal),
      close: () => {},
    }
  }

  async reset(): Promise<void> {
    this.#state.variables.reset()
    this.#state.prepared.clear()
  }

  async close(): Promise<void> {
    await this.#state.transaction.rollback(this.#state)
    await this.#state.temporary.close()
    this.#server.sessions.remove(this.#id)
  }

  #parse(sql: string): readonly { readonly statement: Statement; readonly text: string }[] {
    const { statements, errors } = parseStatements(sql, { positions: true })
    const [error] = errors
    if (error !== undefined) throw syntaxError(error, sql, this.#server.syntax)
    if (statements.length === 0) throw emptyStatement(sql, this.#server.syntax)
    const older = versionSyntaxError(sql, this.#server.syntax)
    if (older !== undefined) throw older
    return statements.map((statement) => ({
      statement,
      text: statement.span === undefined ? sql : sql.slice(statement.span.start, statement.span.end),
    }))
  }

  async #run(
    statement: Statement,
    source: { readonly sql: string; readonly text: string },
    signal: AbortSignal,
  ): Promise<StatementResult> {
    signal.throwIfAborted()
    this.#state.begin(source.text, signal)
    try {
      return await this.#translating(() => runStatement(statement, source, this.#state))
    } catch (error) {
      throw this.#hiddenSyntaxError(statement, source.sql) ?? error
    } finally {
      this.#state.end()
    }
  }

  /** What a frontend cannot read is a syntax error, whatever else is wrong with it. */
  #hiddenSyntaxError(statement: Statement, sql: string): ServerError | undefined {
    return /^(?:Create|Alter|Drop)/.test(statement.kind) ? hiddenSyntaxError(sql, this.#server.syntax) : undefined
  }

  /** Refusals of catalog and engine reach the client with their code; anything else is a fault of this server. */
  async #translating<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof CatalogError || error instanceof EngineError)
        throw new ServerError(error.message, error.errno)
      throw error
    }
  }
}

/** A database whose own name holds a dot wins over `catalog.database`. */
function databaseParts(name: string, server: ServerState): readonly string[] {
  const plain = name.replaceAll('`', '')
  if (server.catalog.hasDatabase(plain)) return [plain]
  const dot = plain.indexOf('.')
  return dot === -1 ? [plain] : [plain.slice(0, dot), plain.slice(dot + 1)]
}
