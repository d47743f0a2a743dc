import { LoadError } from '../stream-load/load-error.ts'
import type { StreamLoad } from '../stream-load/stream-load.ts'

/** Loads that are begun, filled and ended by several requests, by label. */
export class Transactions {
  readonly #open = new Map<string, { readonly load: StreamLoad; readonly timer: NodeJS.Timeout; busy: boolean }>()

  /** Keeps a load until it ends; one that nobody ends in its time is cancelled. */
  add(load: StreamLoad): void {
    const { label, timeoutSeconds } = load.entry
    const timer = setTimeout(() => {
      this.#open.delete(label)
      void load.cancel('timeout by txn manager').catch(() => undefined)
    }, timeoutSeconds * 1000)
    timer.unref()
    this.#open.set(label, { load, timer, busy: false })
  }

  /** Works on a load that nobody else works on. Throws `LoadError` when there is none, or one of another place. */
  async use<T>(
    target: { readonly label: string; readonly database: string; readonly table: string },
    work: (load: StreamLoad) => Promise<T>,
  ): Promise<T> {
    const held = this.#open.get(target.label)
    if (held === undefined) {
      throw new LoadError(`Transaction with label ${target.label} not exists`, 'TXN_NOT_EXISTS')
    }
    const { database, table } = held.load.entry
    if (target.database !== database) {
      throw new LoadError(
        `Request database ${target.database} not equal transaction database ${database}`,
        'INVALID_ARGUMENT',
      )
    }
    // Only loading names the table again.
    if (target.table !== '' && target.table !== table) {
      throw new LoadError(`Request table ${target.table} not equal transaction table ${table}`, 'INVALID_ARGUMENT')
    }
    if (held.busy) throw new LoadError(`Transaction in processing, please retry later`, 'TXN_IN_PROCESSING')
    held.busy = true
    try {
      return await work(held.load)
    } finally {
      held.busy = false
    }
  }

  /** Forgets a load that has ended. */
  remove(load: StreamLoad): void {
    const held = this.#open.get(load.entry.label)
    if (held?.load !== load) return
    clearTimeout(held.timer)
    this.#open.delete(load.entry.label)
  }
}
