import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely'
import { CompiledQuery as Compiled } from 'kysely'
import type { Connection, RowStream } from '../connection/index.ts'
import type { DeclaredColumns } from './declared-columns.ts'
import { decoderOf } from './decode-value.ts'
import { UnsupportedValueError } from './encode-value.ts'
import { resultTypes } from './result-types.ts'
import type { SessionPool } from './session-pool.ts'

/** Runs Kysely's queries over StarRocks sessions. */
export class StarRocksDriver implements Driver {
  readonly #pool: SessionPool
  readonly #declared: DeclaredColumns

  constructor(pool: SessionPool, declared: DeclaredColumns) {
    this.#pool = pool
    this.#declared = declared
  }

  init(): Promise<void> {
    return Promise.resolve()
  }

  async acquireConnection(): Promise<StarRocksSession> {
    return new StarRocksSession(await this.#pool.take(), this.#declared)
  }

  async releaseConnection(session: StarRocksSession): Promise<void> {
    await this.#pool.give(session.connection, session.failure)
  }

  /** INSERTs of a transaction become visible together (3.5 and later); there is one isolation level. */
  async beginTransaction(session: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    if (settings.isolationLevel !== undefined || settings.accessMode !== undefined)
      throw new UnsupportedValueError(
        'An isolation level',
        'StarRocks has one only: leave setIsolationLevel() and setAccessMode() out',
      )
    await session.executeQuery(Compiled.raw('begin'))
  }

  async commitTransaction(session: DatabaseConnection): Promise<void> {
    await session.executeQuery(Compiled.raw('commit'))
  }

  async rollbackTransaction(session: DatabaseConnection): Promise<void> {
    await session.executeQuery(Compiled.raw('rollback'))
  }

  destroy(): Promise<void> {
    return this.#pool.close()
  }
}

type Row = Record<string, unknown>

/** One session as Kysely uses it. */
class StarRocksSession implements DatabaseConnection {
  readonly connection: Connection
  readonly #declared: DeclaredColumns
  /** What the last query ended with, where it failed. */
  failure: unknown

  constructor(connection: Connection, declared: DeclaredColumns) {
    this.connection = connection
    this.#declared = declared
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const answer = await this.connection.stream(query.sql)
      const rows: R[] = []
      for await (const row of decoded<R>(answer, query, this.#declared)) rows.push(row)
      return answer.columns.length > 0 ? { rows } : { rows, numAffectedRows: BigInt(answer.affectedRows) }
    } catch (error) {
      this.failure = error
      throw error
    }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    try {
      const answer = await this.connection.stream(query.sql)
      let rows: R[] = []
      for await (const row of decoded<R>(answer, query, this.#declared)) {
        rows.push(row)
        if (rows.length < chunkSize) continue
        yield { rows }
        rows = []
      }
      if (rows.length > 0) yield { rows }
    } catch (error) {
      this.failure = error
      throw error
    }
  }
}

async function* decoded<R>(answer: RowStream, { query }: CompiledQuery, declared: DeclaredColumns): AsyncGenerator<R> {
  const types = resultTypes(query, declared)
  const columns = answer.columns.map((column) => ({
    name: column.name,
    decode: decoderOf(column, types.get(column.name.toLowerCase())),
  }))
  for await (const values of answer.rows) {
    const row: Row = {}
    columns.forEach(({ name, decode }, index) => {
      const value = values[index] ?? null
      row[name] = value === null ? null : decode(value)
    })
    // What the query gives is what Kysely's types say of it.
    yield row as R
  }
}
