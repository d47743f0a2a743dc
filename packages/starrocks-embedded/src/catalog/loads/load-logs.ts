import { randomUUID } from 'node:crypto'

/** Error logs are kept for this number of loads. */
const KEPT_LOGS = 100

/** What was wrong with the rows of loads: kept in memory, under names that are hard to guess, as they open what they name. */
export class LoadLogs {
  readonly #logs = new Map<string, { readonly loadId: number; readonly text: string }>()

  /** Keeps the log of a load; returns its name. */
  keep(loadId: number, lines: readonly string[]): string {
    const name = `error_log_${randomUUID().replaceAll('-', '_')}`
    this.#logs.set(name, { loadId, text: lines.map((line) => `${line}\n`).join('') })
    for (const oldest of [...this.#logs.keys()].slice(0, -KEPT_LOGS)) this.#logs.delete(oldest)
    return name
  }

  get(name: string): string | undefined {
    return this.#logs.get(name)?.text
  }

  /** Logs by the ids of their loads. */
  byLoad(): ReadonlyMap<number, string> {
    return new Map([...this.#logs.values()].map(({ loadId, text }) => [loadId, text]))
  }
}
