import { startMysqlProxy } from '../../tests/mysql-proxy.ts'
import type { MysqlProxy } from '../../tests/mysql-proxy.ts'

/** What went through a proxy since the last look. */
export interface Traffic {
  readonly queries: number
  /** Milliseconds during which the server had at least one query to answer. */
  readonly serverTime: number
}

/** A proxy in front of a server that counts the queries of every client. */
export interface WatchingProxy extends MysqlProxy {
  /** What went through since the last call. */
  take(): Traffic
}

export async function startWatchingProxy(to: { readonly host: string; readonly port: number }): Promise<WatchingProxy> {
  let spans: { readonly start: number; end: number }[] = []
  const proxy = await startMysqlProxy(to, ({ client, server }) => {
    let current: (typeof spans)[number] | undefined
    return {
      onPacket(packet, query) {
        current = undefined
        if (query !== undefined) {
          const now = performance.now()
          current = { start: now, end: now }
          spans.push(current)
        }
        server.write(packet)
      },
      onAnswer(chunk) {
        if (current !== undefined) current.end = performance.now()
        client.write(chunk)
      },
    }
  })
  return {
    ...proxy,
    take: () => {
      const traffic = { queries: spans.length, serverTime: union(spans) }
      spans = []
      return traffic
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
