import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { applyStatement, capabilitiesOf, databaseKey } from 'starrocks-kit/schema'
import { parseStatement } from 'starrocks-kit/language'
import type { Expression, Statement } from 'starrocks-kit/language'
import type {
  ApplyContext,
  Capabilities,
  Column,
  DataType,
  ObjectName,
  SchemaState,
  StatementEffect,
  Target,
} from 'starrocks-kit/schema'
import { withAlteredProperties } from './follow-statement/altered-properties.ts'
import { AnalyzeError } from './analyzed/analyze-query.ts'
import { inferColumnType } from './analyzed/infer-type.ts'
import { unknownFunction } from './analyzed/unknown-function.ts'
import { CatalogError } from './catalog-error.ts'
import { diffCatalogData, replayCatalogChanges } from './data/catalog-change.ts'
import type { CatalogChange } from './data/catalog-change.ts'
import { emptyCatalogData } from './data/catalog-data.ts'
import type { CatalogData, ObjectEntry } from './data/catalog-data.ts'
import { CLUSTER, storageVolumeNames } from './data/cluster-facts.ts'
import { defineChangedViews } from './follow-statement/changed-views.ts'
import { CHECKED_SETTINGS } from './show/frontend-config.ts'
import { withExpressionTexts } from './follow-statement/expression-texts.ts'
import { entryOf, storedObjects, withSchema } from './data/entries.ts'
import { withInactive } from './follow-statement/with-inactive.ts'
import { isActive } from './jobs/alter-job.ts'
import type { AlterJob, AlterJobType } from './jobs/alter-job.ts'
import { busyMessage } from './jobs/busy-message.ts'
import { AppendLog } from './log/append-log.ts'
import { bringRows } from './stored-rows/bring-rows.ts'
import { databaseOf, jobTypeOf, withJob } from './jobs/with-job.ts'
import { alteredTable, movesOf, rollupName } from './follow-statement/statement-facts.ts'
import { recoverDatabase, recoverTable, withRecycled } from './follow-statement/recycle-bin.ts'
import { resourceGroups } from './data/resource-groups.ts'
import type { RowStore } from './stored-rows/row-store.ts'
import { analyzingMessage } from '../sql/analyzing-error.ts'
import { errorText } from '../error-text.ts'

/** Milliseconds for all jobs, or for each type of them. */
export type JobDurations = number | Partial<Readonly<Record<AlterJobType, number>>>

export interface CatalogOptions {
  readonly target: Target
  /** Where the log lives; without it the catalog lives in memory. */
  readonly directory?: string
  /** How long jobs of ALTER take, all or by type, in milliseconds; 0 (the default) ends them within the statement. */
  readonly jobDurationMs?: JobDurations
  /** Stored rows follow the tables. */
  readonly rows?: RowStore
  /** Milliseconds since the epoch. */
  readonly clock?: () => number
  /** Settings of the frontend that were changed. */
  readonly frontendConfig?: ReadonlyMap<string, string>
}

/** The session that sends a statement, and the text that it stands in. */
export interface StatementSource {
  /** The whole text that was parsed: positions in the tree are positions in it. */
  readonly sql: string
  /** The statement alone. */
  readonly text: string
  readonly database?: string
  readonly catalog?: string
}

/**
 * Everything that the server knows of databases, tables, views, jobs and users: a `SchemaState` kept by `applyStatement`, with an entry
 * beside each object for what the schema does not hold. A change is durable when the call that made it resolves.
 */
export class Catalog {
  readonly target: Target
  readonly capabilities: Capabilities
  readonly #durations: JobDurations
  readonly #clock: () => number
  readonly #frontendConfig: ReadonlyMap<string, string>
  readonly #rows: RowStore | undefined
  readonly #log: AppendLog | undefined
  readonly #timers = new Map<number, NodeJS.Timeout>()
  #data: CatalogData
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(options: CatalogOptions, log: AppendLog | undefined, data: CatalogData) {
    this.target = options.target
    this.capabilities = capabilitiesOf(options.target)
    this.#durations = options.jobDurationMs ?? 0
    this.#clock = options.clock ?? Date.now
    this.#frontendConfig = options.frontendConfig ?? new Map()
    this.#rows = options.rows
    this.#log = log
    this.#data = data
  }

  /** Reads the log of the directory, if one is given; jobs that were not done go on. */
  static async open(options: CatalogOptions): Promise<Catalog> {
    if (options.directory === undefined) return new Catalog(options, undefined, emptyCatalogData())
    await mkdir(options.directory, { recursive: true })
    const { log, records } = await AppendLog.open(join(options.directory, 'catalog.log'))
    const data = replayCatalogChanges((records as readonly (readonly CatalogChange[])[]).flat())
    const catalog = new Catalog(options, log, data)
    for (const job of Object.values(data.jobs)) if (isActive(job)) catalog.#schedule(job)
    return catalog
  }

  /** The current state: frozen data, safe to keep. */
  get data(): CatalogData {
    return this.#data
  }

  get schema(): SchemaState {
    return this.#data.schema
  }

  /** In milliseconds. */
  jobDuration(type: AlterJobType): number {
    return typeof this.#durations === 'number' ? this.#durations : (this.#durations[type] ?? 0)
  }

  now(): number {
    return this.#clock()
  }

  /** What the server remembers of an object. */
  entry(name: ObjectName): ObjectEntry | undefined {
    return entryOf(this.#data, databaseKey(name.database, name.catalog), name.name)
  }

  /** Whether a database exists; system databases are not counted. */
  hasDatabase(name: string, catalog?: string): boolean {
    return Object.hasOwn(this.#data.schema.databases, databaseKey(name, catalog))
  }

  /**
   * Runs a statement that changes the schema (or checks one that does not), and returns what it set off.
   * Throws `CatalogError` with the server's code and message when it is refused.
   */
  async apply(statement: Statement, source: StatementSource): Promise<readonly StatementEffect[]> {
    return await this.#exclusively(async () => {
      const context = { ...this.#context(source), source: source.sql }
      this.#refuseBusy(statement, source)
      const before = this.#data
      const result = applyStatement(before.schema, statement, context)
      if (result.kind === 'refused') throw new CatalogError(result.refusal.message, result.refusal.code)
      const job = result.effects.find((effect) => effect.kind === 'Job')
      const jobType = job === undefined ? undefined : jobTypeOf(job.job)
      const lasting =
        job !== undefined &&
        jobType !== undefined &&
        job.job !== 'fast-schema-evolution' &&
        this.jobDuration(jobType) > 0
      if (lasting) {
        await this.#startJob(statement, source, alteredTable(statement, source) ?? job.object, jobType)
        return result.effects
      }
      let next = this.#follow(before, result.state, statement, source, result.effects)
      if (job !== undefined && jobType !== undefined)
        next = withJob(next, alteredTable(statement, source) ?? job.object, jobType, this.now(), {
          state: 'FINISHED',
          ...indexOf(statement),
        })
      await this.#commitWithRows(before, next, statement)
      return result.effects
    })
  }

  /** Changes users, variables or entries: `change` gets the current data and returns the next. */
  async update(change: (data: CatalogData) => CatalogData): Promise<void> {
    await this.#exclusively(async () => {
      await this.#commit(change(this.#data))
    })
  }

  /** RECOVER TABLE. Throws when the recycle bin has no such table, or when its name is taken. */
  async recover(name: ObjectName): Promise<void> {
    await this.update((data) => recoverTable(data, name, this.#unknownCodes()))
  }

  /** RECOVER DATABASE. Throws when the recycle bin has no such database, or when its name is taken. */
  async recoverDatabase(name: string): Promise<void> {
    await this.update((data) => recoverDatabase(data, name, this.#unknownCodes().unknownDatabase))
  }

  #unknownCodes(): { readonly unknownDatabase: number; readonly unknownTable: number } {
    return this.capabilities.ownErrorCodes
      ? { unknownDatabase: 5501, unknownTable: 5502 }
      : { unknownDatabase: 1049, unknownTable: 1051 }
  }

  /** Cancels the running jobs of a table, all or those with these ids. Throws when there is none. */
  async cancelJobs(name: ObjectName, type: AlterJobType, message: string, ids?: readonly number[]): Promise<void> {
    const key = databaseKey(name.database, name.catalog)
    await this.update((data) => {
      const running = Object.values(data.jobs)
        .filter((job) => isActive(job) && job.database === key && job.table === name.name && job.type === type)
        .filter((job) => ids === undefined || ids.includes(job.id))
      if (running.length === 0) {
        const state = type === 'COLUMN' ? 'SCHEMA_CHANGE' : type
        throw new CatalogError(`Table[${name.name}] is not under ${state}/WAITING_STABLE.`)
      }
      const jobs = { ...data.jobs }
      for (const job of running) {
        clearTimeout(this.#timers.get(job.id))
        this.#timers.delete(job.id)
        jobs[job.id] = { ...job, state: 'CANCELLED', finishedAt: this.now(), message }
      }
      return { ...data, jobs }
    })
  }

  /** Tells the row store which tables there are: once, after opening. */
  async reconcileRows(): Promise<void> {
    await this.#rows?.reconcile(storedObjects(this.#data))
  }

  /** ALTER SYSTEM CREATE IMAGE: writes the log anew, without what later changes undid. */
  async compact(): Promise<void> {
    await this.#exclusively(async () => {
      await this.#log?.compact([diffCatalogData(emptyCatalogData(), this.#data)])
    })
  }

  async close(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    await this.#turn.catch(() => undefined)
    await this.#log?.close()
  }

  /** One change at a time: what a statement was checked against is what it changes. */
  async #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work)
    this.#turn = turn.catch(() => undefined)
    return await turn
  }

  /** Rows first, then the catalog, then what is left of the old rows: at each moment a crash leaves rows for the catalog that is there. */
  async #commitWithRows(before: CatalogData, next: CatalogData, statement: Statement): Promise<void> {
    const { data, obsolete } = await bringRows(this.#rows, before, next, statement)
    await this.#commit(data)
    for (const id of obsolete) await this.#rows?.dropTable(id)
  }

  async #commit(next: CatalogData): Promise<void> {
    const changes = diffCatalogData(this.#data, next)
    this.#data = next
    if (changes.length === 0 || this.#log === undefined) return
    await this.#log.append(changes)
    if (this.#log.wantsCompaction) await this.#log.compact([diffCatalogData(emptyCatalogData(), this.#data)])
  }

  /** Entries, view definitions and activity after the schema changed. */
  #follow(
    before: CatalogData,
    schema: SchemaState,
    statement: Statement,
    source: StatementSource,
    effects: readonly StatementEffect[],
  ): CatalogData {
    const altered = withAlteredProperties(schema, statement, source)
    let next = withSchema(before, altered, movesOf(statement, source), { submitted: source.text, now: this.now() })
    try {
      next = withExpressionTexts(next, statement, source)
      next = defineChangedViews(before, next, statement, source, this.target)
    } catch (error) {
      if (error instanceof AnalyzeError) {
        throw new CatalogError(analyzingMessage(error.message, { node: error, source: source.sql }))
      }
      throw error
    }
    next = withRecycled(before, next, statement, { ...source, now: this.now() })
    for (const effect of effects) {
      if (effect.kind === 'Inactivates') next = withInactive(next, effect.view, effect.reason)
    }
    return next
  }

  #context(place: Pick<StatementSource, 'database' | 'catalog'>): ApplyContext {
    return {
      target: this.target,
      expressionType: generatedType,
      unknownFunction: (expression, columns) =>
        Object.keys(this.#data.functions).length > 0 ? undefined : unknownFunction(expression, columns),
      cluster: {
        ...CLUSTER,
        resourceGroups: resourceGroups(this.#data).map((group) => group.name),
        storageVolumes: storageVolumeNames(this.#data),
      },
      frontendConfig: { ...CHECKED_SETTINGS, ...Object.fromEntries(this.#frontendConfig) },
      ...(place.database === undefined ? {} : { currentDatabase: place.database }),
      ...(place.catalog === undefined ? {} : { currentCatalog: place.catalog }),
    }
  }

  #refuseBusy(statement: Statement, source: StatementSource): void {
    const name = alteredTable(statement, source)
    if (name === undefined) return
    const key = databaseKey(name.database, name.catalog)
    const id = entryOf(this.#data, key, name.name)?.id
    const job = Object.values(this.#data.jobs).find((candidate) => isActive(candidate) && candidate.tableId === id)
    if (job !== undefined) throw new CatalogError(busyMessage(job))
  }

  async #startJob(
    statement: Statement,
    source: StatementSource,
    object: ObjectName,
    type: AlterJobType,
  ): Promise<void> {
    const next = withJob(this.#data, object, type, this.now(), {
      state: 'PENDING',
      statement: source.text,
      ...indexOf(statement),
    })
    await this.#commit(next)
    const job = Object.values(next.jobs).at(-1)
    if (job !== undefined) this.#schedule(job, statement, source)
  }

  #schedule(job: AlterJob, statement?: Statement, source?: StatementSource): void {
    const left = Math.max(0, job.createdAt + this.jobDuration(job.type) - this.now())
    const timer = setTimeout(() => {
      this.#timers.delete(job.id)
      void this.#finishJob(job.id, statement, source)
    }, left)
    timer.unref()
    this.#timers.set(job.id, timer)
  }

  /** Carries out what a job was accepted for. A job that can no longer be carried out is cancelled. */
  async #finishJob(id: number, statement?: Statement, source?: StatementSource): Promise<void> {
    await this.#exclusively(async () => {
      const job = this.#data.jobs[id]
      if (job === undefined || !isActive(job)) return
      const before = this.#data
      const alive = Object.values(before.objects[job.database] ?? {}).some((entry) => entry.id === job.tableId)
      const end = (rest: Partial<AlterJob>, data: CatalogData): CatalogData => ({
        ...data,
        jobs: { ...data.jobs, [id]: { ...job, finishedAt: this.now(), state: 'FINISHED', ...rest } },
      })
      try {
        if (!alive) throw new CatalogError(`Table ${job.table} was dropped`)
        const parsed = statement ?? parseStatement(job.statement ?? '')
        const place = source ?? { sql: job.statement ?? '', text: job.statement ?? '', database: databaseOf(job) }
        const result = applyStatement(before.schema, parsed, this.#context(place))
        if (result.kind === 'refused') {
          await this.#commit(end({ state: 'CANCELLED', message: result.refusal.message }, before))
          return
        }
        const next = this.#follow(before, result.state, parsed, place, result.effects)
        await this.#commitWithRows(before, end({}, next), parsed)
      } catch (error) {
        await this.#commit(end({ state: 'CANCELLED', message: errorText(error) }, this.#data))
      }
    })
  }
}

/** The type of a generated column's expression; decimals are not judged. */
function generatedType(expression: Expression, columns: readonly Column[]): DataType | undefined {
  const type = inferColumnType(expression, columns)
  return type === undefined || type.kind === 'null' || type.kind === 'decimal' ? undefined : type
}

function indexOf(statement: Statement): { readonly indexName?: string } {
  const indexName = rollupName(statement)
  return indexName === undefined ? {} : { indexName }
}
