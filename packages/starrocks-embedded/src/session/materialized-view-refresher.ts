import { randomUUID } from 'node:crypto'
import { databaseKey, findMaterializedView } from 'starrocks-kit/schema'
import { parseQuery } from 'starrocks-kit/language'
import type { ObjectName } from 'starrocks-kit/schema'
import { entryOf } from '../catalog/data/entries.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { TaskRun } from '../catalog/data/task-run.ts'
import type { Engine } from '../engine/engine.ts'
import type { Scope } from '../sql/scope.ts'
import { rowColumns } from './catalog-scope.ts'
import { errorText } from '../error-text.ts'

/** Runs are remembered up to this number. */
const KEPT_RUNS = 1000

/** Refreshes materialized views, one after another, and remembers the runs. */
export class MaterializedViewRefresher {
  readonly #catalog: Catalog
  readonly #engine: Engine
  readonly #scopeFor: (database: string) => Scope
  #runs: readonly TaskRun[] = []
  #turn: Promise<unknown> = Promise.resolve()

  constructor(catalog: Catalog, engine: Engine, scopeFor: (database: string) => Scope) {
    this.#catalog = catalog
    this.#engine = engine
    this.#scopeFor = scopeFor
  }

  get runs(): readonly TaskRun[] {
    return this.#runs
  }

  /** Starts a refresh; `done` resolves when it has ended, well or not. Undefined when there is no such asynchronous view. */
  start(name: ObjectName, force = false): { readonly queryId: string; readonly done: Promise<TaskRun> } | undefined {
    const view = findMaterializedView(this.#catalog.schema, name)
    const entry = this.#catalog.entry(name)
    if (view?.refresh === undefined || entry?.definition === undefined) return undefined
    const { definition } = entry
    const run: TaskRun = {
      queryId: randomUUID(),
      taskName: `mv-${entry.id}`,
      viewId: entry.id,
      database: name.database,
      definition: `insert overwrite \`${name.name}\` ${definition.inlineText}`,
      state: 'PENDING',
      createdAt: this.#catalog.now(),
      force,
    }
    this.#remember(run)
    const work = async (): Promise<TaskRun> => {
      this.#remember({ ...run, state: 'RUNNING' })
      try {
        const query = parseQuery(definition.query)
        const { affectedRows } = await this.#engine.refresh(
          entry.id,
          rowColumns(definition.columns),
          query,
          this.#scopeFor(definition.database),
        )
        return this.#remember({ ...run, state: 'SUCCESS', finishedAt: this.#catalog.now(), rows: affectedRows })
      } catch (error) {
        const errorMessage = errorText(error)
        return this.#remember({ ...run, state: 'FAILED', finishedAt: this.#catalog.now(), errorMessage })
      }
    }
    const done = this.#turn.then(work, work)
    this.#turn = done
    return { queryId: run.queryId, done }
  }

  /** Starts the refresh of the views that follow the changes of a table (ASYNC without EVERY). */
  tableChanged(table: ObjectName): void {
    for (const database of Object.values(this.#catalog.schema.databases)) {
      for (const view of Object.values(database.materializedViews)) {
        if (view.refresh?.mode !== 'ASYNC' || view.refresh.every !== undefined) continue
        const entry = entryOf(this.#catalog.data, databaseKey(database.name, database.catalog), view.name)
        if (entry === undefined || entry.inactiveReason !== undefined) continue
        const reads = entry.definition?.dependencies.some(
          (dependency) => dependency.database === table.database && dependency.name === table.name,
        )
        if (reads === true) this.start({ database: database.name, name: view.name })
      }
    }
  }

  /** Resolves when no refresh runs or waits. */
  async idle(): Promise<void> {
    await this.#turn
  }

  #remember(run: TaskRun): TaskRun {
    const others = this.#runs.filter((candidate) => candidate.queryId !== run.queryId)
    this.#runs = [...others, run].slice(-KEPT_RUNS)
    return run
  }
}
