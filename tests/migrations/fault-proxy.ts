import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** Where a connection is cut: the statement never arrives; it arrives and nobody waits; it is answered and the answer is lost. */
export type Cut = 'before' | 'during' | 'after'

/** A proxy in front of a server that cuts the connection once, at a query of its choice. */
export interface FaultProxy {
  readonly port: number
  /** Texts of the queries that went through since `arm`, in their order. */
  readonly queries: readonly string[]
  /** Counts the queries anew, and cuts at that one; 0 cuts never. */
  arm(query: number, cut: Cut): void
  /** Cuts once, at the first query that is wanted. */
  armAt(wanted: (sql: string) => boolean, cut: Cut): void
  close(): Promise<void>
}

const COM_QUERY = 3

export async function startFaultProxy(to: { readonly host: string; readonly port: number }): Promise<FaultProxy> {
  const open = new Set<Socket>()
  let queries: string[] = []
  let armed: { readonly wanted: (sql: string) => boolean; readonly cut: Cut } = { wanted: () => false, cut: 'before' }
  const listener = createServer((client) => {
    const server = connect(to)
    for (const socket of [client, server]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => open.delete(socket))
    }
    let rest = Buffer.alloc(0)
    let swallowing = false
    let loggedIn = false
    const cutNow = (): void => {
      client.destroy()
      server.destroy()
    }
    client.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk])
      while (rest.length >= 4) {
        const length = rest.readUIntLE(0, 3)
        if (rest.length < 4 + length) return
        const packet = rest.subarray(0, 4 + length)
        rest = rest.subarray(4 + length)
        // A command begins a new sequence; before the login is over, packets are not commands.
        const isQuery = loggedIn && packet[3] === 0 && packet[4] === COM_QUERY
        if (!isQuery) {
          server.write(packet)
          continue
        }
        const sql = packet.subarray(5).toString('utf8')
        queries.push(sql)
        if (!armed.wanted(sql)) {
          server.write(packet)
          continue
        }
        const { cut } = armed
        armed = { ...armed, wanted: () => false }
        if (cut === 'before') return cutNow()
        if (cut === 'during') {
          // The server has the statement, and finds nobody when it answers.
          server.end(packet)
          client.destroy()
          return
        }
        swallowing = true
        server.write(packet)
      }
    })
    server.on('data', (chunk: Buffer) => {
      if (swallowing) return cutNow()
      // OK of the login: sequence 2 or later.
      if (!loggedIn && chunk[4] === 0 && (chunk[3] ?? 0) >= 2) loggedIn = true
      client.write(chunk)
    })
    client.on('end', () => server.end())
    server.on('end', () => client.end())
  })
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve)
  })
  const address = listener.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    get queries() {
      return queries
    },
    arm: (query, cut) => {
      queries = []
      armed = { wanted: () => queries.length === query, cut }
    },
    armAt: (wanted, cut) => {
      queries = []
      armed = { wanted, cut }
    },
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}
