import { once } from 'node:events'
import { connect as connectSocket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../../src/index.ts'
import type { EmbeddedServer } from '../../src/index.ts'
import { certificate, key } from '../wire/support/certificate.ts'
import { command, credentials, errorOf, packet, query, RawClient } from '../wire/support/raw-client.ts'
import { connect } from './client.ts'
import type { Client } from './client.ts'

let server: EmbeddedServer
let client: Client
let port = 0
beforeAll(async () => {
  server = await startServer({ httpPort: 0, users: { guest: 'secret' }, tls: { cert: certificate, key } })
  port = Number(new URL(server.url).port)
  client = await connect(server.url)
  await client.ask('CREATE DATABASE d')
  await client.ask('USE d')
})
afterAll(async () => {
  await client.close()
  await server.close()
})

const databases = async () => (await client.ask('SHOW DATABASES')).flat()

describe('a client that is not let in', () => {
  it('runs nothing, whatever it sends in front of its refusal or behind it', async () => {
    const before = await databases()
    for (const login of [
      packet(1, credentials('guest', Buffer.alloc(20, 1))),
      packet(1, credentials('nobody', Buffer.alloc(0))),
      packet(1, credentials('guest', Buffer.alloc(0)).subarray(0, 20)),
      Buffer.alloc(0),
    ]) {
      const raw = await RawClient.connect(port)
      raw.send(login, query('CREATE DATABASE pwned'), command(0x02, 'd'), query('DROP DATABASE d'))
      await raw.ended()
    }
    expect(await databases()).toEqual(before)
  })
})

describe('garbage', () => {
  it('costs its connection and no more: thousands of packets that are none', async () => {
    const random = generator(7)
    const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => random(256)))
    const before = await databases()
    await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const raw = i % 3 === 0 ? await RawClient.connect(port) : await RawClient.logIn(port)
        for (let n = 0; n < 40 && !raw.socket.destroyed; n++) {
          const body = bytes(random(200))
          // Commands that are whole packets with a body that means nothing, and bytes that are no packets at all.
          raw.send(i % 2 === 0 ? packet(0, Buffer.concat([Buffer.from([random(32)]), body])) : body)
          await new Promise((resolve) => setImmediate(resolve))
        }
        raw.destroy()
      }),
    )
    expect(await client.ask('SELECT 1')).toEqual([['1']])
    expect(await databases()).toEqual(before)
  })

  it('over HTTP too', async () => {
    const { port: httpPort } = new URL(server.httpUrl)
    for (const text of [
      '\0\x01\x02',
      'PUT /api/d/t/_stream_load HTTP/1.1\r\nContent-Length: x\r\n\r\n',
      'GET '.repeat(9000),
    ]) {
      const socket = connectSocket(Number(httpPort), '127.0.0.1')
      socket.on('error', () => {})
      socket.end(text)
      await once(socket.resume(), 'close')
    }
    expect((await fetch(`${server.httpUrl}/api/health`)).status).toBe(200)
  })

  it('is answered as what it is when it is too large', async () => {
    const raw = await RawClient.logIn(port)
    // 64 MiB and a byte, announced by the headers of five packets: the server does not wait for all of it.
    const full = Buffer.alloc(0xff_ff_ff)
    for (let sequence = 0; sequence < 4; sequence++) raw.send(Buffer.from([0xff, 0xff, 0xff, sequence]), full)
    raw.send(Buffer.from([0xff, 0xff, 0xff, 4]))
    expect(errorOf(await raw.read(5)).errno).toBe(1153)
    await raw.ended()
  })
})

describe('many clients', () => {
  it('200 at once, each with its own database, rows and prepared statement', async () => {
    await client.ask(
      "CREATE TABLE crowd (k INT, who VARCHAR(20)) PRIMARY KEY(k) DISTRIBUTED BY HASH(k) PROPERTIES ('replication_num' = '1')",
    )
    const clients = await Promise.all(Array.from({ length: 200 }, () => connect(server.url, { database: 'd' })))
    const answers = await Promise.all(
      clients.map(async (one, i) => {
        await one.ask(`SET @mine = ${i}`)
        await one.ask(`INSERT INTO crowd VALUES (${i}, 'client ${i}')`)
        const [rows] = await one.raw.execute("SELECT concat(who, '/', @mine) AS found FROM crowd WHERE k = ?", [i])
        return JSON.stringify(rows)
      }),
    )
    expect(answers).toEqual(Array.from({ length: 200 }, (_, i) => JSON.stringify([[`client ${i}/${i}`]])))
    expect(await client.ask('SELECT count(*) FROM crowd')).toEqual([['200']])
    await Promise.all(clients.map((one) => one.close()))
  })
})

describe('text', () => {
  it('is full UTF-8 in names, comments, values and errors', async () => {
    const words = 'Größe, 大小, 🐘 ﷽ \u{10ffff}'
    await client.ask(
      `CREATE TABLE \`表\` (\`größe\` VARCHAR(100) COMMENT '${words}') COMMENT '${words}' PROPERTIES ('replication_num' = '1')`,
    )
    await client.ask(`INSERT INTO \`表\` VALUES ('${words}'), ('a\\'b\\\\c\\n')`)
    expect(await client.ask('SELECT `größe` FROM `表` ORDER BY 1')).toEqual([[words], ["a'b\\c\n"]].toSorted())
    expect((await client.ask('SHOW FULL COLUMNS FROM `表`'))[0]?.at(-1)).toBe(words)
    expect(await client.refusal('SELECT * FROM `没有🐘`')).toContain("'d.没有🐘'")
  })
})

describe('TLS', () => {
  it('encrypts for those who ask, with the certificate that was given', async () => {
    const open = (ssl: object) => createConnection({ host: '127.0.0.1', port, user: 'guest', password: 'secret', ssl })
    const secure = await open({ ca: certificate })
    const [rows] = await secure.query('SELECT current_user() AS me')
    expect(rows).toEqual([{ me: "'guest'@'%'" }])
    await secure.end()
    await expect(open({})).rejects.toThrow(/self.signed certificate/)
  })
})

describe('addresses', () => {
  it('are of this machine only, unless told otherwise', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.internal === false && address.family === 'IPv4')?.address
    expect(new URL(server.url).hostname).toBe('127.0.0.1')
    expect(new URL(server.httpUrl).hostname).toBe('127.0.0.1')
    // A machine without a network has only itself.
    if (outside === undefined) return
    for (const closed of [port, Number(new URL(server.httpUrl).port)]) {
      await expect(once(connectSocket(closed, outside), 'connect')).rejects.toThrow(/ECONNREFUSED/)
    }
    const open = await startServer({ host: '0.0.0.0' })
    await once(connectSocket(Number(new URL(open.url).port), outside), 'connect').then(() => open.close())
  })
})

/** Numbers below a bound, the same each time. */
function generator(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}
