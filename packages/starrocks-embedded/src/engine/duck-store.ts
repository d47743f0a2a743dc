import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { quoteDuckString } from '../sql/duck-text.ts'
import { MACROS } from '../sql/macros.ts'
import { LOADED } from './table-shape.ts'
import { registerNativeFunctions } from './native-functions.ts'
import type { Run, StoreResult } from './run.ts'

/** The most rows that DuckDB takes at once. */
const VECTOR_SIZE = 2048

/**
 * One DuckDB instance: macros live in its memory, tables in the attached database `store`, which is a file or memory too.
 * Statements run one after another.
 */
export class DuckStore {
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection
  #last: Promise<unknown> = Promise.resolve()
  #timeZone = ''

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance
    this.#connection = connection
  }

  /** Loads DuckDB and opens the store; `directory` is made when it does not exist. */
  static async open(directory: string | undefined): Promise<DuckStore> {
    const { DuckDBInstance: Instance } = await import('@duckdb/node-api')
    const instance = await Instance.create(':memory:', {
      threads: '2',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      preserve_insertion_order: 'true',
    })
    const connection = await instance.connect()
    const store = new DuckStore(instance, connection)
    if (directory !== undefined) mkdirSync(directory, { recursive: true })
    const path = directory === undefined ? ':memory:' : join(directory, 'rows.duckdb')
    await connection.run(`ATTACH ${quoteDuckString(path)} AS store`)
    await connection.run(`CREATE TABLE IF NOT EXISTS ${LOADED} (id BIGINT, loaded BIGINT)`)
    await registerNativeFunctions(connection)
    await connection.run(MACROS.map(([head, body]) => `CREATE MACRO ${head} AS ${body}`).join(';\n'))
    return store
  }

  /** Runs steps with nobody in between; an aborted signal ends the one that runs. */
  exclusively<T>(work: (run: Run) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const result = this.#last.then(() => this.#interruptible(work, signal))
    this.#last = result.catch(() => undefined)
    return result
  }

  async #interruptible<T>(work: (run: Run) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    signal?.throwIfAborted()
    const interrupt = (): void => this.#connection.interrupt()
    signal?.addEventListener('abort', interrupt)
    try {
      return await work((sql) => this.#run(sql))
    } finally {
      signal?.removeEventListener('abort', interrupt)
    }
  }

  /** Adds rows of text to a table, in their order. Only within `exclusively`. */
  async append(table: string, rows: readonly (readonly (string | null)[])[]): Promise<void> {
    const { DuckDBDataChunk: Chunk, VARCHAR } = await import('@duckdb/node-api')
    const width = rows[0]?.length ?? 0
    const types = Array.from({ length: width }, () => VARCHAR)
    const appender = await this.#connection.createAppender(table, 'main', 'temp')
    try {
      for (let start = 0; start < rows.length; start += VECTOR_SIZE) {
        const part = rows.slice(start, start + VECTOR_SIZE)
        const chunk = Chunk.create(types, part.length)
        chunk.setRows(part)
        appender.appendDataChunk(chunk)
      }
    } finally {
      appender.closeSync()
    }
  }

  /** Sets the zone in which clock functions read; unknown names leave it as it was. */
  async useTimeZone(run: Run, timeZone: string): Promise<void> {
    if (timeZone === this.#timeZone) return
    try {
      await run(`SET TimeZone = ${quoteDuckString(timeZone)}`)
    } catch {
      await run("SET TimeZone = 'UTC'")
    }
    this.#timeZone = timeZone
  }

  async #run(sql: string): Promise<StoreResult> {
    const result = await this.#connection.run(sql)
    return { chunks: await result.fetchAllChunks(), changed: result.rowsChanged }
  }

  /** Waits for what runs, then closes the file. */
  async close(): Promise<void> {
    await this.#last
    this.#connection.closeSync()
    this.#instance.closeSync()
  }
}
