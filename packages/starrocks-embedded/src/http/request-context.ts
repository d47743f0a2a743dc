import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServerState } from '../session/server-state.ts'
import type { LoadUser } from '../stream-load/stream-load.ts'
import type { Transactions } from './transactions.ts'

/** What all requests share. */
export interface HttpState {
  readonly server: ServerState
  readonly transactions: Transactions
  /** `http://host:port`. */
  readonly origin: () => string
}

/** One request, and what answers it. */
export interface RequestContext extends HttpState {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  /** Lets a client go on that waits for leave to send its body. */
  readonly proceed: () => void
}

/** The same of a user that has proved to be it. */
export interface UserContext extends RequestContext {
  readonly user: LoadUser
}
