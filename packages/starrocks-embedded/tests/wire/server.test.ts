import { describe, expect, test } from 'vitest'
import { createWireServer } from '../../src/wire/server.ts'
import { certificate, key } from './support/certificate.ts'
import { openServer, until } from './support/open-server.ts'
import { command, credentials, packet, query, RawClient } from './support/raw-client.ts'
import { createTestHandler } from './support/test-handler.ts'

describe('listening', () => {
  test('binds loopback and a free port', async () => {
    const server = createWireServer({ handler: createTestHandler() })
    const address = await server.listen()
    expect(address.host).toBe('127.0.0.1')
    expect(address.port).toBeGreaterThan(0)
    await server.close()
  })

  test('names the port that is in use', async () => {
    const { port } = await openServer()
    const second = createWireServer({ handler: createTestHandler(), port })
    await expect(second.listen()).rejects.toMatchObject({
      code: 'EMBEDDED_LISTEN',
      message: `Cannot listen on 127.0.0.1:${port}: the port is in use. Stop the other server, or choose another port (0 takes a free one).`,
    })
    await second.close()
  })
})

describe('closing', () => {
  test('an idle client is let go at once, its session closed', async () => {
    const { handler, port, server } = await openServer({ closeTimeoutMs: 5000 })
    const client = await RawClient.logIn(port)
    const started = Date.now()
    await server.close()
    expect(Date.now() - started).toBeLessThan(800)
    await client.ended()
    expect(handler.calls).toEqual(['open root', 'close root'])
    await expect(RawClient.connect(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('a running command is answered, what waits behind it is not run', async () => {
    const { handler, port, server } = await openServer({ closeTimeoutMs: 5000 })
    const client = await RawClient.logIn(port)
    client.send(query('wait; echo second'), query('echo never'))
    await until(() => handler.calls.includes('wait'))
    const closed = server.close()
    handler.release()
    expect((await client.read(1))?.[0]).toBe(0)
    for (let sequence = 2; sequence < 5; sequence += 1) await client.read(sequence)
    expect((await client.read(5))?.toString()).toBe('\u0006second')
    await closed
    expect(handler.calls).toEqual(['open root', 'wait', 'echo second', 'close root'])
  })

  test('a command that does not end is interrupted, a client that does not read is cut off', async () => {
    const { handler, port, server } = await openServer({ closeTimeoutMs: 100 })
    const waiting = await RawClient.logIn(port)
    waiting.send(query('wait'))
    const deaf = await RawClient.logIn(port)
    deaf.socket.pause()
    deaf.send(query('endless'))
    const half = await RawClient.connect(port)
    half.send(packet(1, credentials('root', Buffer.alloc(0))).subarray(0, 9))
    await until(() => handler.calls.includes('wait') && handler.produced() > 1000)
    await server.close()
    expect(handler.calls.filter((call) => call === 'close root')).toHaveLength(2)
    expect(handler.calls).toContain('aborted')
    deaf.destroy()
  })

  test('may be asked for twice, and before listening', async () => {
    const { server } = await openServer()
    await Promise.all([server.close(), server.close()])
    await createWireServer({ handler: createTestHandler() }).close()
  })
})

describe('TLS', () => {
  const tlsRequest = packet(1, credentials('', Buffer.alloc(0), '', 0xa00).subarray(0, 32))

  test('plain commands behind the request for it run nowhere', async () => {
    const { handler, port, warnings } = await openServer({ tls: { key, cert: certificate } })
    const client = await RawClient.connect(port)
    client.send(tlsRequest, packet(2, credentials('root', Buffer.alloc(0))), query('echo pwned'))
    await client.ended()
    expect(handler.logins).toEqual([])
    expect(handler.calls).toEqual([])
    expect(warnings).toEqual([])
  })

  test('a client that stops in the middle of it is dropped in time', async () => {
    const { handler, port } = await openServer({ tls: { key, cert: certificate }, handshakeTimeoutMs: 60 })
    const client = await RawClient.connect(port)
    client.send(tlsRequest)
    await client.ended()
    client.send(command(0x0e))
    expect(handler.logins).toEqual([])
  })
})
