import { once } from 'node:events'
import type { Server as NetServer } from 'node:net'
import { createServer } from 'mysql2'
import type { Connection } from 'mysql2'

/** What the peer answers to a statement. */
export type Answer =
  | { readonly rows: readonly (readonly (string | null)[])[]; readonly columns: readonly string[] }
  | { readonly affectedRows: number }
  | { readonly errno: number; readonly message: string }
  | 'disconnect'

/** A server on a free loopback port that speaks the protocol and answers as told; it lists what it was asked. */
export interface Peer {
  readonly port: number
  readonly statements: readonly string[]
  close(): Promise<void>
}

/** Types of the server side that mysql2 leaves untyped. */
interface ServerSide extends Connection {
  sequenceId: number
  serverHandshake(options: object): void
  writeOk(result?: object): void
  writeError(error: { message: string; code: number }): void
  writeColumns(columns: readonly object[]): void
  writeTextRow(row: readonly (string | null)[]): void
  writeEof(): void
}

export async function startPeer(
  answer: (sql: string) => Answer,
  login: (user: string) => { message: string; code: number } | undefined = () => undefined,
): Promise<Peer> {
  const statements: string[] = []
  const open = new Set<Connection>()
  let nextId = 1
  const server = createServer((connection: Connection) => {
    const side = connection as ServerSide
    open.add(connection)
    side.on('error', () => open.delete(connection))
    side.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.0.33',
      connectionId: nextId++,
      statusFlags: 2,
      characterSet: 33,
      // PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH: what StarRocks offers.
      capabilityFlags: 0x200 | 0x8000 | 0x80000,
      authCallback: (
        { user }: { user: string },
        done: (error: null, refusal?: { message: string; code: number }) => void,
      ) => {
        done(null, login(user))
        side.sequenceId = 0
      },
    })
    const onQuery = (sql: string): void => {
      statements.push(sql)
      side.sequenceId = 1
      const result = answer(sql)
      if (result === 'disconnect') side.destroy()
      else if ('errno' in result) side.writeError({ message: result.message, code: result.errno })
      else if ('affectedRows' in result) side.writeOk(result)
      else {
        side.writeColumns(
          result.columns.map((name) => ({
            catalog: 'def',
            schema: '',
            table: '',
            orgTable: '',
            name,
            orgName: name,
            characterSet: 33,
            columnLength: 384,
            columnType: 253,
            flags: 0,
            decimals: 0,
          })),
        )
        for (const row of result.rows) side.writeTextRow(row)
        side.writeEof()
      }
      // The next command counts from 0 again, which this side of mysql2 does not do by itself.
      side.sequenceId = 0
    }
    side.on('query', onQuery)
    // mysql2 takes every SET for a prepared statement.
    side.on('stmt_prepare', onQuery)
  })
  // The typed listen() takes no host; nothing but loopback may reach a test.
  const net = Reflect.get(server, '_server') as NetServer
  net.listen(0, '127.0.0.1')
  await once(net, 'listening')
  const address = net.address()
  if (address === null || typeof address === 'string') throw new Error('the peer has no port')
  return {
    port: address.port,
    statements,
    close: async () => {
      for (const connection of open) connection.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
    },
  }
}
