import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** What went through a proxy since the last look. */
export interface Traffic {
  readonly queries: number
  /** Milliseconds during which the server had at least one query to answer. */
  readonly serverTime: number
}

/** A proxy in front of a server that counts the queries of every client, whatever the client is written in. */
export interface WatchingProxy {
  readonly port: number
  /** What went through since the last call. */
  take(): Traffic
  close(): Promise<void>
}

const COM_QUERY = 3

/** MySQL protocol in clear: 3 bytes of length, 1 of sequence, then the packet; a command begins a sequence. */
export async function startWatchingProxy(to: { readonly host: string; readonly port: number }): Promise<WatchingProxy> {
  const open = new Set<Socket>()
  let spans: { readonly start: number; end: number }[] = []
  const listener = createServer((client) => {
    const server = connect(to)
    for (const socket of [client, server]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => open.delete(socket))
    }
    let rest: Buffer = Buffer.alloc(0)
    let current: (typeof spans)[number] | undefined
    client.on('data', (chunk: Buffer) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      while (rest.length >= 4) {
        const length = rest.readUIntLE(0, 3)
        if (rest.length < 4 + length) break
        // The answer to the login has sequence 1, so that it cannot be taken for a command.
        current = undefined
        if (rest[3] === 0 && rest[4] === COM_QUERY) {
          const now = performance.now()
          current = { start: now, end: now }
          spans.push(current)
        }
        rest = rest.subarray(4 + length)
      }
      server.write(chunk)
    })
    server.on('data', (chunk: Buffer) => {
      if (current !== undefined) current.end = performance.now()
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
    take: () => {
      const traffic = { queries: spans.length, serverTime: union(spans) }
      spans = []
      return traffic
    },
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

/** The length of the time that the spans cover together. */
function union(spans: readonly { readonly start: number; readonly end: number }[]): number {
  let sum = 0
  let covered = 0
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    sum += Math.max(0, end - Math.max(start, covered))
    covered = Math.max(covered, end)
  }
  return sum
}
