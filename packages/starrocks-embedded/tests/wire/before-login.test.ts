import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openServer, until } from './support/open-server.ts'
import { command, credentials, errorOf, packet, query, RawClient, saltOf, scramble } from './support/raw-client.ts'

const OK = '00000000000000'

describe('before login', () => {
  test('nothing that is sent runs: pipelined with a wrong password', async () => {
    const { handler, port } = await openServer()
    const client = await RawClient.connect(port)
    const greeting = await client.read(0)
    const answer = scramble('wrong', saltOf(greeting ?? Buffer.alloc(0)))
    client.send(packet(1, credentials('alice', answer)), query('echo pwned'), query('echo pwned'))
    expect(errorOf(await client.read(2))).toEqual({
      errno: 1045,
      sqlState: '28000',
      message: "Access denied for user 'alice' (using password: YES)",
    })
    expect(await client.read(0)).toBeUndefined()
    await client.ended()
    expect(handler.calls).toEqual([])
    client.destroy()
  })

  test('nothing that is sent runs: commands in place of a login', async () => {
    const { handler, port } = await openServer()
    const client = await RawClient.connect(port)
    client.send(query('echo pwned'), query('echo pwned'))
    await client.read(0)
    expect(errorOf(await client.read(1))).toMatchObject({ errno: 1156, sqlState: '08S01' })
    await client.ended()
    expect(handler.calls).toEqual([])
    expect(handler.logins).toEqual([])
  })

  test('nothing that is sent runs: commands in place of the answer to a switch of method', async () => {
    const { handler, port } = await openServer()
    const client = await RawClient.connect(port)
    await client.read(0)
    client.send(packet(1, credentials('alice', Buffer.alloc(32, 7), 'caching_sha2_password')), query('echo pwned'))
    expect((await client.read(2))?.toString('latin1', 0, 22)).toBe('\u00femysql_native_password')
    expect(errorOf(await client.read(1))).toMatchObject({ errno: 1156 })
    await client.ended()
    expect(handler.calls).toEqual([])
  })

  test('much that is pipelined with a wrong password is thrown away, and the refusal still arrives', async () => {
    const { handler, port } = await openServer()
    const client = await RawClient.connect(port)
    await client.read(0)
    const flood = Array.from({ length: 100 }, () => query(`echo ${'x'.repeat(100_000)}`))
    const started = Date.now()
    const closed = new Promise<boolean>((resolve) => client.socket.once('close', resolve))
    client.send(packet(1, credentials('alice', Buffer.alloc(20, 1))), ...flood)
    expect(errorOf(await client.read(2)).errno).toBe(1045)
    expect(await closed).toBe(false)
    expect(Date.now() - started).toBeLessThan(900)
    expect(handler.calls).toEqual([])
  })

  test('what is pipelined with a right password runs after it', async () => {
    const { handler, port } = await openServer()
    const client = await RawClient.connect(port)
    client.send(packet(1, credentials('root', Buffer.alloc(0))), query('ok'))
    await client.read(0)
    expect((await client.read(2))?.toString('hex')).toBe(OK)
    expect((await client.read(1))?.[1]).toBe(3)
    expect(handler.calls).toEqual(['open root', 'ok'])
    client.destroy()
  })

  test('a login byte by byte is a login', async () => {
    const { port } = await openServer()
    const client = await RawClient.connect(port)
    const salt = saltOf((await client.read(0)) ?? Buffer.alloc(0))
    client.socket.setNoDelay(true)
    for (const byte of Buffer.concat([packet(1, credentials('alice', scramble('wonderland', salt))), command(0x0e)])) {
      client.send(Buffer.from([byte]))
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await client.read(2))?.toString('hex')).toBe(OK)
    expect((await client.read(1))?.toString('hex')).toBe(OK)
    client.destroy()
  })

  test('an unknown user is refused like a known one with a wrong password', async () => {
    const { port } = await openServer()
    const answers: string[] = []
    for (const user of ['alice', 'nobody']) {
      const client = await RawClient.connect(port)
      await client.read(0)
      client.send(packet(1, credentials(user, Buffer.alloc(32, 1), 'caching_sha2_password')))
      const change = await client.read(2)
      client.send(packet(3, Buffer.alloc(20, 1)))
      answers.push(`${change?.length} ${errorOf(await client.read(4)).message.replace(user, 'x')}`)
      await client.ended()
    }
    expect(answers[0]).toBe(answers[1])
  })

  test('an empty password for a user that has one, and the other way round', async () => {
    const { port } = await openServer()
    for (const [user, answer, using] of [
      ['alice', Buffer.alloc(0), 'NO'],
      ['root', Buffer.alloc(20, 3), 'YES'],
      ['', Buffer.alloc(0), 'NO'],
    ] as const) {
      const client = await RawClient.connect(port)
      await client.read(0)
      client.send(packet(1, credentials(user, answer)))
      expect(errorOf(await client.read(2)).message).toBe(`Access denied for user '${user}' (using password: ${using})`)
      client.destroy()
    }
  })

  test('a database that cannot be used refuses the login', async () => {
    const { handler, port } = await openServer()
    const client = await RawClient.connect(port)
    await client.read(0)
    const flags = 0x200 | 0x8000 | 0x8
    const payload = Buffer.concat([
      credentials('root', Buffer.alloc(0), '', flags).subarray(0, -1),
      Buffer.from('missing\0'),
    ])
    client.send(packet(1, payload), query('echo pwned'))
    expect(errorOf(await client.read(2))).toMatchObject({ errno: 5501, sqlState: '3F000' })
    await client.ended()
    expect(handler.calls).toEqual(['open root', 'close root'])
  })

  test.each([
    ['half a response', packet(1, credentials('root', Buffer.alloc(0)).subarray(0, 20)), 1043],
    ['garbage', packet(1, Buffer.alloc(33, 0xff)), 1043],
    ['a web browser', packet(1, Buffer.from('GET / HTTP/1.1\r\n\r\n')), 1251],
    ['a client from before 4.1', packet(1, Buffer.from([5, 0, 0, 0, 0, 0x61, 0])), 1251],
    ['TLS where there is none', packet(1, credentials('', Buffer.alloc(0), '', 0xa00).subarray(0, 32)), 5400],
    ['a packet out of order', packet(9, credentials('root', Buffer.alloc(0))), 1156],
    ['a header that announces 16 MB', Buffer.from([0xff, 0xff, 0xff, 1]), 1153],
  ])('%s is refused', async (_, bytes, errno) => {
    const { handler, port } = await openServer()
    const client = await RawClient.connect(port)
    const salt = await client.read(0)
    client.send(bytes, query('echo pwned'))
    expect(salt).toBeDefined()
    expect(errorOf(await client.read(((bytes[3] ?? 0) + 1) & 0xff)).errno).toBe(errno)
    await client.ended()
    expect(handler.calls).toEqual([])
  })

  test('a client that says nothing, or half of it, is dropped in time', async () => {
    const { handler, port } = await openServer({ handshakeTimeoutMs: 50 })
    const silent = await RawClient.connect(port)
    const half = await RawClient.connect(port)
    half.send(packet(1, credentials('root', Buffer.alloc(0))).subarray(0, 10))
    await Promise.all([silent.ended(), half.ended()])
    expect(handler.calls).toEqual([])
    const good = await RawClient.logIn(port)
    await delay(80)
    good.send(command(0x0e))
    expect((await good.read(1))?.toString('hex')).toBe(OK)
    good.destroy()
  })

  test('clients that vanish at any point leave a server that serves', async () => {
    const { port, warnings } = await openServer()
    const whole = Buffer.concat([packet(1, credentials('root', Buffer.alloc(0))), query('rows 5000')])
    await Promise.all(
      Array.from({ length: whole.length }, async (_, length) => {
        const client = await RawClient.connect(port)
        client.send(whole.subarray(0, length))
        if (length % 2 === 0) client.destroy()
        else client.socket.resetAndDestroy()
      }),
    )
    const client = await RawClient.logIn(port)
    client.send(command(0x0e))
    expect((await client.read(1))?.toString('hex')).toBe(OK)
    client.destroy()
    expect(warnings).toEqual([])
  })

  test('more clients than allowed are told so', async () => {
    const { port } = await openServer({ maxConnections: 2 })
    const clients = await Promise.all([RawClient.logIn(port), RawClient.logIn(port)])
    const third = await RawClient.connect(port)
    const refusal = await third.read(0)
    expect(refusal?.toString('latin1', 3)).toBe('Reach cluster-wide connection limit, qe_max_connection=2')
    await third.ended()
    clients[0].destroy()
    await until(() => clients[0].socket.destroyed)
    await delay(20)
    const fourth = await RawClient.logIn(port)
    fourth.destroy()
    clients[1].destroy()
  })
})
