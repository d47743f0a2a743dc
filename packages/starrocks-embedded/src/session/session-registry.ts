import type { SessionInfo } from '../catalog/show/session-info.ts'

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
