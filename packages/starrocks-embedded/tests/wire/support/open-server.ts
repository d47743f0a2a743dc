import { onTestFinished } from 'vitest'
import { createWireServer } from '../../../src/wire/server.ts'
import type { WireServer, WireServerOptions } from '../../../src/wire/server.ts'
import { createTestHandler } from './test-handler.ts'
import type { TestHandler } from './test-handler.ts'

export interface OpenServer {
  readonly handler: TestHandler
  readonly server: WireServer
  readonly port: number
  readonly warnings: readonly string[]
}

/** A server on a free port, closed at the end of the test. */
export const openServer = async (options: Partial<WireServerOptions<string>> = {}): Promise<OpenServer> => {
  const handler = createTestHandler()
  const warnings: string[] = []
  const log = { debug: () => {}, warn: (message: string) => void warnings.push(message) }
  const server = createWireServer({ handler, log, closeTimeoutMs: 300, ...options })
  const { port } = await server.listen()
  onTestFinished(() => server.close())
  return { handler, server, port, warnings }
}

/** Waits until something that is not announced has come true. */
export const until = async (condition: () => boolean, timeoutMs = 3000): Promise<void> => {
  const deadline = Date.now() + timeoutMs
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${condition.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
