import type { PreparedStatement, StatementResult } from './handler.ts'
import type { BufferReader } from './buffer-reader.ts'
import { ServerError } from './server-error.ts'
import { readParameters } from './statement-parameters.ts'

/** MySQL's default; without a limit, a client that never closes its statements would use up the memory. */
const MAX_STATEMENTS = 16_382

interface Entry {
  readonly statement: PreparedStatement
  types: readonly number[]
}

/** The prepared statements of one session, by the number that the client knows them by. */
export class PreparedStatements {
  readonly #entries = new Map<number, Entry>()
  #lastId = 0

  /** Throws 1461 when the session holds too many. */
  add(statement: PreparedStatement): number {
    if (this.#entries.size >= MAX_STATEMENTS) {
      statement.close()
      throw new ServerError(
        `Can't create more than max_prepared_stmt_count statements (current value: ${MAX_STATEMENTS})`,
        1461,
      )
    }
    this.#lastId += 1
    this.#entries.set(this.#lastId, { statement, types: [] })
    return this.#lastId
  }

  async execute(id: number, body: BufferReader, signal: AbortSignal): Promise<StatementResult> {
    const entry = this.#entries.get(id)
    if (entry === undefined) throw new ServerError(`msg: Not Found prepared statement, stmtName: ${id}`)
    const { types, values } = readParameters(body, entry.statement.parameterCount, entry.types)
    entry.types = types
    return entry.statement.execute(values, signal)
  }

  /** Does nothing for a number that is not in use: COM_STMT_CLOSE has no answer. */
  close(id: number): void {
    const entry = this.#entries.get(id)
    this.#entries.delete(id)
    entry?.statement.close()
  }

  closeAll(): void {
    for (const id of this.#entries.keys()) this.close(id)
  }
}
