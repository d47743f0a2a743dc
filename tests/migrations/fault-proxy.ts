import { startMysqlProxy } from '../mysql-proxy.ts'
import type { MysqlProxy } from '../mysql-proxy.ts'

/** Where a connection is cut: the statement never arrives; it arrives and nobody waits; it is answered and the answer is lost. */
export type Cut = 'before' | 'during' | 'after'

/** A proxy in front of a server that cuts the connection once, at a query of its choice. */
export interface FaultProxy extends MysqlProxy {
  /** Texts of the queries that went through since `arm`, in their order. */
  readonly queries: readonly string[]
  /** Counts the queries anew, and cuts at that one; 0 cuts never. */
  arm(query: number, cut: Cut): void
  /** Cuts once, at the first query that is wanted. */
  armAt(wanted: (sql: string) => boolean, cut: Cut): void
}

export async function startFaultProxy(to: { readonly host: string; readonly port: number }): Promise<FaultProxy> {
  let queries: string[] = []
  let armed: { readonly wanted: (sql: string) => boolean; readonly cut: Cut } = { wanted: () => false, cut: 'before' }
  const proxy = await startMysqlProxy(to, ({ client, server }) => {
    let swallowing = false
    let gone = false
    const cutNow = (): void => {
      gone = true
      client.destroy()
      server.destroy()
    }
    return {
      onPacket(packet, query) {
        if (gone) return
        if (query !== undefined) queries.push(query)
        if (query === undefined || !armed.wanted(query)) {
          server.write(packet)
          return
        }
        const { cut } = armed
        armed = { ...armed, wanted: () => false }
        if (cut === 'before') cutNow()
        else if (cut === 'during') {
          // The server has the statement, and finds nobody when it answers.
          gone = true
          server.end(packet)
          client.destroy()
        } else {
          swallowing = true
          server.write(packet)
        }
      },
      onAnswer(chunk) {
        if (swallowing) cutNow()
        else client.write(chunk)
      },
    }
  })
  const arm = (wanted: (sql: string) => boolean, cut: Cut): void => {
    queries = []
    armed = { wanted, cut }
  }
  return {
    ...proxy,
    get queries() {
      return queries
    },
    arm: (query, cut) => arm(() => queries.length === query, cut),
    armAt: arm,
  }
}
