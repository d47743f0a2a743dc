import { ConnectionLostError } from '../connection/index.ts'
import type { Connection, ConnectionProvider } from '../connection/index.ts'

/** Sessions that are lent one at a time to each query or transaction, and kept for the next. */
export class SessionPool {
  readonly #provider: ConnectionProvider
  readonly #size: number
  readonly #idle: Connection[] = []
  readonly #waiting: ((session: Connection | undefined) => void)[] = []
  #open = 0

  constructor(provider: ConnectionProvider, size: number) {
    this.#provider = provider
    this.#size = size
  }

  /** An idle session, a new one, or the next that is given back. */
  async take(): Promise<Connection> {
    const idle = this.#idle.pop()
    if (idle !== undefined) return idle
    if (this.#open >= this.#size) {
      const given = await new Promise<Connection | undefined>((resolve) => this.#waiting.push(resolve))
      if (given !== undefined) return given
    }
    this.#open++
    try {
      return await this.#provider.connect()
    } catch (error) {
      this.#leave()
      throw error
    }
  }

  /** `failure` is what the last use ended with: a session that is lost is not lent again. */
  async give(session: Connection, failure?: unknown): Promise<void> {
    if (failure instanceof ConnectionLostError) {
      this.#leave()
      await session.close()
      return
    }
    const next = this.#waiting.shift()
    if (next === undefined) this.#idle.push(session)
    else next(session)
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((session) => session.close()))
  }

  /** One session less: whoever waits may open another. */
  #leave(): void {
    this.#open--
    this.#waiting.shift()?.(undefined)
  }
}
