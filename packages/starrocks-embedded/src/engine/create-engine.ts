import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseExpression, parseQuery, type Query, type Statement } from 'starrocks-kit/language'
import type { Table } from 'starrocks-kit/schema'
import { analyzingError } from '../sql/analyzing-error.ts'
import { castTo } from '../sql/cast.ts'
import { planInsert, withGenerated, type InsertServices } from '../sql/dml/insert.ts'
import { writeTarget, type WriteTarget } from '../sql/dml/target.ts'
import { planDelete, planUpdate } from '../sql/dml/update.ts'
import { quoteDuckIdentifier } from '../sql/duck-text.ts'
import { partitionCondition, partitionNamesCondition } from '../sql/query/partition.ts'
import type { Resolved, RowColumn, Scope } from '../sql/scope.ts'
import { newContext, translateStatementQuery } from '../sql/translate.ts'
import type { QueryContext, TranslatedQuery } from '../sql/translation.ts'
import { toColumnType } from '../sql/types/sql-type.ts'
import { checkRows } from './check-rows.ts'
import { toEngineError } from './duck-error.ts'
import { DuckStore, type StoreResult } from './duck-store.ts'
import { EngineError } from './engine-error.ts'
import type { ColumnRename, Engine, EngineOptions, EngineResult, ExecuteResult, ResultColumn } from './engine.ts'
import { printValue } from './print-value.ts'
import { alterText, columnText, createText, storedName, type StoredColumn } from './table-shape.ts'
import { INCOMING, mergeTexts } from './write-rows.ts'

type Known = Table | { readonly kind: 'materialized-view'; readonly columns: readonly RowColumn[] }
type Run = (sql: string) => Promise<StoreResult>

/** Creates the engine; nothing is loaded or opened before the first statement that needs rows. */
export function createEngine(options: EngineOptions = {}): Engine {
  return new LazyEngine(options)
}

class LazyEngine implements Engine {
  readonly #directory: string | undefined
  #store: Promise<DuckStore> | undefined
  #known: ReadonlyMap<number, Known> | undefined
  readonly #made = new Set<number>()

  constructor(options: EngineOptions) {
    this.#directory = options.directory
  }

  get loaded(): boolean {
    return this.#store !== undefined
  }

  async createTable(_id: number, _table: Table): Promise<void> {
    // Stored at the first row.
  }

  async dropTable(id: number): Promise<void> {
    // Not loaded: the next load finds that the catalog no longer knows the table, and drops it.
    if (this.#store === undefined) return
    await this.#exclusively(async (run) => {
      await run(`DROP TABLE IF EXISTS ${storedName(id)}`)
      await run(`DROP SEQUENCE IF EXISTS ${sequenceName(id)}`)
      this.#made.delete(id)
    })
  }

  async alterTable(id: number, from: Table, to: Table, renames: readonly ColumnRename[] = []): Promise<void> {
    if (!this.#mayHaveRows()) return
    await this.#exclusively(async (run) => {
      if (!this.#made.has(id)) return
      const text = alterText(id, from, to, renames)
      if (text !== undefined) await run(text)
      await this.#fillGenerated(id, from, to, run)
    })
  }

  async truncate(id: number, partitions?: { readonly table: Table; readonly names: readonly string[] }): Promise<void> {
    if (!this.#mayHaveRows()) return
    await this.#exclusively(async (run) => {
      if (!this.#made.has(id)) return
      const condition =
        partitions === undefined ? '' : ` WHERE ${partitionNamesCondition(partitions.table, partitions.names)}`
      await run(`DELETE FROM ${storedName(id)}${condition}`)
    })
  }

  async execute(statement: Statement, scope: Scope): Promise<ExecuteResult> {
    switch (statement.kind) {
      case 'InsertStatement': {
        if (statement.target.kind !== 'InsertTable')
          throw analyzingError('the embedded server inserts into tables only')
        const target = writeTarget(statement.target.name.parts, scope, 'INSERT')
        const needed = new Map<number, readonly StoredColumn[]>([[target.id, target.table.columns]])
        const plan = planInsert(statement, target, this.#context(scope, needed), services())
        return this.#write(scope, needed, target, async (run) => {
          const count = await incoming(run, plan.source)
          const removal =
            plan.overwrite === undefined
              ? []
              : [
                  `DELETE FROM ${storedName(target.id)}${plan.overwrite.condition === undefined ? '' : ` WHERE ${plan.overwrite.condition}`}`,
                ]
          await checkRows(target, INCOMING, run)
          await inTransaction(run, [...removal, ...mergeTexts(target, plan.kept)])
          return { affectedRows: count }
        })
      }
      case 'UpdateStatement': {
        const target = writeTarget(statement.table.parts, scope, 'UPDATE')
        const needed = new Map<number, readonly StoredColumn[]>([[target.id, target.table.columns]])
        const context = this.#context(scope, needed)
        const plan = planUpdate(statement, target, storedName(target.id), context, services())
        return this.#write(scope, needed, target, async (run) => {
          const count = await incoming(run, withGenerated(plan.source, target, context, services()))
          await checkRows(target, INCOMING, run)
          const assignments = target.table.columns
            .map((column) => quoteDuckIdentifier(column.name))
            .map((name) => `${name} = i.${name}`)
          await run(
            `UPDATE ${storedName(target.id)} SET ${assignments.join(', ')} FROM ${INCOMING} AS i WHERE ${storedName(target.id)}.rowid = i.__rid`,
          )
          return { affectedRows: count }
        })
      }
      case 'DeleteStatement': {
        const target = writeTarget(statement.table.parts, scope, 'DELETE')
        const needed = new Map<number, readonly StoredColumn[]>([[target.id, target.table.columns]])
        const plan = planDelete(statement, target, storedName(target.id), this.#context(scope, needed))
        return this.#write(scope, needed, target, async (run) => {
          const count = await incoming(run, plan.source)
          await run(`DELETE FROM ${storedName(target.id)} WHERE rowid IN (SELECT __rid FROM ${INCOMING})`)
          return { affectedRows: target.keyType === 'PRIMARY' ? count : 0 }
        })
      }
      case 'TruncateTableStatement': {
        const target = writeTarget(statement.name.parts, scope, 'TRUNCATE')
        const condition = partitionCondition(target.table, statement.partitions)
        if (this.#mayHaveRows()) {
          await this.#exclusively(async (run) => {
            if (this.#made.has(target.id))
              await run(`DELETE FROM ${storedName(target.id)}${condition === undefined ? '' : ` WHERE ${condition}`}`)
          })
        }
        return { affectedRows: 0 }
      }
      default:
        throw new EngineError(`the engine runs no ${statement.kind}`)
    }
  }

  async query(query: Query, scope: Scope): Promise<EngineResult> {
    const needed = new Map<number, readonly StoredColumn[]>()
    const translated = this.#translate(query, scope, needed)
    const columns = resultColumns(translated)
    const { chunks } = await this.#exclusively(async (run, store) => {
      await this.#make(needed, run)
      await store.useTimeZone(run, timeZoneOf(scope))
      return run(translated.sql)
    })
    return {
      columns,
      rows: {
        *[Symbol.iterator]() {
          for (const chunk of chunks) {
            for (const row of chunk.getRows())
              yield columns.map((column, index) => printValue(row[index] ?? null, column.type))
          }
        },
      },
    }
  }

  async describe(query: Query, scope: Scope): Promise<readonly ResultColumn[]> {
    return resultColumns(this.#translate(query, scope, new Map()))
  }

  async refresh(id: number, columns: readonly RowColumn[], query: Query, scope: Scope): Promise<ExecuteResult> {
    const needed = new Map<number, readonly StoredColumn[]>([[id, columns]])
    const translated = this.#translate(query, scope, needed)
    if (translated.columns.length !== columns.length) {
      throw analyzingError(
        `The materialized view has ${columns.length} columns, its query ${translated.columns.length}`,
      )
    }
    const items = columns.map((column, index) => {
      const type = translated.columns[index]?.type ?? column.type
      return `${castTo({ sql: `q._${index + 1}`, type }, column.type).sql} AS ${quoteDuckIdentifier(column.name)}`
    })
    return this.#exclusively(async (run, store) => {
      await this.#make(needed, run)
      await store.useTimeZone(run, timeZoneOf(scope))
      const count = await incoming(run, `SELECT ${items.join(', ')} FROM (${translated.sql}) AS q`)
      const names = columns.map((column) => quoteDuckIdentifier(column.name)).join(', ')
      await inTransaction(run, [
        `DELETE FROM ${storedName(id)}`,
        `INSERT INTO ${storedName(id)} (${names}) SELECT ${names} FROM ${INCOMING}`,
      ])
      await run(`DROP TABLE IF EXISTS ${INCOMING}`)
      return { affectedRows: count }
    })
  }

  async reconcile(objects: ReadonlyMap<number, Known>): Promise<void> {
    this.#known = objects
    if (this.#store !== undefined) await this.#exclusively((run) => this.#adopt(run))
  }

  async close(): Promise<void> {
    const opened = this.#store
    this.#store = undefined
    if (opened !== undefined) await (await opened).close()
  }

  /** Whether there can be rows of anything: loaded, or left by an earlier process. */
  #mayHaveRows(): boolean {
    return (
      this.#store !== undefined || (this.#directory !== undefined && existsSync(join(this.#directory, 'rows.duckdb')))
    )
  }

  async #exclusively<T>(work: (run: Run, store: DuckStore) => Promise<T>): Promise<T> {
    this.#store ??= this.#open()
    try {
      const store = await this.#opened(this.#store)
      return await store.exclusively((run) => work(run, store))
    } catch (error) {
      throw toEngineError(error)
    }
  }

  /** A store that cannot be opened is tried again by the next statement. */
  async #opened(opening: Promise<DuckStore>): Promise<DuckStore> {
    try {
      return await opening
    } catch (error) {
      if (this.#store === opening) this.#store = undefined
      throw error
    }
  }

  async #open(): Promise<DuckStore> {
    const store = await DuckStore.open(this.#directory)
    await store.exclusively((run) => this.#adopt(run))
    return store
  }

  /** Compares what is stored with what the catalog knows: drops what it does not, and brings columns in line after a crash. */
  async #adopt(run: Run): Promise<void> {
    const { chunks } = await run("SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'")
    this.#made.clear()
    for (const chunk of chunks) {
      for (const [name] of chunk.getRows()) {
        const id = Number(String(name).slice(2))
        const known = this.#known?.get(id)
        if (this.#known !== undefined && known === undefined) {
          await run(`DROP TABLE ${storedName(id)}`)
          await run(`DROP SEQUENCE IF EXISTS ${sequenceName(id)}`)
          continue
        }
        this.#made.add(id)
        if (known !== undefined) await this.#align(id, known.columns, run)
      }
    }
  }

  /** Adds the columns that a stored table lacks and drops those that the catalog no longer has. */
  async #align(id: number, columns: readonly StoredColumn[], run: Run): Promise<void> {
    const { chunks } = await run(
      `SELECT column_name FROM duckdb_columns() WHERE database_name = 'store' AND table_name = 't_${id}'`,
    )
    const stored = chunks.flatMap((chunk) => chunk.getRows().map(([name]) => String(name)))
    const present = new Set(stored.map((name) => name.toLowerCase()))
    const wanted = new Set(columns.map((column) => column.name.toLowerCase()))
    const missing = columns.filter((column) => !present.has(column.name.toLowerCase()))
    for (const column of missing) await run(`ALTER TABLE ${storedName(id)} ADD COLUMN ${columnText(column)}`)
    for (const name of stored)
      if (!wanted.has(name.toLowerCase()))
        await run(`ALTER TABLE ${storedName(id)} DROP COLUMN ${quoteDuckIdentifier(name)}`)
  }

  /** Makes the tables that a statement reads or writes and that have no rows yet. */
  async #make(needed: ReadonlyMap<number, readonly StoredColumn[]>, run: Run): Promise<void> {
    for (const [id, columns] of needed) {
      if (this.#made.has(id)) continue
      await run(createText(id, columns))
      this.#made.add(id)
    }
  }

  #context(scope: Scope, needed: Map<number, readonly StoredColumn[]>): QueryContext {
    return newContext(translationServices(scope, needed))
  }

  #translate(query: Query, scope: Scope, needed: Map<number, readonly StoredColumn[]>): TranslatedQuery {
    return translateStatementQuery(query, translationServices(scope, needed))
  }

  async #write(
    scope: Scope,
    needed: ReadonlyMap<number, readonly StoredColumn[]>,
    target: WriteTarget,
    work: (run: Run) => Promise<ExecuteResult>,
  ): Promise<ExecuteResult> {
    return this.#exclusively(async (run, store) => {
      await this.#make(needed, run)
      if (target.table.columns.some((column) => column.autoIncrement === true))
        await run(`CREATE SEQUENCE IF NOT EXISTS ${sequenceName(target.id)}`)
      await store.useTimeZone(run, timeZoneOf(scope))
      try {
        return await work(run)
      } finally {
        await run(`DROP TABLE IF EXISTS ${INCOMING}`)
      }
    })
  }

  /** Computes generated columns that an ALTER added, over the rows that are there. */
  async #fillGenerated(id: number, from: Table, to: Table, run: Run): Promise<void> {
    const added = to.columns.filter(
      (column) =>
        column.generated !== undefined &&
        !from.columns.some((old) => old.name.toLowerCase() === column.name.toLowerCase()),
    )
    if (added.length === 0) return
    const context = this.#context(EMPTY_SESSION, new Map())
    const target: WriteTarget = { id, table: to, keyType: to.key?.type ?? 'DUPLICATE', keys: to.key?.columns ?? [] }
    const plain = to.columns
      .filter((column) => column.generated === undefined)
      .map((column) => quoteDuckIdentifier(column.name))
    const source = withGenerated(
      `SELECT rowid AS __rid, ${plain.join(', ')} FROM ${storedName(id)}`,
      target,
      context,
      services(),
    )
    const assignments = added.map((column) => quoteDuckIdentifier(column.name)).map((name) => `${name} = g.${name}`)
    await run(
      `UPDATE ${storedName(id)} SET ${assignments.join(', ')} FROM (${source}) AS g WHERE ${storedName(id)}.rowid = g.__rid`,
    )
  }
}

const EMPTY_SESSION: Scope = {
  resolve: () => undefined,
  variable: () => undefined,
  userVariable: () => undefined,
}

function sequenceName(id: number): string {
  return `store.s_${id}`
}

function services(): InsertServices {
  return { parseExpression: (text) => parseExpression(text), nextValue: (id) => `nextval('${sequenceName(id)}')` }
}

function translationServices(
  session: Scope,
  needed: Map<number, readonly StoredColumn[]>,
): {
  session: Scope
  relationOf: (resolved: Extract<Resolved, { kind: 'table' | 'materialized-view' }>) => string
  parseQuery: (text: string) => Query
} {
  return {
    session,
    relationOf(resolved) {
      needed.set(resolved.id, resolved.kind === 'table' ? resolved.table.columns : resolved.columns)
      return storedName(resolved.id)
    },
    parseQuery: (text) => parseQuery(text),
  }
}

function resultColumns(translated: TranslatedQuery): readonly ResultColumn[] {
  return translated.columns.map(({ name, type }) => ({ name, type: toColumnType(type) }))
}

function timeZoneOf(scope: Scope): string {
  const zone = String(scope.variable('time_zone') ?? 'UTC')
  return zone === 'SYSTEM' || zone === 'CST' ? 'Asia/Shanghai' : zone
}

/** Collects a statement's rows aside; returns their number. */
async function incoming(run: Run, source: string): Promise<number> {
  await run(`CREATE OR REPLACE TEMP TABLE sr_incoming AS ${source}`)
  const { chunks } = await run(`SELECT count(*) FROM ${INCOMING}`)
  return Number(chunks[0]?.getRows()[0]?.[0] ?? 0)
}

/** All or nothing. */
async function inTransaction(run: Run, texts: readonly string[]): Promise<void> {
  await run('BEGIN TRANSACTION')
  try {
    for (const text of texts) await run(text)
    await run('COMMIT')
  } catch (error) {
    // A COMMIT that fails has already ended the transaction.
    await run('ROLLBACK').catch(() => undefined)
    throw error
  }
}
