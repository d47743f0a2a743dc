import { createHash } from 'node:crypto'
import type { Connection } from '../../connection/index.ts'
import { redactSql, UnknownColumnError, UnknownTableError } from '../../connection/index.ts'
import { StarRocksKitError } from '../../errors/base.ts'
import { quoteIdentifier, quoteString } from '../../language/index.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import type { Properties } from '../../schema/types/properties.ts'
import { addedColumn, LEDGER_COLUMNS, ledgerLiterals, ledgerRow } from './ledger-row.ts'
import type { LedgerColumn, LedgerRow } from './ledger-row.ts'
import { lastJobId, waitForJob } from '../run/jobs.ts'
import { OWN_PREFIX } from '../../schema/own-objects.ts'
import { applyHeadsChange } from '../revisions/revision-paths.ts'

/** The first columns: a row for each statement. */
const KEY_COLUMNS: readonly string[] = LEDGER_COLUMNS.slice(0, 3).map(({ name }) => name)

/** A table of the ledger's name that is none. */
export class LedgerFormatError extends StarRocksKitError {
  readonly code = 'LEDGER_FORMAT'

  constructor(table: string, column: string) {
    super(
      `${table} is no ledger of starrocks-kit: it has no column ${column}. If that table is yours, give the ledger another name in the config (ledger: { table }).`,
    )
  }
}

/** Where the ledger lives. */
export interface LedgerOptions {
  /** Its name; `_starrocks_kit_ledger` unless given. It must begin with `_starrocks_kit_`, so that no schema comparison takes it for a user's table. */
  readonly table?: string
  /** The database of the migrations unless given. */
  readonly database?: string
  /** Properties of the table, such as `replication_num`; the server's defaults otherwise. */
  readonly properties?: Properties
}

/**
 * What was applied to a database, told by the database itself: one PRIMARY KEY table with a row for each statement. The applied heads are
 * read from it by following the changes in their order; nothing is ever deleted.
 */
export class Ledger {
  readonly #table: string
  readonly #database: string | undefined
  readonly #name: string
  readonly #properties: Properties

  constructor(options: LedgerOptions = {}) {
    this.#table = options.table ?? `${OWN_PREFIX}ledger`
    this.#database = options.database
    const table = quoteIdentifier(this.#table)
    this.#name = options.database === undefined ? table : `${quoteIdentifier(options.database)}.${table}`
    this.#properties = options.properties ?? {}
  }

  /** The statement that makes the table, unless it is there. */
  createStatement(): string {
    const columns = LEDGER_COLUMNS.map(({ name, type }) => `  ${quoteIdentifier(name)} ${type}`).join(',\n')
    const key = KEY_COLUMNS.map(quoteIdentifier).join(', ')
    const properties = Object.entries(this.#properties).map(
      ([name, value]) => `${quoteString(name)} = ${quoteString(value)}`,
    )
    return (
      `CREATE TABLE IF NOT EXISTS ${this.#name} (\n${columns}\n)\nPRIMARY KEY (${key})\n` +
      `COMMENT ${quoteString('What starrocks-kit has applied to this database')}\nDISTRIBUTED BY HASH(${quoteIdentifier('sequence')}) BUCKETS 1` +
      (properties.length === 0 ? '' : `\nPROPERTIES (${properties.join(', ')})`)
    )
  }

  /** The statement that writes rows whole: with the same key as a row that is there, in its place. */
  writeStatement(rows: readonly LedgerRow[]): string {
    const values = rows.map((row) => `(${ledgerLiterals(row).join(', ')})`).join(',\n')
    return `INSERT INTO ${this.#name} (${columnNames()}) VALUES\n${values}`
  }

  /** The statement that adds one row after all others, for scripts: they do not know the last sequence, nor when they will run. */
  appendStatement(row: Omit<LedgerRow, 'sequence' | 'startedAt' | 'finishedAt'>): string {
    const literals = ledgerLiterals({ ...row, sequence: 0 })
    const sequence = quoteIdentifier('sequence')
    const values = LEDGER_COLUMNS.map(({ key, name }, index) => {
      if (key === 'sequence') return { name, value: `COALESCE(MAX(${sequence}), 0) + 1` }
      return {
        name,
        value: key === 'startedAt' || key === 'finishedAt' ? 'UTC_TIMESTAMP()' : (literals[index] ?? 'NULL'),
      }
    }).filter(({ value }) => value !== 'NULL')
    const names = values.map(({ name }) => quoteIdentifier(name)).join(', ')
    return `INSERT INTO ${this.#name} (${names})\nSELECT ${values.map(({ value }) => value).join(', ')} FROM ${this.#name}`
  }

  /** The revisions' own rows (step 0) in their order; none when there is no ledger. */
  async readMarkers(connection: Connection): Promise<readonly LedgerRow[]> {
    return await this.#select(connection, 'WHERE `step` = 0 ORDER BY `sequence`, `revision`')
  }

  /** All rows of one application of a revision, in the order of its statements. */
  async readSteps(connection: Connection, marker: LedgerRow): Promise<readonly LedgerRow[]> {
    return await this.#select(
      connection,
      `WHERE \`sequence\` = ${marker.sequence} AND \`revision\` = ${quoteString(marker.revision)} AND \`step\` > 0 ORDER BY \`step\``,
    )
  }

  /** The greatest number of a lock under which something was written; 0 when there is none. */
  async lastFence(connection: Connection): Promise<number> {
    try {
      const { rows } = await connection.query(`SELECT MAX(${quoteIdentifier('fence')}) FROM ${this.#name}`)
      return Number(rows[0]?.[0] ?? 0)
    } catch (error) {
      // A ledger from before there were numbers has none.
      if (error instanceof UnknownTableError || error instanceof UnknownColumnError) return 0
      throw error
    }
  }

  /** All statements that were carried out, in their order. */
  async readDone(connection: Connection): Promise<readonly LedgerRow[]> {
    return await this.#select(
      connection,
      "WHERE `step` > 0 AND `state` = 'done' ORDER BY `sequence`, `revision`, `step`",
    )
  }

  /** Creates the table unless it is there, and gives one of an older version the columns that it lacks. */
  async ensure(connection: Connection): Promise<void> {
    try {
      await this.carryUp(connection)
    } catch (error) {
      if (!(error instanceof UnknownTableError)) throw error
      await connection.query(this.createStatement())
    }
  }

  /** Columns that this version writes and the table has not: of a ledger that an older version has made. */
  async #missingColumns(connection: Connection): Promise<readonly LedgerColumn[]> {
    const { columns, rows } = await connection.query(`SHOW COLUMNS FROM ${this.#name}`)
    const at = columns.findIndex((name) => name.toLowerCase() === 'field')
    const present = new Set(rows.map((row) => (row[at] ?? '').toLowerCase()))
    return LEDGER_COLUMNS.filter(({ name }) => !present.has(name))
  }

  /**
   * Gives a ledger of an older version the columns that it lacks, and tells their names.
   *
   * @throws LedgerFormatError when a column of its key is missing: then it is no ledger. UnknownTableError when there is none.
   */
  async carryUp(connection: Connection): Promise<readonly string[]> {
    const missing = await this.#missingColumns(connection)
    if (missing.length === 0) return []
    const key = missing.find(({ name }) => KEY_COLUMNS.includes(name))
    if (key !== undefined) throw new LedgerFormatError(this.#name, key.name)
    const added = missing.map((column) => `ADD COLUMN ${addedColumn(column)}`).join(', ')
    const before = await lastJobId(connection, this.#object(connection), 'schema-change')
    await connection.query(`ALTER TABLE ${this.#name} ${added}`)
    await waitForJob(connection, this.#object(connection), 'schema-change', before)
    return missing.map(({ name }) => name)
  }

  #object(connection: Connection): ObjectName {
    return { database: this.#database ?? connection.database ?? '', name: this.#table }
  }

  async write(connection: Connection, rows: readonly LedgerRow[]): Promise<void> {
    await connection.query(this.writeStatement(rows))
  }

  async #select(connection: Connection, rest: string): Promise<readonly LedgerRow[]> {
    const select = async (list: string): Promise<readonly LedgerRow[]> => {
      const { rows } = await connection.query(`SELECT ${list} FROM ${this.#name} ${rest}`)
      return rows.map((row) => ledgerRow(row))
    }
    try {
      return await select(columnNames())
    } catch (error) {
      if (error instanceof UnknownTableError) return []
      if (!(error instanceof UnknownColumnError)) throw error
      // Reading an older ledger needs no right to change it.
      const missing = await this.#missingColumns(connection)
      return await select(
        LEDGER_COLUMNS.map((column) =>
          missing.includes(column) ? `NULL AS ${quoteIdentifier(column.name)}` : quoteIdentifier(column.name),
        ).join(', '),
      )
    }
  }
}

function columnNames(): string {
  return LEDGER_COLUMNS.map(({ name }) => quoteIdentifier(name)).join(', ')
}

/** The applied heads: the changes of all completed applications, one after another. */
export function headsOf(markers: readonly LedgerRow[]): readonly string[] {
  return markers
    .filter((marker) => marker.state === 'done')
    .reduce<readonly string[]>(
      (heads, marker) => applyHeadsChange(heads, { removed: marker.headsRemoved, added: marker.headsAdded }),
      [],
    )
}

/** The application that was begun and not completed; absent when the last one was completed. */
export function unfinishedOf(markers: readonly LedgerRow[]): LedgerRow | undefined {
  const last = markers.at(-1)
  return last === undefined || last.state === 'done' || last.state === 'rolled-back' ? undefined : last
}

/** The next free sequence. */
export function nextSequence(markers: readonly LedgerRow[]): number {
  return Math.max(0, ...markers.map((marker) => marker.sequence)) + 1
}

/** SHA-256 of a statement, or of several in their order. */
export function hashSql(...statements: readonly string[]): string {
  const hash = createHash('sha256')
  for (const statement of statements) hash.update(statement).update('\0')
  return hash.digest('hex')
}

/** A statement as the ledger may keep it. */
export function ledgerText(sql: string): string {
  return redactSql(sql)
}
