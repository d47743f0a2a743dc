import type { Scope } from '../sql/scope.ts'
import type { ServerState } from './server-state.ts'
import type { SessionPlace } from './session-place.ts'

/** What the parts of a session use of it. */
export interface SessionAccess {
  readonly server: ServerState
  readonly place: SessionPlace
  /** Names, variables and session functions of this moment. */
  scope(): Scope
}
