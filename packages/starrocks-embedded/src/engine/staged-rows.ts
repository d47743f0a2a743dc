import type { LoadMapping, PlannedLoad } from '../sql/dml/load.ts'
import type { Scope } from '../sql/scope.ts'
import type { DuckStore } from './duck-store.ts'
import type { Run } from './run.ts'
import { type LoadEnd, type LoadResult, loadRows } from './load-rows.ts'

/** A row that was read from outside: its text, and the texts of its fields. */
export interface StagedRow {
  readonly raw: string
  readonly values: readonly (string | null)[]
}

/** What is loaded, and where. */
export interface LoadRequest {
  /** The table, as a statement names it. */
  readonly table: readonly string[]
  readonly mapping: LoadMapping
}

/** What staging asks of the engine. */
interface StagingServices {
  /** Analyses a load from a staging table; nothing runs yet. */
  plan(
    request: LoadRequest,
    staged: string,
    scope: Scope,
  ): { readonly plan: PlannedLoad; run<T>(work: (run: Run) => Promise<T>): Promise<T> }
  exclusively<T>(work: (run: Run, store: DuckStore) => Promise<T>): Promise<T>
}

/** Rows from outside, kept aside until they are loaded into a table. */
export class StagedRows {
  readonly #name: string
  readonly #services: StagingServices
  #made = false

  constructor(id: number, services: StagingServices) {
    this.#name = `sr_staged_${id}`
    this.#services = services
  }

  /** Throws what `load` would throw of the request itself, whatever the rows. */
  check(request: LoadRequest, scope: Scope): void {
    this.#services.plan(request, `temp.${this.#name}`, scope)
  }

  /** Adds rows in their order; all have the same number of fields. */
  async append(rows: readonly StagedRow[]): Promise<void> {
    const [first] = rows
    if (first === undefined) return
    await this.#services.exclusively(async (run, store) => {
      await this.#make(first.values.length, run)
      await store.append(
        this.#name,
        rows.map(({ raw, values }) => [raw, ...values]),
      )
    })
  }

  /** Loads the rows. They stay until `discard`. */
  async load(request: LoadRequest, end: LoadEnd, scope: Scope): Promise<LoadResult> {
    const planned = this.#services.plan(request, `temp.${this.#name}`, scope)
    return await planned.run(async (run) => {
      await this.#make(request.mapping.fields.length, run)
      return await loadRows(planned.plan, run, end)
    })
  }

  async discard(): Promise<void> {
    if (!this.#made) return
    this.#made = false
    await this.#services.exclusively((run) => run(`DROP TABLE IF EXISTS temp.${this.#name}`))
  }

  async #make(width: number, run: Run): Promise<void> {
    if (this.#made) return
    const fields = Array.from({ length: width }, (_, index) => `c${index} VARCHAR`)
    await run(`CREATE TEMP TABLE ${this.#name} (${['raw VARCHAR', ...fields].join(', ')})`)
    this.#made = true
  }
}
