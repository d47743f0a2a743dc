import { findObject } from 'starrocks-kit/schema'
import type { Table } from 'starrocks-kit/schema'
import { CatalogError } from '../catalog/catalog-error.ts'
import { LabelTakenError } from '../catalog/loads/label-taken-error.ts'
import type { LoadEntry } from '../catalog/loads/load-entry.ts'
import { EngineError } from '../sql/engine-error.ts'
import { TOLD_ROWS } from '../engine/load-rows.ts'
import type { LoadResult } from '../engine/load-rows.ts'
import type { LoadRequest, StagedRow, StagedRows } from '../engine/staged-rows.ts'
import { recordPartitions } from '../session/partitions/automatic-partitions.ts'
import { SessionState } from '../session/session-state.ts'
import type { ServerState } from '../session/server-state.ts'
import type { ConnectionInfo } from '../wire/handler.ts'
import { ServerError } from '../wire/server-error.ts'
import { columnMapping } from './column-mapping.ts'
import { CsvReader } from './csv-reader.ts'
import { JsonReader } from './json-reader.ts'
import { LoadError } from './load-error.ts'
import type { LoadOptions } from './load-options.ts'
import type { RowReader } from './row-reader.ts'

export interface LoadUser {
  readonly name: string
  readonly host: string
}

/** Rows are staged in parts of this many. */
const BATCH_ROWS = 8192

/** How long each part of a load took, in milliseconds. */
export interface LoadTimes {
  readonly begin: number
  readonly plan: number
  readonly read: number
  readonly write: number
  readonly commit: number
  readonly whole: number
}

/** One load, from its label to its end. */
export class StreamLoad {
  readonly #server: ServerState
  readonly #origin: () => string
  readonly #user: LoadUser
  readonly #started = performance.now()
  readonly #times = { begin: 0, plan: 0, read: 0, write: 0, commit: 0 }
  #entry: LoadEntry
  #plan: { readonly request: LoadRequest; readonly options: LoadOptions; readonly session: SessionState } | undefined
  #reader: RowReader | undefined
  #staged: StagedRows | undefined
  #waiting: readonly StagedRow[] = []
  #bytes = 0
  /** Of the rows that came, whatever became of them. */
  result: LoadResult = {
    totalRows: 0,
    loadedRows: 0,
    filteredRows: 0,
    unselectedRows: 0,
    errors: [],
  }

  private constructor(server: ServerState, origin: () => string, user: LoadUser, entry: LoadEntry, begun: number) {
    this.#server = server
    this.#origin = origin
    this.#user = user
    this.#entry = entry
    this.#times.begin = begun
  }

  /** Takes the label. Error logs are served under `origin`. Throws `LoadError`: unknown database or table, or a label that is taken. */
  static async begin(
    server: ServerState,
    origin: () => string,
    user: LoadUser,
    load: Pick<LoadEntry, 'label' | 'database' | 'table' | 'timeoutSeconds'>,
  ): Promise<StreamLoad> {
    const started = performance.now()
    tableOf(server, load.database, load.table)
    const entry = await translated(() => server.loads.begin({ ...load, type: 'STREAM_LOAD', user: user.name }))
    return new StreamLoad(server, origin, user, entry, performance.now() - started)
  }

  get entry(): LoadEntry {
    return this.#entry
  }

  get bytes(): number {
    return this.#bytes
  }

  get times(): LoadTimes {
    return { ...this.#times, whole: performance.now() - this.#started }
  }

  /** Readies the load for its rows. Throws `LoadError` when table and options do not go together. */
  open(options: LoadOptions): void {
    if (this.#plan !== undefined) return
    const started = performance.now()
    const { database, table } = this.#entry
    const mapping = columnMapping(options, tableOf(this.#server, database, table))
    const session = new SessionState(this.#server, this.#user, NO_CONNECTION)
    session.place.use([database])
    session.variables.set('time_zone', options.timeZone)
    const request = { table: [database, table], mapping }
    const staged = this.#server.engine.stage()
    translated(() => staged.check(request, session.scope()))
    this.#staged = staged
    this.#plan = { request, options, session }
    this.#reader =
      options.format === 'csv'
        ? new CsvReader(options.csv, mapping.fields.length)
        : new JsonReader(options.json, mapping.fields)
    this.#times.plan += performance.now() - started
  }

  /** Takes bytes of the rows. Throws `LoadError`. */
  async push(bytes: Buffer): Promise<void> {
    const started = performance.now()
    this.#bytes += bytes.length
    this.#take(this.#reader?.push(bytes) ?? [])
    if (this.#waiting.length >= BATCH_ROWS) await this.#stage()
    this.#times.read += performance.now() - started
  }

  /** No more bytes of this text come; others may follow. Throws `LoadError`. */
  async endText(): Promise<void> {
    const started = performance.now()
    this.#take(this.#reader?.end() ?? [])
    await this.#stage()
    this.#times.read += performance.now() - started
  }

  /** Tries the load, and holds it ready. Throws `LoadError`. */
  async prepare(): Promise<void> {
    await this.#run(false)
    await this.#change({ state: 'PREPARED' })
  }

  /** Brings the rows into the table, all or none. Throws `LoadError`, after which the load is cancelled. */
  async commit(): Promise<void> {
    await this.#run(true)
    const { database, table: name } = this.#entry
    if (this.#plan !== undefined) await recordPartitions({ database, name }, this.#plan.session)
    this.#server.refresher.tableChanged({ database, name })
    await this.#end({ state: 'FINISHED' })
  }

  /** Gives the load up: nothing of it is loaded, its label is free again. */
  async cancel(reason: string): Promise<void> {
    await this.#end({ state: 'CANCELLED', errorMessage: reason })
  }

  async #run(commit: boolean): Promise<void> {
    const plan = this.#plan
    const staged = this.#staged
    if (plan === undefined || staged === undefined) throw new LoadError(NO_ROWS)
    const started = performance.now()
    const result = await translated(() =>
      staged.load(
        plan.request,
        {
          maxFilterRatio: plan.options.maxFilterRatio,
          filteredBefore: this.#reader?.filtered ?? 0,
          ...(commit ? { commit: { id: this.#entry.id, open: this.#server.loads.open } } : {}),
        },
        plan.session.scope(),
      ),
    )
    this.#times[commit ? 'commit' : 'write'] += performance.now() - started
    this.result = result
    if (result.refusal !== undefined) throw new LoadError(result.refusal === 'no rows' ? NO_ROWS : result.refusal)
  }

  #take(rows: readonly StagedRow[]): void {
    if (rows.length > 0) this.#waiting = this.#waiting.concat(rows)
  }

  async #stage(): Promise<void> {
    const rows = this.#waiting
    this.#waiting = []
    await this.#staged?.append(rows)
  }

  async #change(change: Partial<LoadEntry>): Promise<void> {
    const { loadedRows, filteredRows, unselectedRows } = this.result
    this.#entry = { ...this.#entry, loadedRows, filteredRows, unselectedRows, bytes: this.#bytes, ...change }
    await this.#server.loads.change(this.#entry)
  }

  async #end(change: Partial<LoadEntry>): Promise<void> {
    const errors = [...(this.#reader?.errors ?? []), ...this.result.errors].slice(0, TOLD_ROWS)
    this.#waiting = []
    await this.#change({
      ...change,
      finishedAt: this.#server.catalog.now(),
      ...(errors.length === 0 ? {} : { trackingUrl: this.#keepLog(errors) }),
    })
    await this.#staged?.discard()
  }

  #keepLog(lines: readonly string[]): string {
    return `${this.#origin()}/api/_load_error_log?file=${this.#server.loads.logs.keep(this.#entry.id, lines)}`
  }
}

/** ERR_NO_ROWS_IMPORTED (`empty_load_as_error`). */
const NO_ROWS = 'No rows were imported from upstream'

/** A load has no connection of the protocol: nothing can be killed through it. */
const NO_CONNECTION: ConnectionInfo = {
  connectionId: 0,
  host: '',
  port: 0,
  secure: false,
  attributes: {},
  cancel: () => {},
  disconnect: () => {},
}

/** The table that is loaded into (FrontendServiceImpl.loadTxnBeginImpl and streamLoadPutImpl). Throws `LoadError`. */
function tableOf(server: ServerState, database: string, name: string): Table {
  if (!server.catalog.hasDatabase(database)) {
    throw new LoadError(`unknown database, database=${database}`, 'ANALYSIS_ERROR')
  }
  const object = findObject(server.catalog.schema, { database, name })
  switch (object?.kind) {
    case 'Table':
      return object
    case 'MaterializedView':
      throw new LoadError(
        `The data of '${name}' cannot be inserted because '${name}' is a materialized view,and the data of materialized view must be consistent with the base table.`,
        'ANALYSIS_ERROR',
      )
    case 'View':
    case 'UnsupportedObject':
      throw new LoadError(
        `load table type is not OlapTable, type=class com.starrocks.catalog.${object.kind === 'View' ? 'View' : 'Table'}`,
        'ANALYSIS_ERROR',
      )
    case undefined:
      throw new LoadError(`unknown table "${database}.${name}"`, 'ANALYSIS_ERROR')
  }
}

/** Refusals of catalog and engine are refusals of the load. */
function translated<T>(work: () => T): T {
  const refusal = (error: unknown): unknown => {
    if (error instanceof LabelTakenError) {
      const done = error.holder.state === 'FINISHED'
      return new LoadError(error.message, 'LABEL_ALREADY_EXISTS', done ? 'FINISHED' : 'RUNNING')
    }
    return error instanceof EngineError || error instanceof CatalogError || error instanceof ServerError
      ? new LoadError(error.message, 'ANALYSIS_ERROR')
      : error
  }
  try {
    const done = work()
    return done instanceof Promise ? (done.catch((error: unknown) => Promise.reject(refusal(error))) as T) : done
  } catch (error) {
    throw refusal(error)
  }
}
