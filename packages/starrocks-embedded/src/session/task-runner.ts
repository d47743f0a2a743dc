import { randomUUID } from 'node:crypto'
import { ownEntry } from 'starrocks-kit/schema'
import type { Catalog } from '../catalog/catalog.ts'
import type { TaskEntry } from '../catalog/data/cluster-objects.ts'
import type { TaskRun } from '../catalog/data/task-run.ts'
import { errorText } from '../error-text.ts'

/** Runs are remembered up to this number. */
const KEPT_RUNS = 1000
/** The longest that a timer can wait. */
const LONGEST_WAIT_MS = 2 ** 31 - 1

/** Runs the tasks that users submitted: once, or again and again as their schedule says. */
export class TaskRunner {
  readonly #catalog: Catalog
  readonly #execute: (task: TaskEntry) => Promise<void>
  readonly #timers = new Map<string, NodeJS.Timeout>()
  #runs: readonly TaskRun[] = []
  #turn: Promise<unknown> = Promise.resolve()

  constructor(catalog: Catalog, execute: (task: TaskEntry) => Promise<void>) {
    this.#catalog = catalog
    this.#execute = execute
  }

  get runs(): readonly TaskRun[] {
    return this.#runs
  }

  /** Goes on with the schedules of an earlier process. */
  resume(): void {
    for (const task of Object.values(this.#catalog.data.tasks)) if (task.schedule !== undefined) this.#schedule(task)
  }

  add(task: TaskEntry): void {
    if (task.schedule === undefined) this.#start(task)
    else this.#schedule(task)
  }

  remove(name: string): void {
    clearTimeout(this.#timers.get(name))
    this.#timers.delete(name)
  }

  /** Ends all schedules; resolves when no task runs. */
  async close(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    await this.#turn
  }

  #schedule(task: TaskEntry): void {
    const { start = 0, seconds = 1 } = task.schedule ?? {}
    const period = seconds * 1000
    const elapsed = this.#catalog.now() - start
    const wait = elapsed < 0 ? -elapsed : elapsed === 0 ? 0 : period - (elapsed % period)
    const timer = setTimeout(
      () => {
        if (this.#catalog.now() >= start) this.#start(task)
        if (ownEntry(this.#catalog.data.tasks, task.name) !== undefined) this.#schedule(task)
      },
      Math.min(wait, LONGEST_WAIT_MS),
    )
    timer.unref()
    this.#timers.set(task.name, timer)
  }

  #start(task: TaskEntry): void {
    const run: TaskRun = {
      queryId: randomUUID(),
      taskName: task.name,
      database: task.database,
      definition: task.definition,
      state: 'PENDING',
      createdAt: this.#catalog.now(),
      force: false,
    }
    this.#remember(run)
    const work = async (): Promise<void> => {
      this.#remember({ ...run, state: 'RUNNING' })
      try {
        await this.#execute(task)
        this.#remember({ ...run, state: 'SUCCESS', finishedAt: this.#catalog.now() })
      } catch (error) {
        const errorMessage = errorText(error)
        this.#remember({ ...run, state: 'FAILED', finishedAt: this.#catalog.now(), errorMessage })
      }
    }
    this.#turn = this.#turn.then(work, work)
  }

  #remember(run: TaskRun): void {
    const others = this.#runs.filter((candidate) => candidate.queryId !== run.queryId)
    this.#runs = [...others, run].slice(-KEPT_RUNS)
  }
}
