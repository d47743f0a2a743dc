import { randomUUID } from 'node:crypto'
import { TooFewBackendsError, UnknownTableError } from '../connection/index.ts'
import type { Connection } from '../connection/index.ts'
import { quoteIdentifier } from '../language/index.ts'
import type { Operation } from '../operations/index.ts'
import { compact } from '../util/compact.ts'
import { VERSION } from '../util/version.ts'
import { identity, now } from './run/application.ts'
import { editedRevisions } from './ledger/edited.ts'
import type { EditedRevision } from './ledger/edited.ts'
import { headsOf, Ledger, nextSequence, unfinishedOf } from './ledger/ledger.ts'
import type { LedgerOptions } from './ledger/ledger.ts'
import type { LedgerRow } from './ledger/ledger-row.ts'
import { DatabaseLock } from './lock/lock.ts'
import type { HeldLock, LockOptions, MigrationLock } from './lock/lock.ts'
import { lookUp } from './run/look-up.ts'
import { LedgerReplicationError, UnknownAppliedRevisionError } from './migration-errors.ts'
import { NothingToResolveError } from './resolve-errors.ts'
import { resolvedRows } from './resolve.ts'
import type { Resolution, ResolvedStatement } from './resolve.ts'
import { RevisionPlanner } from './planner.ts'
import type { PlannerContext, RevisionPlan } from './planner.ts'
import type { RevisionGraph } from './revisions/revision-graph.ts'
import { applyHeadsChange, headsChange, revisionPath } from './revisions/revision-paths.ts'
import { halfAppliedFirst } from './run/half-applied.ts'
import { NO_ARGUMENTS } from './script/run-arguments.ts'
import { schemaDifferences } from './schema-differences.ts'
import { stampChange, stampFacts } from './stamp-change.ts'
import type { Direction, Revision } from './revisions/revision.ts'
import { runRevision } from './run/runner.ts'
import type { RunOptions } from './run/run-options.ts'
import { tellVersion } from './run/version-hook.ts'
import type { VersionApplied, VersionHook } from './run/version-hook.ts'

export interface MigratorContext extends PlannerContext {
  readonly connection: Connection
  readonly ledger?: LedgerOptions
  /** The lock of the database unless given. */
  readonly lock?: MigrationLock
  /** How the lock of the database is waited for. */
  readonly lockOptions?: LockOptions
  /** Told of each change of the applied heads, once it is written down. */
  readonly onVersionApply?: VersionHook
}

/** What a database says of its revisions. */
export interface CurrentState {
  /** Ids of the applied heads. */
  readonly heads: readonly string[]
  /** A revision that was begun and not completed. */
  readonly unfinished?: { readonly revision: string; readonly direction: Direction; readonly error?: string }
}

export interface MigrationResult {
  /** What was run, in this order; empty when there was nothing to do. */
  readonly revisions: readonly Revision[]
  /** The applied heads afterwards. */
  readonly heads: readonly string[]
  /**
   * What a downgrade has left that the applied revisions do not make, as what would take it back: StarRocks could not, or the revision did not. Absent
   * where nothing is left.
   */
  readonly notTakenBack?: readonly Operation[]
}

/** Brings one database from revision to revision, and keeps its ledger. */
export class Migrator {
  readonly #connection: Connection
  readonly #planner: RevisionPlanner
  readonly #ledger: Ledger
  readonly #lock: MigrationLock
  readonly #database: string
  readonly #tell: (event: Omit<VersionApplied, 'connection' | 'args'>) => Promise<void>

  constructor(context: MigratorContext) {
    this.#connection = context.connection
    this.#database = context.defaultDatabase
    const { connection, args = NO_ARGUMENTS, onVersionApply } = context
    this.#tell = (event) => tellVersion(onVersionApply, { ...event, connection, args })
    this.#planner = new RevisionPlanner(context)
    // Named in full, so that the ledger is found whatever the session's current database is.
    this.#ledger = new Ledger({ database: context.defaultDatabase, ...context.ledger })
    this.#lock =
      context.lock ??
      new DatabaseLock({
        ...context.lockOptions,
        connection: context.connection,
        database: context.ledger?.database ?? context.defaultDatabase,
        lastFence: () => this.#ledger.lastFence(this.#connection),
      })
  }

  graph(): Promise<RevisionGraph> {
    return this.#planner.graph()
  }

  /** What is applied. Nothing is written; a database without a ledger is at the base. */
  async current(): Promise<CurrentState> {
    const markers = await this.#ledger.readMarkers(this.#connection)
    const unfinished = unfinishedOf(markers)
    if (unfinished === undefined || unfinished.direction === 'stamp') return { heads: headsOf(markers) }
    const { revision, direction, error } = unfinished
    return { heads: headsOf(markers), unfinished: { revision, direction, ...(error === undefined ? {} : { error }) } }
  }

  /** What is not applied yet, in the order of applying. */
  async pending(target = 'heads'): Promise<readonly Revision[]> {
    const { heads } = await this.current()
    const graph = await this.#knownGraph(heads)
    return graph.upgradePath(target, heads)
  }

  /** What an upgrade or downgrade would run; nothing is run. */
  async plan(direction: Direction, target: string): Promise<readonly RevisionPlan[]> {
    const { heads } = await this.current()
    const graph = await this.#knownGraph(heads)
    return await this.#planner.planFor(revisionPath(graph, direction, target, heads), direction, heads)
  }

  /**
   * Applies what leads to the target: `head` unless given. Everything is planned before anything runs; a revision that an earlier run left
   * half-applied is continued behind its last completed statement.
   *
   * @throws RevisionPlanError before anything runs; MigrationFailedError at a statement; errors of the graph and of revision files.
   */
  upgrade(target = 'head', options: RunOptions = {}): Promise<MigrationResult> {
    return this.#migrate('upgrade', target, options)
  }

  /** Takes back what follows the target: `-1`, `base`, an id. */
  downgrade(target: string, options: RunOptions = {}): Promise<MigrationResult> {
    return this.#migrate('downgrade', target, options)
  }

  /**
   * Writes down that the database is at the target (or at several, of different branches), and runs nothing. It also ends a half-applied revision that was completed by hand.
   *
   * @param options `purge` forgets all applied revisions first, those without a file too.
   */
  stamp(target: string | readonly string[], options: { readonly purge?: boolean } = {}): Promise<MigrationResult> {
    return this.#lock.run(async ({ fence }) => {
      const markers = await this.#ledger.readMarkers(this.#connection)
      const heads = headsOf(markers)
      const graph = options.purge === true ? await this.#planner.graph() : await this.#knownGraph(heads)
      const change = stampChange(graph, typeof target === 'string' ? [target] : target, heads, options.purge === true)
      await this.#createLedger()
      const row: LedgerRow = {
        sequence: nextSequence(markers),
        ...stampFacts(change),
        ...identity(),
        runId: randomUUID(),
        ...compact({ fence }),
        startedAt: now(),
        finishedAt: now(),
      }
      await this.#ledger.write(this.#connection, [row])
      const after = applyHeadsChange(heads, change)
      await this.#tell({ direction: 'stamp', headsBefore: heads, heads: after })
      return { revisions: [], heads: after }
    })
  }

  /**
   * Tells what became of the statement at which a run has stopped, where that cannot be looked up.
   *
   * @param how `applied`: it was carried out, the next run goes on behind it. `retry`: it was not, the next run sends it again. `rolled-back`:
   * everything that the revision did was undone by hand, it counts as never begun.
   * @throws NothingToResolveError
   */
  resolve(how: Resolution): Promise<ResolvedStatement> {
    return this.#lock.run(async ({ fence }) => {
      const markers = await this.#ledger.readMarkers(this.#connection)
      const marker = unfinishedOf(markers)
      if (marker === undefined || marker.direction === 'stamp')
        throw new NothingToResolveError(this.#connection.description)
      const steps = await this.#ledger.readSteps(this.#connection, marker)
      const stopped = steps.find(({ state }) => state !== 'done')
      const rows = resolvedRows(how, marker, stopped, now())
      await this.#createLedger()
      await this.#ledger.write(
        this.#connection,
        rows.map((row) => ({ ...row, ...identity(), ...compact({ fence }) })),
      )
      const { revision, direction } = marker
      return { revision, direction, ...compact({ step: stopped?.step, statement: stopped?.statement }) }
    })
  }

  /** Applied revisions whose files say something else by now than what has run. @throws RevisionPlanError */
  async edited(): Promise<readonly EditedRevision[]> {
    const markers = await this.#ledger.readMarkers(this.#connection)
    const heads = headsOf(markers)
    const graph = await this.#knownGraph(heads)
    const path = graph.inOrder(graph.ancestors(heads, { dependencies: true }))
    return editedRevisions(markers, await this.#planner.planFor(path, 'upgrade', []))
  }

  /** What the files of these revisions say now counts as what has run: of all edited ones unless given. */
  acceptEdits(revisions?: readonly string[]): Promise<readonly string[]> {
    return this.#lock.run(async ({ fence }) => {
      const edited = (await this.edited()).filter(({ revision }) => revisions?.includes(revision) !== false)
      const rows = edited.map(({ marker, hash }) => ({ ...marker, hash, toolVersion: VERSION, ...compact({ fence }) }))
      if (rows.length > 0) {
        await this.#createLedger()
        await this.#ledger.write(this.#connection, rows)
      }
      return edited.map(({ revision }) => revision)
    })
  }

  async #migrate(direction: Direction, target: string, options: RunOptions): Promise<MigrationResult> {
    // Who finds nothing to do waits for nobody, and needs no privilege to write.
    const applied = await this.current()
    if (applied.unfinished === undefined) {
      const graph = await this.#knownGraph(applied.heads)
      if (revisionPath(graph, direction, target, applied.heads).length === 0)
        return { revisions: [], heads: applied.heads }
    }
    const work = async (lock: HeldLock): Promise<MigrationResult> => {
      const markers = await this.#ledger.readMarkers(this.#connection)
      let heads = headsOf(markers)
      const graph = await this.#knownGraph(heads)
      const unfinished = unfinishedOf(markers)
      const path = halfAppliedFirst(unfinished, direction, revisionPath(graph, direction, target, heads))
      const plans = await this.#planner.planFor(path, direction, heads)
      if (plans.length === 0) return { revisions: [], heads }
      const ran = new Set(markers.filter(({ direction: way }) => way === 'upgrade').map(({ revision }) => revision))
      await options.approve?.(plans, { hasRun: (revision) => ran.has(revision) })

      await this.#useDatabase()
      await this.#createLedger()
      const runId = randomUUID()
      let sequence = nextSequence(markers)
      for (const planned of plans) {
        const resumed = planned.revision.id === unfinished?.revision ? unfinished : undefined
        const change = headsChange(graph, planned, heads)
        await runRevision(
          this.#connection,
          this.#ledger,
          {
            planned,
            change,
            sequence: resumed?.sequence ?? sequence++,
            runId,
            lock,
            lookUp: (index) => lookUp(this.#connection, this.#planner, planned, index),
            ...(resumed === undefined ? {} : { earlier: await this.#ledger.readSteps(this.#connection, resumed) }),
          },
          options,
        )
        const headsBefore = heads
        heads = applyHeadsChange(heads, change)
        await this.#tell({ direction, revision: planned.revision, headsBefore, heads })
      }
      const notTakenBack = await this.#notTakenBack(plans.at(-1), heads)
      return { revisions: path, heads, ...(notTakenBack.length === 0 ? {} : { notTakenBack }) }
    }
    return this.#lock.run(work, compact({ signal: options.signal }))
  }

  /** Asked of the catalog model, which knows what every statement has left. */
  async #notTakenBack(last: RevisionPlan | undefined, heads: readonly string[]): Promise<readonly Operation[]> {
    if (last?.direction !== 'downgrade') return []
    const graph = await this.#planner.graph()
    const made = await this.#planner.stateAt(graph.inOrder(graph.ancestors(heads, { dependencies: true })))
    return schemaDifferences(this.#planner.stateAfter(last), made, this.#planner.context)
  }

  /** Creates the ledger, unless it is there; one of an older version gets the columns that it lacks. */
  async ensureLedger(): Promise<void> {
    await this.#createLedger()
  }

  /** Carries a ledger of an older version up, and tells the columns that it lacked; undefined when there is no ledger. */
  async carryLedgerUp(): Promise<readonly string[] | undefined> {
    try {
      return await this.#lock.run(() => this.#ledger.carryUp(this.#connection))
    } catch (error) {
      if (error instanceof UnknownTableError) return undefined
      throw error
    }
  }

  async #createLedger(): Promise<void> {
    try {
      await this.#ledger.ensure(this.#connection)
    } catch (error) {
      if (error instanceof TooFewBackendsError) throw new LedgerReplicationError(error)
      throw error
    }
  }

  /** Statements name the objects of the default database without it. */
  async #useDatabase(): Promise<void> {
    if (this.#connection.database !== this.#database)
      await this.#connection.query(`USE ${quoteIdentifier(this.#database)}`)
  }

  /** The graph, after making sure that it knows what is applied. */
  async #knownGraph(heads: readonly string[]): Promise<RevisionGraph> {
    const graph = await this.#planner.graph()
    const unknown = heads.find((id) => graph.find(id) === undefined)
    if (unknown !== undefined) throw new UnknownAppliedRevisionError(unknown, this.#connection.description)
    return graph
  }
}
