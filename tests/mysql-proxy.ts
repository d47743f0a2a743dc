import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** One connection through a proxy. */
export interface Passage {
  readonly client: Socket
  readonly server: Socket
}

/** What a proxy does with what passes. */
export interface PassageRules {
  /** A whole packet of the client; `query` is the text of a COM_QUERY. */
  onPacket(packet: Buffer, query: string | undefined): void
  onAnswer(chunk: Buffer): void
}

export interface MysqlProxy {
  readonly port: number
  close(): Promise<void>
}

const COM_QUERY = 3

/** A proxy in front of a server that speaks the MySQL protocol in clear: it sees every statement, whatever the client is written in. */
export async function startMysqlProxy(
  to: { readonly host: string; readonly port: number },
  rulesOf: (passage: Passage) => PassageRules,
): Promise<MysqlProxy> {
  const open = new Set<Socket>()
  const listener = createServer((client) => {
    const server = connect(to)
    for (const socket of [client, server]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => open.delete(socket))
    }
    const rules = rulesOf({ client, server })
    let rest: Buffer = Buffer.alloc(0)
    client.on('data', (chunk: Buffer) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      // 3 bytes of length, 1 of sequence, then the packet.
      while (rest.length >= 4 && rest.length >= 4 + rest.readUIntLE(0, 3)) {
        const packet = rest.subarray(0, 4 + rest.readUIntLE(0, 3))
        rest = rest.subarray(packet.length)
        // A command begins a sequence; answers of the login go on with one.
        const isQuery = packet[3] === 0 && packet[4] === COM_QUERY
        rules.onPacket(packet, isQuery ? packet.subarray(5).toString('utf8') : undefined)
      }
    })
    server.on('data', (chunk: Buffer) => rules.onAnswer(chunk))
    client.on('end', () => server.end())
    server.on('end', () => client.end())
  })
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve)
  })
  const address = listener.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}
