/** How often something agreed with the record, in all and by family. */
export class Tally {
  readonly #counts = new Map<string, { good: number; all: number }>()
  /** Told of each difference. */
  readonly #differs: (text: string) => void

  constructor(differs: (text: string) => void = () => {}) {
    this.#differs = differs
  }

  count(what: string, family: string, good: boolean, difference: () => string): void {
    for (const key of [what, `${what} · ${family}`]) {
      const counted = this.#counts.get(key) ?? { good: 0, all: 0 }
      this.#counts.set(key, { good: counted.good + (good ? 1 : 0), all: counted.all + 1 })
    }
    if (!good) this.#differs(`${what} · ${difference()}`)
  }

  /** In per cent; 100 where nothing was counted. */
  figure(what: string): number {
    const counted = this.#counts.get(what)
    return counted === undefined ? 100 : (100 * counted.good) / counted.all
  }

  /** A line for each count: totals first, then families in which something differs. */
  lines(): readonly string[] {
    const entries = [...this.#counts].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const totals = entries.filter(([key]) => !key.includes(' · '))
    const families = entries.filter(([key, { good, all }]) => key.includes(' · ') && good < all)
    return [...totals, ...families].map(
      ([key, { good, all }]) => `${key}: ${good}/${all} ${((100 * good) / all).toFixed(2)} %`,
    )
  }
}
