import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import {
  AuthenticationError,
  ConnectionError,
  ConnectionLostError,
  connectionProvider,
  loggingConnection,
  ServerError,
  UnknownDatabaseError,
  UnknownTableError,
} from '../../src/connection/index.ts'
import { startPeer } from './peer.ts'
import type { Peer } from './peer.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function peer(...parameters: Parameters<typeof startPeer>): Promise<Peer> {
  const started = await startPeer(...parameters)
  closers.push(started.close)
  return started
}

/** The port of a server that listens until the end of the test. */
async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => closed(server))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
  })

/** A port on which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer()
  const port = await listening(server)
  await closed(server)
  return port
}

const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => {
      throw new Error('it did not fail')
    },
    (error: Error) => error,
  )

test('values are text, NULL is null, and names are UTF-8', async () => {
  const { port, statements } = await peer((sql) =>
    sql.startsWith('SELECT')
      ? {
          columns: ['n', 'naïve 💡'],
          rows: [
            ['9223372036854775807', null],
            ['', '日本'],
          ],
        }
      : { affectedRows: 0 },
  )
  const connection = await connectionProvider(`starrocks://root@127.0.0.1:${port}/shop`).connect()
  expect(connection.description).toBe(`127.0.0.1:${port}/shop`)
  expect(connection.database).toBe('shop')
  expect(await connection.query('SELECT n, x FROM t')).toEqual({
    columns: ['n', 'naïve 💡'],
    rows: [
      ['9223372036854775807', null],
      ['', '日本'],
    ],
    affectedRows: 0,
  })
  await connection.close()
  await connection.close()
  expect(statements).toEqual(['USE `shop`', 'SELECT n, x FROM t'])
  expect(await failure(connection.query('SELECT 1'))).toBeInstanceOf(ConnectionLostError)
})

test('affected rows of a statement without rows', async () => {
  const { port } = await peer(() => ({ affectedRows: 3 }))
  const connection = await connectionProvider(`starrocks://root@127.0.0.1:${port}`).connect()
  expect(await connection.query('INSERT INTO t VALUES (1)')).toEqual({ columns: [], rows: [], affectedRows: 3 })
  await connection.close()
})

test('catalog and database are chosen by statements; database: null chooses none; fork keeps both', async () => {
  const { port, statements } = await peer(() => ({ affectedRows: 0 }))
  const provider = connectionProvider(`starrocks://root@127.0.0.1:${port}/la%20ke.shop`)
  expect(provider).toMatchObject({ description: `127.0.0.1:${port}/la ke.shop`, catalog: 'la ke', database: 'shop' })
  const connection = await provider.connect()
  const fork = await connection.fork()
  expect(fork.description).toBe(connection.description)
  const bare = await provider.connect({ database: null })
  expect(bare.database).toBeUndefined()
  await Promise.all([connection.close(), fork.close(), bare.close()])
  expect(statements).toEqual([
    'SET CATALOG `la ke`',
    'USE `shop`',
    'SET CATALOG `la ke`',
    'USE `shop`',
    'SET CATALOG `la ke`',
  ])
})

test('nothing listens: the message names host and port and what to check', async () => {
  const port = await closedPort()
  const error = await failure(connectionProvider(`starrocks://ada:hush-hush@127.0.0.1:${port}/db`).connect())
  expect(error).toBeInstanceOf(ConnectionError)
  expect(error).toMatchObject({ code: 'CONNECTION_FAILED', hosts: [`127.0.0.1:${port}`] })
  expect(error.message).toBe(
    `StarRocks is not reachable.\n  127.0.0.1:${port}: nothing listens on this port (connection refused)\n` +
      'Check that the frontend (FE) is running, that the host is right, that the port is its query_port (9030 unless configured otherwise) ' +
      'and that no firewall is in between.',
  )
})

test('a server that never answers ends in a timeout', async () => {
  const port = await listening(createServer())
  const error = await failure(connectionProvider(`starrocks://u@127.0.0.1:${port}?connectTimeout=80`).connect())
  expect(error.message).toContain(`127.0.0.1:${port}: no answer within 80 ms`)
})

test('something else than StarRocks listens', async () => {
  const port = await listening(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
  const error = await failure(connectionProvider(`starrocks://u@127.0.0.1:${port}?connectTimeout=2000`).connect())
  expect(error).toBeInstanceOf(ConnectionError)
})

test('the next host serves when the first is down, and a fork goes to the host that answered', async () => {
  const port = await closedPort()
  const live = await peer(() => ({ affectedRows: 0 }))
  const connection = await connectionProvider(`starrocks://u@127.0.0.1:${port},127.0.0.1:${live.port}/db`).connect()
  expect(connection.description).toBe(`127.0.0.1:${live.port}/db`)
  const fork = await connection.fork()
  await Promise.all([connection.close(), fork.close()])
  expect(live.statements).toEqual(['USE `db`', 'USE `db`'])
})

test('a wrong password names user and host, never the password, and asks no other host', async () => {
  const refusal = { code: 1045, message: `Access denied for user 'ada' (using password: YES) hush-hush` }
  const first = await peer(
    () => ({ affectedRows: 0 }),
    () => refusal,
  )
  const second = await peer(() => ({ affectedRows: 0 }))
  const url = `starrocks://ada:hush-hush@127.0.0.1:${first.port},127.0.0.1:${second.port}/db`
  const error = await failure(connectionProvider(url).connect())
  expect(error).toBeInstanceOf(AuthenticationError)
  expect(error).toBeInstanceOf(ConnectionError)
  expect(error.message).toContain(
    `StarRocks at 127.0.0.1:${first.port} does not let user ada in with the given password`,
  )
  expect(inspectAll(error)).not.toContain('hush-hush')
  expect(second.statements).toEqual([])
})

test('an unknown database is told apart', async () => {
  const { port } = await peer(() => ({ errno: 5501, message: `Unknown database 'nodb'` }))
  const error = await failure(connectionProvider(`starrocks://u@127.0.0.1:${port}/nodb`).connect())
  expect(error).toBeInstanceOf(UnknownDatabaseError)
})

test('server errors carry number, text and the redacted statement; the session lives on', async () => {
  const { port } = await peer((sql) =>
    sql === 'SELECT 1'
      ? { columns: ['1'], rows: [['1']] }
      : { errno: 5502, message: `Unknown table 'db.t' near hush-hush` },
  )
  const connection = await connectionProvider(`starrocks://u:hush-hush@127.0.0.1:${port}`).connect()
  const error = await failure(connection.query(`CREATE USER x IDENTIFIED BY 'sesame'; SELECT 'hush-hush'`))
  expect(error).toBeInstanceOf(UnknownTableError)
  expect(error).toMatchObject({ errno: 5502, sql: `CREATE USER x IDENTIFIED BY '***'; SELECT '***'` })
  expect(inspectAll(error)).not.toMatch(/hush-hush|sesame/u)
  expect((await connection.query('SELECT 1')).rows).toEqual([['1']])
  await connection.close()
})

test('a connection that breaks during a statement says so', async () => {
  const { port } = await peer(() => 'disconnect')
  const connection = await connectionProvider(`starrocks://u@127.0.0.1:${port}`).connect()
  const error = await failure(connection.query('ALTER TABLE t ADD COLUMN c INT'))
  expect(error).toBeInstanceOf(ConnectionLostError)
  expect(error.message).toContain('It is not known whether the server has carried out: ALTER TABLE t ADD COLUMN c INT')
  await connection.close()
})

test('statements are logged with their duration and without secrets', async () => {
  const { port } = await peer((sql) => (sql.startsWith('DROP') ? { errno: 1064, message: 'no' } : { affectedRows: 0 }))
  const lines: string[] = []
  const logger = { debug: (line: string) => lines.push(line), info: () => undefined, warn: () => undefined }
  const connection = loggingConnection(await connectionProvider(`starrocks://u@127.0.0.1:${port}`).connect(), logger)
  await connection.query(`ALTER USER u IDENTIFIED BY 'sesame'`)
  expect(await failure(connection.query('DROP TABLE t'))).toBeInstanceOf(ServerError)
  const fork = await connection.fork()
  await fork.query('SELECT 2')
  await Promise.all([connection.close(), fork.close()])
  expect(lines.map((line) => line.replace(/\[\d+ ms\]/u, '[n ms]'))).toEqual([
    `[n ms] ALTER USER u IDENTIFIED BY '***'`,
    '[n ms] failed: DROP TABLE t',
    '[n ms] SELECT 2',
  ])
})

/** Everything that an error would show when it is printed in full. */
function inspectAll(error: Error): string {
  const parts = [error.message, error.stack ?? '', JSON.stringify(error)]
  return error.cause instanceof Error ? [...parts, inspectAll(error.cause)].join('\n') : parts.join('\n')
}
