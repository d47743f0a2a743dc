import type { ServerState } from '../session/server-state.ts'
import type { WireLog } from '../wire/log.ts'
import { createHttpServer } from './http-server.ts'
import type { HttpServer } from './http-server.ts'
import { createHandler } from './routes.ts'
import { Transactions } from './transactions.ts'

/** The HTTP side of a server. It does not listen yet. */
export function openHttpServer(
  server: ServerState,
  options: { readonly host: string; readonly port: number; readonly log: WireLog },
): HttpServer {
  let origin = ''
  const http = createHttpServer({
    ...options,
    handler: createHandler({ server, transactions: new Transactions(), origin: () => origin }),
  })
  return {
    ...http,
    listen: async () => {
      const address = await http.listen()
      origin = `http://${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`
      return address
    },
  }
}
