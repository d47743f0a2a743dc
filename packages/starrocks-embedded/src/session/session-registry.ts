/** A session as SHOW PROCESSLIST tells it. */
export interface SessionInfo {
  readonly id: number
  readonly user: string
  readonly host: string
  readonly connectedAt: number
  database(): string
  /** The running statement; undefined while the session waits. */
  running(): { readonly sql: string; readonly since: number } | undefined
  /** KILL CONNECTION, or with `queryOnly` KILL QUERY. */
  kill(queryOnly: boolean): void
}

/** The sessions of a server. */
export class SessionRegistry {
  readonly #sessions = new Map<number, SessionInfo>()

  add(session: SessionInfo): void {
    this.#sessions.set(session.id, session)
  }

  remove(id: number): void {
    this.#sessions.delete(id)
  }

  get(id: number): SessionInfo | undefined {
    return this.#sessions.get(id)
  }

  list(): readonly SessionInfo[] {
    return [...this.#sessions.values()]
  }
}
