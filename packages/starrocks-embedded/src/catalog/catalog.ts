import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { applyStatement, capabilitiesOf, databaseKey } from 'starrocks-kit/schema'
import { parseStatement } from 'starrocks-kit/language'
import type { Statement } from 'starrocks-kit/language'
import type { ApplyContext, Capabilities, ObjectName, SchemaState, StatementEffect, Target } from 'starrocks-kit/schema'
import { applyContext } from './apply-context.ts'
import { CatalogError } from './catalog-error.ts'
import { diffCatalogData, replayCatalogChanges } from './data/catalog-change.ts'
import type { CatalogChange } from './data/catalog-change.ts'
import { emptyCatalogData } from './data/catalog-data.ts'
import type { CatalogData } from './data/catalog-data.ts'
import { entryNamed, storedObjects } from './data/entries.ts'
import type { ObjectEntry } from './data/object-entry.ts'
import { followStatement } from './follow-statement/follow-statement.ts'
import { recoverDatabase, recoverTable } from './follow-statement/recycle-bin.ts'
import { alteredTable, rollupName } from './follow-statement/statement-facts.ts'
import type { Place, StatementSource } from './statement-source.ts'
import { isActive } from './jobs/alter-job.ts'
import type { AlterJob, AlterJobType } from './jobs/alter-job.ts'
import { activeJobs, withEndedJobs } from './jobs/end-jobs.ts'
import { busyMessage } from './jobs/busy-message.ts'
import { databaseOf, jobTypeOf, withJob } from './jobs/with-job.ts'
import { AppendLog } from './log/append-log.ts'
import { bringRows } from './stored-rows/bring-rows.ts'
import type { RowStore } from './stored-rows/row-store.ts'
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
    return entryNamed(this.#data, name)
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
      let next = this.#follow(before, result, statement, source)
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
    await this.update((data) => {
      const running = activeJobs(data, name, type, ids)
      for (const { id } of running) {
        clearTimeout(this.#timers.get(id))
        this.#timers.delete(id)
      }
      return withEndedJobs(data, running, { state: 'CANCELLED', finishedAt: this.now(), message })
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

  /** The catalog after a statement was applied, durable rows aside. */
  #follow(
    before: CatalogData,
    { state, effects }: { readonly state: SchemaState; readonly effects: readonly StatementEffect[] },
    statement: Statement,
    source: StatementSource,
  ): CatalogData {
    return followStatement(before, { statement, source, schema: state, effects, now: this.now() }, this.target)
  }

  #context(place: Place): ApplyContext {
    return applyContext(this.#data, place, { target: this.target, frontendConfig: this.#frontendConfig })
  }

  #refuseBusy(statement: Statement, source: StatementSource): void {
    const name = alteredTable(statement, source)
    if (name === undefined) return
    const id = this.entry(name)?.id
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
      const end = (data: CatalogData, how: Pick<AlterJob, 'state' | 'message'>): CatalogData =>
        withEndedJobs(data, [job], { finishedAt: this.now(), ...how })
      try {
        if (!alive) throw new CatalogError(`Table ${job.table} was dropped`)
        const parsed = statement ?? parseStatement(job.statement ?? '')
        const place = source ?? { sql: job.statement ?? '', text: job.statement ?? '', database: databaseOf(job) }
        const result = applyStatement(before.schema, parsed, this.#context(place))
        if (result.kind === 'refused') {
          await this.#commit(end(before, { state: 'CANCELLED', message: result.refusal.message }))
          return
        }
        const next = this.#follow(before, result, parsed, place)
        await this.#commitWithRows(before, end(next, { state: 'FINISHED' }), parsed)
      } catch (error) {
        await this.#commit(end(this.#data, { state: 'CANCELLED', message: errorText(error) }))
      }
    })
  }
}

function indexOf(statement: Statement): { readonly indexName?: string } {
  const indexName = rollupName(statement)
  return indexName === undefined ? {} : { indexName }
}
