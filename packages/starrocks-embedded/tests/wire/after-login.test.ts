import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openServer, until } from './support/open-server.ts'
import { command, errorOf, packet, query, RawClient } from './support/raw-client.ts'

const OK = '00000000000000'

describe('after login', () => {
  test('pipelined commands are answered one after another', async () => {
    const { handler, port } = await openServer()
    const client = await RawClient.logIn(port)
    client.send(...Array.from({ length: 500 }, () => command(0x0e)))
    for (let index = 0; index < 500; index += 1) expect((await client.read(1))?.toString('hex')).toBe(OK)
    client.send(query('wait'), query('ok'), query('fail'), query('ok'))
    await until(() => handler.calls.includes('wait'))
    await delay(20)
    expect(handler.calls).toEqual(['open root', 'wait'])
    handler.release()
    expect((await client.read(1))?.[0]).toBe(0)
    expect((await client.read(1))?.[1]).toBe(3)
    expect(errorOf(await client.read(1)).errno).toBe(5501)
    expect((await client.read(1))?.[1]).toBe(3)
    client.destroy()
  })

  test('what was pipelined behind QUIT does not run', async () => {
    const { handler, port } = await openServer()
    const client = await RawClient.logIn(port)
    client.send(query('ok'), command(0x01), query('echo late'))
    expect((await client.read(1))?.[1]).toBe(3)
    await client.ended()
    await until(() => handler.calls.length === 3)
    expect(handler.calls).toEqual(['open root', 'ok', 'close root'])
  })

  test('a refused change of user runs nothing behind it', async () => {
    const { handler, port } = await openServer()
    const client = await RawClient.logIn(port)
    const body = Buffer.concat([
      Buffer.from('alice\0'),
      Buffer.from([20]),
      Buffer.alloc(20, 1),
      Buffer.from('\0\x21\0mysql_native_password\0'),
    ])
    client.send(packet(0, Buffer.concat([Buffer.from([0x11]), body])), query('echo pwned'))
    expect(errorOf(await client.read(1))).toMatchObject({ errno: 1045, message: expect.stringContaining("'alice'") })
    await client.ended()
    await until(() => handler.calls.length === 2)
    expect(handler.calls).toEqual(['open root', 'close root'])
  })

  test('an oversized packet is refused at its header, and the connection closed', async () => {
    const { port } = await openServer({ maxPacketSize: 1_000_000 })
    const client = await RawClient.logIn(port)
    client.send(query(`echo ${'x'.repeat(900_000)}`))
    for (let index = 0; index < 3; index += 1) await client.read(index + 1)
    expect(await client.read(4)).toHaveLength(900_004)
    await client.read(5)
    client.send(packet(0, Buffer.alloc(1_000_001, 3)), query('ok'))
    expect(errorOf(await client.read(1))).toMatchObject({ errno: 1153, sqlState: '08S01' })
    await client.ended()
  })

  test('a client that is refused while it sends still learns why', async () => {
    const { port } = await openServer({ maxPacketSize: 1_000_000 })
    const client = await RawClient.logIn(port)
    client.socket.pause()
    client.send(packet(0, Buffer.alloc(10_000_000, 3)))
    await until(() => client.socket.writableLength === 0)
    await delay(20)
    client.socket.resume()
    expect(errorOf(await client.read(1)).errno).toBe(1153)
    await client.ended()
  })

  test('a row and a statement above 16 MB are split and joined', async () => {
    const { port } = await openServer()
    const client = await RawClient.logIn(port)
    const size = 0xff_ff_ff
    const sql = Buffer.concat([
      Buffer.from([3]),
      Buffer.from('echo '),
      Buffer.alloc(size - 6, 'a'),
      Buffer.alloc(10, 'b'),
    ])
    client.send(packet(0, sql.subarray(0, size)), packet(1, sql.subarray(size)))
    for (let index = 0; index < 3; index += 1) await client.read(2 + index)
    const row = await client.read(5)
    expect(row).toHaveLength(4 + size - 6 + 10 + (row?.[0] === 0xfd ? 0 : 5))
    expect(row?.toString('latin1', row.length - 11)).toBe('abbbbbbbbbb')
    expect((await client.read(7))?.[0]).toBe(0xfe)
    client.destroy()
  })

  test('unknown, unsupported, empty and cut commands cost an error and no more', async () => {
    const { port } = await openServer()
    const client = await RawClient.logIn(port)
    client.send(
      command(0x09),
      command(0x2a),
      packet(0, Buffer.alloc(0)),
      command(0x17, 'ab'),
      command(0x1a, ''),
      command(0x0e),
    )
    expect(errorOf(await client.read(1))).toEqual({
      errno: 1064,
      sqlState: 'HY000',
      message: 'Unsupported command(Statistics)',
    })
    expect(errorOf(await client.read(1))).toEqual({ errno: 1047, sqlState: '08S01', message: 'Unknown command' })
    expect(errorOf(await client.read(1)).errno).toBe(1047)
    expect(errorOf(await client.read(1)).errno).toBe(1835)
    expect(errorOf(await client.read(1)).errno).toBe(1835)
    expect((await client.read(1))?.toString('hex')).toBe(OK)
    client.destroy()
  })

  test('a client that does not read makes the server wait, not grow', async () => {
    const { handler, port } = await openServer()
    const client = await RawClient.logIn(port)
    client.socket.pause()
    client.send(query('endless'), query('ok'))
    let before = -1
    while (before !== handler.produced()) {
      before = handler.produced()
      await delay(100)
    }
    // What the two kernels buffer, and little more.
    expect(handler.produced()).toBeLessThan(1_000_000)
    const other = await RawClient.logIn(port)
    other.send(command(0x0e))
    expect((await other.read(1))?.toString('hex')).toBe(OK)
    other.destroy()
    const stalled = handler.produced()
    client.socket.resume()
    await until(() => handler.produced() > stalled + 10_000)
    client.destroy()
    await until(() => handler.calls.filter((call) => call === 'close root').length === 2)
    expect(handler.calls).not.toContain('ok')
  })

  test('a client that sends without reading is held up by TCP', async () => {
    const { handler, port } = await openServer()
    const client = await RawClient.logIn(port)
    client.send(query('wait'))
    await until(() => handler.calls.includes('wait'))
    const flood = query(`echo ${'x'.repeat(1_000_000)}`)
    for (let index = 0; index < 40; index += 1) client.send(flood)
    await delay(100)
    expect(client.socket.writableLength).toBeGreaterThan(20_000_000)
    client.destroy()
  })

  test('a client that goes away stops its statement', async () => {
    const { handler, port, warnings } = await openServer()
    for (const leave of ['end', 'resetAndDestroy'] as const) {
      const client = await RawClient.logIn(port)
      client.send(query('wait'))
      await until(() => handler.calls.at(-1) === 'wait')
      client.socket[leave]()
      await until(() => handler.calls.at(-1) === 'close root')
      expect(handler.calls.at(-2)).toBe('aborted')
      client.destroy()
    }
    expect(warnings).toEqual([])
  })
})
