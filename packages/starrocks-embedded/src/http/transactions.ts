import { LoadError } from '../stream-load/load-error.ts'
import type { StreamLoad } from '../stream-load/stream-load.ts'

/** Loads that are begun, filled and ended by several requests. */
export class Transactions {
  readonly #open = new Map<string, { readonly load: StreamLoad; readonly timer: NodeJS.Timeout; busy: boolean }>()

  /** Keeps a load until it ends; one that nobody ends in its time is cancelled. */
  add(load: StreamLoad): void {
    const { timeoutSeconds } = load.entry
    const timer = setTimeout(() => {
      this.remove(load)
      void load.cancel('timeout by txn manager').catch(() => undefined)
    }, timeoutSeconds * 1000)
    timer.unref()
    this.#open.set(keyOf(load.entry), { load, timer, busy: false })
  }

  /** Works on a load that nobody else works on. Throws `LoadError` when there is none, or one of another place. */
  async use<T>(
    target: { readonly label: string; readonly database: string; readonly table: string },
    work: (load: StreamLoad) => Promise<T>,
  ): Promise<T> {
    const held = this.#open.get(keyOf(target))
    if (held === undefined) throw this.#missing(target)
    const { table } = held.load.entry
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
    const key = keyOf(load.entry)
    const held = this.#open.get(key)
    if (held?.load !== load) return
    clearTimeout(held.timer)
    this.#open.delete(key)
  }

  #missing(target: { readonly label: string; readonly database: string }): LoadError {
    const other = [...this.#open.values()].find(({ load }) => load.entry.label === target.label)
    return other === undefined
      ? new LoadError(`Transaction with label ${target.label} not exists`, 'TXN_NOT_EXISTS')
      : new LoadError(
          `Request database ${target.database} not equal transaction database ${other.load.entry.database}`,
          'INVALID_ARGUMENT',
        )
  }
}

/** Labels are of a database. */
function keyOf({ database, label }: { readonly database: string; readonly label: string }): string {
  return `${database}\n${label}`
}
