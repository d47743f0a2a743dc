import { ConnectionLostError } from '../../src/connection/index.ts'
import type { Connection, QueryResult } from '../../src/connection/index.ts'
import { serverErrorFor } from '../../src/connection/error-codes.ts'
import { parseStatements } from '../../src/language/index.ts'
import { LEDGER_COLUMNS } from '../../src/migrations/ledger/ledger-row.ts'

const LEDGER = '_starrocks_kit_ledger'

/** What a statement meets instead of success. */
export type Fault = { readonly errno: number; readonly message: string } | 'disconnect before' | 'disconnect after'

/** A server that keeps a ledger's rows, and knows of other statements only that it was sent them. */
export class TestServer {
  /** Statements other than those of the ledger, as they were carried out. */
  readonly executed: string[] = []
  readonly faults = new Map<string, Fault>()
  /** Rows that `SHOW ALTER TABLE COLUMN` answers, by table; a function is asked each time. */
  readonly jobs = new Map<string, () => readonly (readonly string[])[]>()
  readonly #rows = new Map<string, readonly (string | null)[]>()
  #ledgerExists = false

  get ledgerRows(): readonly Readonly<Record<string, string | null>>[] {
    return [...this.#rows.values()].map((row) =>
      Object.fromEntries(LEDGER_COLUMNS.map(({ name }, index) => [name, row[index] ?? null])),
    )
  }

  connect(): Connection {
    let broken = false
    const connection: Connection = {
      description: 'test:9030/shop',
      database: 'shop',
      // Promises all the way: a thrown error is a rejection.
      query: async (sql) => {
        const lose = (): never => {
          broken = true
          throw new ConnectionLostError('test:9030', 'the server went away', sql)
        }
        if (broken) return lose()
        const fault = sql.includes(LEDGER) ? undefined : [...this.faults].find(([part]) => sql.includes(part))
        if (fault?.[1] === 'disconnect before') return lose()
        if (fault !== undefined && typeof fault[1] === 'object') {
          throw serverErrorFor({ errno: fault[1].errno, sqlState: 'HY000', serverMessage: fault[1].message, sql })
        }
        const result = this.#run(sql)
        return fault === undefined ? result : lose()
      },
      stream: () => Promise.reject(new Error('migrations stream nothing')),
      fork: () => Promise.resolve(this.connect()),
      close: () => Promise.resolve(),
    }
    return connection
  }

  #run(sql: string): QueryResult {
    const none: QueryResult = { columns: [], rows: [], affectedRows: 0 }
    const show = /^SHOW ALTER TABLE COLUMN .* TableName = '(\w+)'/u.exec(sql)
    if (show !== null) {
      const columns = ['JobId', 'TableName', 'State', 'Progress', 'Msg']
      return { columns, rows: this.jobs.get(show[1] ?? '')?.() ?? [], affectedRows: 0 }
    }
    // Looking at the schema after a job: there is none to be seen here.
    if (/^SHOW (?:FULL TABLES|MATERIALIZED VIEWS)/u.test(sql)) return none
    if (!sql.includes(LEDGER)) {
      this.executed.push(sql)
      return none
    }
    if (sql.startsWith('CREATE TABLE')) {
      const [error] = parseStatements(sql).errors
      if (error !== undefined) throw error
      this.#ledgerExists = true
      return none
    }
    if (!this.#ledgerExists)
      throw serverErrorFor({ errno: 5502, sqlState: '42602', serverMessage: `Unknown table 'shop.${LEDGER}'`, sql })
    if (sql.startsWith('SHOW COLUMNS'))
      return { columns: ['Field'], rows: LEDGER_COLUMNS.map(({ name }) => [name]), affectedRows: 0 }
    if (sql.startsWith('INSERT')) {
      for (const row of insertedRows(sql)) this.#rows.set(row.slice(0, 3).join('/'), row)
      return none
    }
    return { columns: LEDGER_COLUMNS.map(({ name }) => name), rows: this.#select(sql), affectedRows: 0 }
  }

  #select(sql: string): readonly (readonly (string | null)[])[] {
    const one = /WHERE `sequence` = (\d+) AND `revision` = '(\w+)' AND `step` > 0/u.exec(sql)
    return [...this.#rows.values()]
      .filter(([sequence, revision, step]) =>
        one === null ? step === '0' : sequence === one[1] && revision === one[2] && step !== '0',
      )
      .toSorted((a, b) => Number(a[0]) - Number(b[0]) || Number(a[2]) - Number(b[2]))
  }
}

/** The literals of an INSERT ... VALUES, through the real parser. */
function insertedRows(sql: string): readonly (readonly (string | null)[])[] {
  const [statement] = parseStatements(sql).statements
  if (statement?.kind !== 'InsertStatement' || statement.source.kind !== 'InsertValues')
    throw new Error(`no INSERT ... VALUES: ${sql}`)
  return statement.source.rows.map((row) =>
    row.values.map((item) => {
      switch (item.kind) {
        case 'NullLiteral':
          return null
        case 'NumberLiteral':
          return item.text
        case 'StringLiteral':
          return item.value
        default:
          throw new Error(`no literal: ${item.kind}`)
      }
    }),
  )
}
