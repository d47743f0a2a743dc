import type { Catalog } from '../catalog.ts'
import { CatalogError } from '../catalog-error.ts'
import { LabelTakenError } from './label-taken-error.ts'
import { isOpen } from './load-entry.ts'
import type { LoadEntry } from './load-entry.ts'
import { LoadLogs } from './load-logs.ts'
import { withLoad } from './with-load.ts'

/** The loads of a server: which label is taken, what became of them, and what was wrong with their rows. */
export class Loads {
  readonly #catalog: Catalog
  readonly logs = new LoadLogs()
  /** Loads that this process runs. */
  readonly #open = new Set<number>()

  constructor(catalog: Catalog) {
    this.#catalog = catalog
  }

  /** Loads that have not ended, by id. */
  get open(): readonly number[] {
    return [...this.#open]
  }

  /** Takes a label. Throws `LabelTakenError`. */
  async begin(
    load: Pick<LoadEntry, 'type' | 'label' | 'database' | 'table' | 'user' | 'timeoutSeconds'>,
  ): Promise<LoadEntry> {
    const now = this.#catalog.now()
    const counts = { loadedRows: 0, filteredRows: 0, unselectedRows: 0, bytes: 0 }
    let begun: LoadEntry | undefined
    await this.#catalog.update((data) => {
      const holder = this.find(load.database, load.label)
      if (holder !== undefined) throw new LabelTakenError(holder)
      begun = {
        ...load,
        ...counts,
        id: data.nextId,
        txnId: data.nextId + 1,
        state: 'LOADING',
        createdAt: now,
      }
      this.#open.add(begun.id)
      return withLoad({ ...data, nextId: data.nextId + 2 }, begun, now)
    })
    if (begun === undefined) throw new CatalogError(`Load label: ${load.label} begin transacton failed`)
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
}
