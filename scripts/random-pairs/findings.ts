import { wordsOf } from '../compare-servers/words-of.ts'

/** What can be wrong with a plan on a server. */
export type FindingKind =
  /** The catalog model took a statement that the server refuses. */
  | 'refused by the server'
  /** The catalog model refuses a statement that the server takes. */
  | 'taken by the server'
  /** Still different after the plan has run. */
  | 'left over'
  /** Models made of what the server has do not say the same. */
  | 'models differ'
  /** What the server shows is not understood. */
  | 'not understood'
  /** No verdict about two queries. */
  | 'undecided'
  /** A job that ended without its work, a plan that does not lead where it says, an exception. */
  | 'failed'

interface Finding {
  readonly text: string
  readonly seed: number
  count: number
}

/** What was found, each kind of it once. */
export class Findings {
  seed = 0
  statements = 0
  plans = 0
  readonly #refusals = new Map<string, number>()
  readonly #found = new Map<string, Finding>()

  add(kind: FindingKind, subject: string, detail: string): void {
    const key = `${kind}: ${wordsOf(subject)}`
    const known = this.#found.get(key)
    if (known !== undefined) known.count++
    else this.#found.set(key, { text: `${kind}: ${subject}\n${detail}`, seed: this.seed, count: 1 })
  }

  /** A refusal that catalog model and server agree about. */
  agree(message: string): void {
    const key = wordsOf(message)
    this.#refusals.set(key, (this.#refusals.get(key) ?? 0) + 1)
  }

  /** What was found, the most frequent first. */
  texts(): readonly string[] {
    return [...this.#found.values()]
      .toSorted((a, b) => b.count - a.count)
      .map(({ text, seed, count }) => `${count} × (seed ${seed}) ${text}`)
  }

  summary(): string {
    const refusals = [...this.#refusals.values()].reduce((sum, count) => sum + count, 0)
    const found = [...this.#found.values()].reduce((sum, { count }) => sum + count, 0)
    return `${this.plans} plans, ${this.statements} statements, ${refusals} refusals of ${this.#refusals.size} kinds that both agree about, ${found} findings of ${this.#found.size} kinds`
  }
}
