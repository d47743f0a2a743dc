import { ServerError, UnknownDatabaseError } from '../../src/connection/index.ts'
import type { Connection, QueryResult } from '../../src/connection/index.ts'

/** What a server answered to a statement: rows with their titles, or its refusal. */
export type Answer =
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | null)[])[] }
  | { readonly error: { readonly code: number; readonly message: string } }

/** Sessions that answer from a record. It keeps count of what it was asked. */
export class RecordedServer {
  readonly #answers: Readonly<Record<string, Answer>>
  readonly asked: string[] = []
  open = 0
  mostOpen = 0

  constructor(answers: Readonly<Record<string, Answer>>) {
    this.#answers = answers
  }

  connect(database?: string): Connection {
    this.open++
    this.mostOpen = Math.max(this.mostOpen, this.open)
    return {
      description: '127.0.0.1:9030',
      ...(database !== undefined ? { database } : {}),
      query: (sql) => this.#answer(sql),
      stream: () => Promise.reject(new Error('nothing was recorded to stream')),
      fork: () => Promise.resolve(this.connect(database)),
      close: () => {
        this.open--
        return Promise.resolve()
      },
    }
  }

  async #answer(sql: string): Promise<QueryResult> {
    this.asked.push(sql)
    // Answers come later than the question, as from a network.
    await new Promise((resolve) => setImmediate(resolve))
    const answer = this.#answers[sql.replaceAll('`', '')]
    if (answer === undefined) throw refusal(sql, 1064, `no answer was recorded for ${sql}`)
    if ('error' in answer) throw refusal(sql, answer.error.code, answer.error.message)
    return { ...answer, affectedRows: 0 }
  }
}

function refusal(sql: string, errno: number, serverMessage: string): ServerError {
  const details = { errno, sqlState: 'HY000', serverMessage, sql }
  return errno === 5501 ? new UnknownDatabaseError(details) : new ServerError(details)
}
