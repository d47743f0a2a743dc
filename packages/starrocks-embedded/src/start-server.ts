import { createServer } from './server.ts'
import type { EmbeddedServer, ServerOptions } from './server.ts'

/**
 * Creates a server and waits until it listens. Throws what `EmbeddedServer.listen` throws.
 *
 * @example
 * await using server = await startServer()
 * console.log(server.url) // starrocks://root@127.0.0.1:49731
 */
export async function startServer(options: ServerOptions = {}): Promise<EmbeddedServer & AsyncDisposable> {
  const server = createServer(options)
  await server.listen()
  return {
    listen: () => server.listen(),
    close: () => server.close(),
    unref: () => server.unref(),
    get url() {
      return server.url
    },
    get httpUrl() {
      return server.httpUrl
    },
    [Symbol.asyncDispose]: () => server.close(),
  }
}
