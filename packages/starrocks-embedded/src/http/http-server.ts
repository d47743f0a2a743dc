import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { errorDetail } from '../error-text.ts'
import { listen } from '../wire/listen.ts'
import type { Address } from '../wire/listen.ts'
import type { WireLog } from '../wire/log.ts'

/** Answers a request. `proceed` lets a client go on that waits for leave to send its body. */
export type HttpHandler = (request: IncomingMessage, response: ServerResponse, proceed: () => void) => Promise<void>

export interface HttpServer {
  /** Throws `ListenError` when the address cannot be used. */
  listen(): Promise<Address>
  /** Takes no more requests and ends those that run. */
  close(): Promise<void>
  /** Lets the process end although the server still listens. */
  unref(): void
}

/** How long a client may take to send its headers. */
const HEADERS_TIMEOUT_MS = 10_000
/** How long a connection may say nothing, in the middle of a body too. */
const IDLE_TIMEOUT_MS = 300_000
/** More connections than this are closed at once. */
const MAX_CONNECTIONS = 1024
/** Requests that run may take this long to end before they are cut off. */
const CLOSE_TIMEOUT_MS = 5000

/** An HTTP server in front of `handler`. */
export function createHttpServer(options: {
  readonly host: string
  readonly port: number
  readonly handler: HttpHandler
  readonly log: WireLog
}): HttpServer {
  const { host, port, handler, log } = options
  const running = new Set<Promise<void>>()
  const server = createServer({ requestTimeout: 0, headersTimeout: HEADERS_TIMEOUT_MS, maxHeaderSize: 65_536 })
  const serve = (request: IncomingMessage, response: ServerResponse, proceed: () => void): void => {
    const run = handler(request, response, proceed)
      .catch((error: unknown) => {
        log.warn(`http: ${errorDetail(error)}`)
        response.destroy()
      })
      .finally(() => running.delete(run))
    running.add(run)
  }
  server.on('request', (request, response) => serve(request, response, () => {}))
  server.on('checkContinue', (request, response) => serve(request, response, () => response.writeContinue()))
  server.setTimeout(IDLE_TIMEOUT_MS)
  server.maxConnections = MAX_CONNECTIONS
  return {
    listen: () => listen(server, { host, port }),
    unref: () => void server.unref(),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS)
      await closed
      await Promise.all(running)
      clearTimeout(timer)
    },
  }
}
