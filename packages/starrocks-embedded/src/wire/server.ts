import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { Connection } from './connection.ts'
import type { ConnectionSettings } from './connection.ts'
import type { WireHandler } from './handler.ts'
import { listen } from './listen.ts'
import type { Address } from './listen.ts'
import { SILENT } from './log.ts'
import type { WireLog } from './log.ts'
import { PacketEncoder } from './packet-encoder.ts'
import { encodeError } from './response.ts'
import { ServerError } from './server-error.ts'

export interface WireServerOptions<Identity> {
  readonly handler: WireHandler<Identity>
  /** Loopback unless another address is given. */
  readonly host?: string
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** Offers TLS with this key and certificate, both PEM. Clients may still connect without. */
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer }
  readonly log?: WireLog
  /** Sent in the greeting, and taken by clients for MySQL's version. Default `8.0.33`, as StarRocks from 3.4 on. */
  readonly serverVersion?: string
  /** Default 4096, StarRocks' `qe_max_connection`. */
  readonly maxConnections?: number
  /** Largest packet from a client, in bytes. Default 64 MiB. */
  readonly maxPacketSize?: number
  /** How long a client may take to log in. Default 10 s. */
  readonly handshakeTimeoutMs?: number
  /** How long `close` waits for running commands, and then again for what it has interrupted. Default 5 s. */
  readonly closeTimeoutMs?: number
}

export interface WireServer {
  /** Throws `ListenError` when the address cannot be used. */
  listen(): Promise<Address>
  /**
   * Takes no more connections, lets running commands finish, and closes the others at once. What still runs after `closeTimeoutMs` is
   * interrupted. Every session was closed when this resolves, unless its handler does not come back even then.
   */
  close(): Promise<void>
  /** Lets the process end although the server still listens. Open connections keep it running. */
  unref(): void
}

const LINGER_MS = 1000
const KEEP_ALIVE_MS = 60_000
const MAX_CONNECTION_ID = 0xffff_ffff

/** A server for MySQL's protocol. It speaks for `handler` and knows nothing of SQL. Throws when key or certificate cannot be read. */
export const createWireServer = <Identity>(options: WireServerOptions<Identity>): WireServer => {
  const { tls, host = '127.0.0.1', port = 0, maxConnections = 4096, closeTimeoutMs = 5000 } = options
  const secureContext: SecureContext | undefined = tls === undefined ? undefined : createSecureContext(tls)
  const settings: ConnectionSettings<Identity> = {
    handler: options.handler,
    log: options.log ?? SILENT,
    serverVersion: options.serverVersion ?? '8.0.33',
    maxPacketSize: options.maxPacketSize ?? 64 * 1024 * 1024,
    handshakeTimeoutMs: options.handshakeTimeoutMs ?? 10_000,
    lingerMs: LINGER_MS,
    ...(secureContext === undefined ? {} : { secureContext }),
  }
  const connections = new Map<Connection<Identity>, Promise<void>>()
  let lastId = 0

  const accept = (socket: Socket): void => {
    if (connections.size >= maxConnections) {
      refuse(socket, maxConnections)
      return
    }
    lastId = lastId === MAX_CONNECTION_ID ? 1 : lastId + 1
    const connection = new Connection(lastId, socket, settings)
    connections.set(
      connection,
      connection.run().finally(() => connections.delete(connection)),
    )
  }

  // A client that closes its side first still gets its last answer.
  const server = createServer(
    { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS },
    accept,
  )

  return {
    listen: () => listen(server, { host, port }),
    unref: () => void server.unref(),
    close: async () => {
      const stopped = stopAccepting(server)
      for (const connection of connections.keys()) connection.stop()
      if (!(await settled(connections.values(), closeTimeoutMs))) {
        for (const connection of connections.keys()) connection.destroy()
        if (!(await settled(connections.values(), closeTimeoutMs))) {
          settings.log.warn(`${connections.size} sessions did not close in time`)
          return
        }
      }
      await stopped
    },
  }
}

/** Also resolves when the server never listened. */
const stopAccepting = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

const settled = async (runs: Iterable<Promise<void>>, timeoutMs: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, timeoutMs, false)))
  try {
    return await Promise.race([Promise.all(runs).then(() => true), timeout])
  } finally {
    clearTimeout(timer)
  }
}

/** The text of StarRocks, which sends it after the login; here it is sent before, so that a crowd costs no work. */
const refuse = (socket: Socket, maxConnections: number): void => {
  const encoder = new PacketEncoder()
  const error = new ServerError(`Reach cluster-wide connection limit, qe_max_connection=${maxConnections}`)
  encoder.add(encodeError(error, false))
  socket.on('error', () => {})
  socket.setTimeout(LINGER_MS, () => socket.destroy())
  socket.end(Buffer.concat(encoder.take()))
  socket.resume()
}
