import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Expression, Query, Statement } from 'starrocks-kit/language'
import type { Table } from 'starrocks-kit/schema'
import { analyzingError } from '../sql/analyzing-error.ts'
import { castTo } from '../sql/cast.ts'
import { rowCondition } from '../sql/dml/row-condition.ts'
import { withGenerated } from '../sql/dml/insert.ts'
import { planLoad } from '../sql/dml/load.ts'
import { writeTarget, type WriteTarget } from '../sql/dml/target.ts'
import { quoteDuckIdentifier } from '../sql/duck-text.ts'
import { partitionCondition, partitionNamesCondition } from '../sql/query/partition.ts'
import type { RowColumn, Scope } from '../sql/scope.ts'
import { newContext, translateStatementQuery } from '../sql/translate.ts'
import type { QueryContext, TranslatedQuery } from '../sql/translation.ts'
import { toEngineError } from './duck-error.ts'
import { DuckStore } from './duck-store.ts'
import { type Run } from './run.ts'
import type { Engine, EngineOptions, EngineResult, ResultColumn } from './engine.ts'
import type { ExecuteResult } from './write-statement.ts'
import type { ColumnRename } from './table-shape.ts'
import { printValue } from './print-value.ts'
import { StagedRows } from './staged-rows.ts'
import { type Known, StoredTables } from './stored-tables.ts'
import { alterText, continueSequence, LOADED, sequenceName, type StoredColumn, storedName } from './table-shape.ts'
import { EMPTY_SESSION, resultColumns, timeZoneOf, translationServices } from './translation-services.ts'
import { INCOMING } from './write-rows.ts'
import {
  collect,
  forgetHeld,
  type HeldInsert,
  insertServices,
  inTransaction,
  type LoadCommit,
  planHeldInsert,
  planWrite,
  writeHeld,
} from './write-statement.ts'

/** Creates the engine; nothing is loaded or opened before the first statement that needs rows. */
export function createEngine(options: EngineOptions = {}): Engine {
  return new LazyEngine(options)
}

class LazyEngine implements Engine {
  readonly #directory: string | undefined
  #store: Promise<DuckStore> | undefined
  #known: Map<number, Known> | undefined
  /** Made since opening: what is stored under these ids is left from a change that a crash undid. */
  readonly #fresh = new Set<number>()
  readonly #tables = new StoredTables()
  #stagings = 0

  constructor(options: EngineOptions) {
    this.#directory = options.directory
  }

  get loaded(): boolean {
    return this.#store !== undefined
  }

  async createTable(id: number, table: Table): Promise<void> {
    // Stored at the first row.
    this.#known?.set(id, table)
    if (this.#store === undefined) this.#fresh.add(id)
  }

  async dropTable(id: number): Promise<void> {
    this.#known?.delete(id)
    // Not loaded: the next load finds that the catalog no longer knows the table, and drops it.
    if (this.#store === undefined) return
    await this.#exclusively(async (run) => {
      await run(`DROP TABLE IF EXISTS ${storedName(id)}`)
      await run(`DROP SEQUENCE IF EXISTS ${sequenceName(id)}`)
      this.#tables.forget(id)
    })
  }

  async alterTable(
    id: number,
    from: Table,
    to: Table,
    renames: readonly ColumnRename[] = [],
    into = id,
  ): Promise<void> {
    if (this.#mayHaveRows()) await this.#alterRows({ id, into }, from, to, renames)
    this.#known?.set(into, to)
  }

  async #alterRows(
    ids: { readonly id: number; readonly into: number },
    from: Table,
    to: Table,
    renames: readonly ColumnRename[],
  ): Promise<void> {
    const { id, into } = ids
    await this.#exclusively(async (run) => {
      if (!this.#tables.has(id)) return
      const text = alterText(ids, from, to, renames)
      if (text !== undefined) await run(text)
      if (into !== id) {
        this.#tables.add(into)
        if (to.columns.some((column) => column.autoIncrement === true)) await continueSequence(ids, run)
      }
      await this.#fillGenerated(into, from, to, run)
    })
  }

  async truncate(id: number, partitions?: { readonly table: Table; readonly names: readonly string[] }): Promise<void> {
    await this.#deleteRows(
      id,
      partitions === undefined ? undefined : partitionNamesCondition(partitions.table, partitions.names),
    )
  }

  async deleteRows(id: number, table: Table, condition: Expression): Promise<void> {
    const context = this.#context(EMPTY_SESSION, new Map())
    await this.#deleteRows(id, rowCondition(condition, table, context))
  }

  async execute(statement: Statement, scope: Scope, load?: LoadCommit): Promise<ExecuteResult> {
    if (statement.kind === 'TruncateTableStatement') {
      const target = writeTarget(statement.name.parts, scope, 'TRUNCATE')
      const condition = partitionCondition(target.table, statement.partitions)
      await this.#deleteRows(target.id, condition)
      return { affectedRows: 0 }
    }
    const needed = new Map<number, readonly StoredColumn[]>()
    const { target, work } = planWrite(statement, scope, this.#context(scope, needed), load)
    return this.#write(target, needed, scope, work)
  }

  async hold(statement: Statement, scope: Scope): Promise<ExecuteResult & { readonly held: HeldInsert }> {
    this.#stagings += 1
    const needed = new Map<number, readonly StoredColumn[]>()
    const name = `sr_held_${this.#stagings}`
    const { target, work } = planHeldInsert(statement, name, scope, this.#context(scope, needed))
    return this.#write(target, needed, scope, work)
  }

  async writeHeld(held: readonly HeldInsert[]): Promise<void> {
    await this.#exclusively((run) => writeHeld(held, run))
  }

  async forgetHeld(held: readonly HeldInsert[]): Promise<void> {
    if (held.length > 0) await this.#exclusively((run) => forgetHeld(held, run))
  }

  stage(): StagedRows {
    this.#stagings += 1
    return new StagedRows(this.#stagings, {
      plan: (options, staged, scope) => {
        const needed = new Map<number, readonly StoredColumn[]>()
        const target = writeTarget(options.table, scope, 'INSERT')
        const plan = planLoad(options.mapping, staged, target, this.#context(scope, needed), insertServices())
        return { plan, run: (work) => this.#write(target, needed, scope, work) }
      },
      exclusively: (work) => this.#exclusively(work),
    })
  }

  async loadsAmong(ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    if (ids.length === 0 || !this.#mayHaveRows()) return new Map()
    return await this.#exclusively(async (run) => {
      const { chunks } = await run(`SELECT id, loaded FROM ${LOADED} WHERE id IN (${ids.join(', ')})`)
      return new Map(chunks.flatMap((chunk) => chunk.getRows().map(([id, rows]) => [Number(id), Number(rows)])))
    })
  }

  /** Runs what writes rows of a table. */
  async #write<T>(
    target: WriteTarget,
    needed: Map<number, readonly StoredColumn[]>,
    scope: Scope,
    work: (run: Run) => Promise<T>,
  ): Promise<T> {
    needed.set(target.id, target.table.columns)
    return this.#exclusively(async (run, store) => {
      await this.#tables.make(needed, run)
      if (target.table.columns.some((column) => column.autoIncrement === true)) {
        await run(`CREATE SEQUENCE IF NOT EXISTS ${sequenceName(target.id)}`)
      }
      await store.useTimeZone(run, timeZoneOf(scope))
      try {
        return await work(run)
      } finally {
        await run(`DROP TABLE IF EXISTS ${INCOMING}`)
      }
    }, scope.signal)
  }

  async query(query: Query, scope: Scope): Promise<EngineResult> {
    const needed = new Map<number, readonly StoredColumn[]>()
    const translated = this.#translate(query, scope, needed)
    const columns = resultColumns(translated)
    const { chunks } = await this.#exclusively(async (run, store) => {
      await this.#tables.make(needed, run)
      await store.useTimeZone(run, timeZoneOf(scope))
      return run(translated.sql)
    }, scope.signal)
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
      await this.#tables.make(needed, run)
      await store.useTimeZone(run, timeZoneOf(scope))
      const count = await collect(run, `SELECT ${items.join(', ')} FROM (${translated.sql}) AS q`)
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
    this.#known = new Map(objects)
    if (this.#store !== undefined) await this.#exclusively((run) => this.#tables.adopt(this.#known, run))
  }

  async close(): Promise<void> {
    const opened = this.#store
    this.#store = undefined
    if (opened !== undefined) await (await opened).close()
  }

  async #deleteRows(id: number, condition: string | undefined): Promise<void> {
    if (!this.#mayHaveRows()) return
    await this.#exclusively(async (run) => {
      if (this.#tables.has(id))
        await run(`DELETE FROM ${storedName(id)}${condition === undefined ? '' : ` WHERE ${condition}`}`)
    })
  }

  /** Whether there can be rows of anything: loaded, or left by an earlier process. */
  #mayHaveRows(): boolean {
    return (
      this.#store !== undefined || (this.#directory !== undefined && existsSync(join(this.#directory, 'rows.duckdb')))
    )
  }

  async #exclusively<T>(work: (run: Run, store: DuckStore) => Promise<T>, signal?: AbortSignal): Promise<T> {
    this.#store ??= this.#open()
    try {
      const store = await this.#opened(this.#store)
      return await store.exclusively((run) => work(run, store), signal)
    } catch (error) {
      signal?.throwIfAborted()
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
    const known = this.#known && new Map([...this.#known].filter(([id]) => !this.#fresh.has(id)))
    await store.exclusively((run) => this.#tables.adopt(known, run))
    return store
  }

  #context(scope: Scope, needed: Map<number, readonly StoredColumn[]>): QueryContext {
    return newContext(translationServices(scope, needed))
  }

  #translate(query: Query, scope: Scope, needed: Map<number, readonly StoredColumn[]>): TranslatedQuery {
    return translateStatementQuery(query, translationServices(scope, needed))
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
      insertServices(),
    )
    const assignments = added.map((column) => quoteDuckIdentifier(column.name)).map((name) => `${name} = g.${name}`)
    await run(
      `UPDATE ${storedName(id)} SET ${assignments.join(', ')} FROM (${source}) AS g WHERE ${storedName(id)}.rowid = g.__rid`,
    )
  }
}
