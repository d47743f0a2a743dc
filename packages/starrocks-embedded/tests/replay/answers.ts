import { createConnection } from 'mysql2/promise'
import type { Connection } from 'mysql2/promise'
import type { Cells } from './recorded.ts'

export interface Answer {
  readonly rows?: Cells
  /** Types of the columns, by their numbers in MySQL's protocol. */
  readonly types?: readonly (number | undefined)[]
  readonly error?: { readonly code: number; readonly message: string }
}

/** A client over a real socket that takes refusals for answers. */
export class Asker {
  readonly #connection: Connection
  readonly #url: string

  private constructor(connection: Connection, url: string) {
    this.#connection = connection
    this.#url = url
  }

  static async connect(url: string): Promise<Asker> {
    return new Asker(await open(url), url)
  }

  /** Statements that take longer than `limitMs` are killed through another connection. */
  async ask(sql: string, limitMs = 60_000): Promise<Answer> {
    const timer = setTimeout(() => void this.#kill(), limitMs)
    try {
      const [rows, fields] = await this.#connection.query(sql)
      // Several statements in one text answer one after another: no rows are taken from them.
      if (!Array.isArray(rows) || !rows.every(Array.isArray)) return {}
      return { rows: rows as unknown as Cells, types: fields.map((field) => field.columnType) }
    } catch (error) {
      if (!(error instanceof Error) || !('errno' in error)) throw error
      return { error: { code: Number(error.errno), message: error.message } }
    } finally {
      clearTimeout(timer)
    }
  }

  async #kill(): Promise<void> {
    const other = await open(this.#url)
    await other.query(`KILL QUERY ${this.#connection.threadId}`)
    await other.end()
  }

  async close(): Promise<void> {
    await this.#connection.end()
  }
}

async function open(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url)
  return await createConnection({
    host: hostname,
    port: Number(port),
    user: 'root',
    rowsAsArray: true,
    typeCast: (field) => field.string(),
  })
}
