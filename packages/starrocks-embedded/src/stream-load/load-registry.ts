import type { Catalog } from '../catalog/catalog.ts'
import { isOpen } from '../catalog/loads/load-entry.ts'
import type { LoadEntry } from '../catalog/loads/load-entry.ts'
import type { LoadLogs } from '../catalog/loads/load-logs.ts'
import { withLoad } from '../catalog/loads/with-load.ts'
import { LoadError } from './load-error.ts'

/** The loads of a server: which label is taken, what became of them, and what was wrong with their rows. */
export class LoadRegistry {
  readonly #catalog: Catalog
  readonly #logs: LoadLogs
  readonly #origin: () => string
  /** Loads that this process runs. */
  readonly #open = new Set<number>()

  /** `origin` is where error logs are served: `http://host:port`. */
  constructor(catalog: Catalog, logs: LoadLogs, origin: () => string) {
    this.#catalog = catalog
    this.#logs = logs
    this.#origin = origin
  }

  /** Loads that have not ended, by id. */
  get open(): readonly number[] {
    return [...this.#open]
  }

  /** Takes a label. Throws `LoadError` when it belongs to a load that runs or is done. */
  async begin(load: Pick<LoadEntry, 'label' | 'database' | 'table' | 'user' | 'timeoutSeconds'>): Promise<LoadEntry> {
    const now = this.#catalog.now()
    let begun: LoadEntry | undefined
    await this.#catalog.update((data) => {
      const holder = this.find(load.database, load.label)
      if (holder !== undefined) {
        throw new LoadError(
          `Label [${load.label}] has already been used.`,
          'LABEL_ALREADY_EXISTS',
          holder.state === 'FINISHED' ? 'FINISHED' : 'RUNNING',
        )
      }
      begun = {
        ...load,
        id: data.nextId,
        txnId: data.nextId + 1,
        state: 'LOADING',
        createdAt: now,
        loadedRows: 0,
        filteredRows: 0,
        unselectedRows: 0,
        bytes: 0,
      }
      this.#open.add(begun.id)
      return withLoad({ ...data, nextId: data.nextId + 2 }, begun, now)
    })
    if (begun === undefined) throw new LoadError(`Load label: ${load.label} begin transacton failed`)
    return begun
  }

  /** The load that has a label: it runs, or it is done. */
  find(database: string, label: string): LoadEntry | undefined {
    return Object.values(this.#catalog.data.loads).find(
      (load) => load.database === database && load.label === label && (load.state === 'FINISHED' || isOpen(load)),
    )
  }

  /** Writes down how far a load is; one that has ended frees its label, or keeps it for good. */
  async change(load: LoadEntry): Promise<void> {
    await this.#catalog.update((data) => withLoad(data, load, this.#catalog.now()))
    if (!isOpen(load)) this.#open.delete(load.id)
  }

  /** Keeps the error log of a load; returns where it can be read. */
  keepLog(load: LoadEntry, lines: readonly string[]): string {
    return `${this.#origin()}/api/_load_error_log?file=${this.#logs.keep(load.id, lines)}`
  }

  log(name: string): string | undefined {
    return this.#logs.get(name)
  }
}
