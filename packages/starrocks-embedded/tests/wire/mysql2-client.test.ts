import { createConnection, createPool } from 'mysql2/promise'
import type { Connection, ConnectionOptions, RowDataPacket } from 'mysql2/promise'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ServerError } from '../../src/wire/server-error.ts'
import { certificate, key } from './support/certificate.ts'
import { openServer, until } from './support/open-server.ts'
import { ALL_TYPES } from './support/test-handler.ts'

const open = async (port: number, options: ConnectionOptions = {}): Promise<Connection> => {
  const connection = await createConnection({
    host: '127.0.0.1',
    port,
    user: 'root',
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    ...options,
  })
  connection.on('error', () => {})
  onTestFinished(() => connection.destroy())
  return connection
}

const rowsOf = async (connection: Connection, sql: string): Promise<unknown> =>
  (await connection.query<RowDataPacket[]>(sql))[0]

/** StarRocks declares text as MySQL's three-byte UTF-8, which mysql2 takes at its word unless it is told otherwise. */
const UTF8: ConnectionOptions = { typeCast: (field) => field.string('utf8') }

const printed = (row: RowDataPacket | undefined): unknown =>
  Object.fromEntries(
    Object.entries(row ?? {}).map(([name, value]) => [name, name === 'd' ? Number(value) : String(value)]),
  )

describe('login', () => {
  test('with a password of any characters', async () => {
    const { handler, port } = await openServer()
    await open(port, {
      user: 'bob',
      password: 'pässwörd 😀',
      database: 'db',
      connectAttributes: { program_name: 'wire test' },
    })
    expect(handler.logins[0]).toMatchObject({
      user: 'bob',
      host: '127.0.0.1',
      plugin: 'mysql_native_password',
      database: 'db',
      secure: false,
      attributes: { program_name: 'wire test' },
    })
    expect(handler.calls).toEqual(['open bob', 'use db'])
    expect(handler.connections[0]).toMatchObject({ connectionId: 1, host: '127.0.0.1', secure: false })
  })

  test('with a wrong password', async () => {
    const { handler, port } = await openServer()
    await expect(open(port, { user: 'bob', password: 'guess' })).rejects.toMatchObject({
      errno: 1045,
      code: 'ER_ACCESS_DENIED_ERROR',
      sqlState: '28000',
      message: "Access denied for user 'bob' (using password: YES)",
    })
    expect(handler.calls).toEqual([])
  })

  test('over TLS, and without it all the same', async () => {
    const { handler, port } = await openServer({ tls: { key, cert: certificate } })
    const secure = await open(port, {
      user: 'alice',
      password: 'wonderland',
      ssl: { ca: certificate },
    })
    expect(await rowsOf(secure, `echo ${'ü'.repeat(100_000)}`)).toEqual([{ text: 'ü'.repeat(100_000) }])
    const plain = await open(port)
    expect(await rowsOf(plain, 'echo plain')).toEqual([{ text: 'plain' }])
    expect(handler.connections.map((connection) => connection.secure)).toEqual([true, false])
    await expect(open(port, { user: 'alice', password: 'x', ssl: { ca: certificate } })).rejects.toMatchObject({
      errno: 1045,
    })
  })

  test('a certificate that is none is refused before the server listens', () => {
    return expect(openServer({ tls: { key: 'x', cert: 'y' } })).rejects.toThrow()
  })

  test('as another user: a new session, or none', async () => {
    const { handler, port } = await openServer()
    const connection = await open(port)
    await connection.execute('select ?', ['a'])
    await connection.changeUser({ user: 'alice', password: 'wonderland', database: 'db' })
    expect(await rowsOf(connection, 'echo alice')).toEqual([{ text: 'alice' }])
    expect(handler.calls).toEqual([
      'open root',
      'execute varchar a',
      'close statement',
      'close root',
      'open alice',
      'use db',
      'echo alice',
    ])
    await expect(connection.changeUser({ user: 'bob', password: 'x' })).rejects.toMatchObject({ errno: 1045 })
    await expect(connection.query('echo bob')).rejects.toThrow()
    expect(handler.calls).not.toContain('echo bob')
  })
})

describe('queries', () => {
  test('text of every width of UTF-8, both ways', async () => {
    const { port } = await openServer()
    const connection = await open(port, UTF8)
    const text = 'a ü € 😀 👩‍👩‍👧 \u{10ffff}'
    expect(await rowsOf(connection, `echo ${text}`)).toEqual([{ text }])
  })

  test('NULL is not the empty string', async () => {
    const { port } = await openServer()
    expect(await rowsOf(await open(port), 'null')).toEqual([{ a: null, b: null, c: '' }])
  })

  test('OK carries what the statement did', async () => {
    const { port } = await openServer()
    const [result] = await (await open(port)).query('ok')
    expect(result).toMatchObject({ affectedRows: 3, insertId: 7, warningStatus: 2 })
    expect(JSON.stringify(result)).toContain("'status':'VISIBLE'")
  })

  test('100 000 rows', async () => {
    const { port } = await openServer()
    const rows = await rowsOf(await open(port, { rowsAsArray: true }), 'rows 100000')
    expect(rows).toHaveLength(100_000)
    expect(rows).toEqual(expect.arrayContaining([[100_000, 'name 100000']]))
  })

  test('a row larger than all buffers', async () => {
    const { port } = await openServer()
    const rows = await rowsOf(await open(port), 'wide 5000000')
    expect(rows).toEqual([{ text: 'x'.repeat(5_000_000) }, { text: 'end' }])
  })

  test('several statements, without being asked for', async () => {
    const { handler, port } = await openServer()
    const [results] = await (await open(port)).query('echo one; ok; rows 0; echo two;')
    expect(results).toMatchObject([[{ text: 'one' }], { affectedRows: 3 }, [], [{ text: 'two' }]])
    expect(handler.calls.slice(1)).toEqual(['echo one', 'ok', 'rows 0', 'echo two'])
  })

  test('stop at the first error; what was before is done', async () => {
    const { handler, port } = await openServer()
    const connection = await open(port)
    await expect(connection.query('ok; fail; echo never')).rejects.toMatchObject({
      errno: 5501,
      sqlState: '3F000',
      message: "Unknown database 'x'",
    })
    expect(handler.calls.slice(1)).toEqual(['ok', 'fail'])
    expect(await rowsOf(connection, 'echo still here')).toEqual([{ text: 'still here' }])
  })

  test('nothing at all is OK', async () => {
    const { port } = await openServer()
    expect((await (await open(port)).query(' ; '))[0]).toMatchObject({ affectedRows: 0 })
  })

  test('errors keep code, SQLSTATE and text, wherever they happen', async () => {
    const { port, warnings } = await openServer()
    const connection = await open(port)
    await expect(connection.query('syntax')).rejects.toMatchObject({
      errno: 1064,
      sqlState: 'HY000',
      message: 'Getting syntax error',
    })
    await expect(connection.query('fail-late')).rejects.toMatchObject({ errno: 1064, message: 'the disk is full' })
    expect(warnings).toEqual([])
    await expect(connection.query('fault')).rejects.toMatchObject({ errno: 1064, message: 'no such verb: fault' })
    await expect(connection.query('narrow')).rejects.toMatchObject({ message: 'A row has 1 values for 2 columns' })
    expect(warnings).toHaveLength(2)
    expect(warnings[0]).toContain('TypeError: no such verb: fault')
    expect(await rowsOf(connection, 'echo still here')).toEqual([{ text: 'still here' }])
  })

  test('ping, reset', async () => {
    const { handler, port } = await openServer()
    const connection = await open(port)
    await connection.ping()
    await connection.reset()
    expect(handler.calls).toEqual(['open root', 'reset'])
  })

  test('a query that is cancelled gets the reason', async () => {
    const { handler, port, warnings } = await openServer()
    const connection = await open(port)
    const waiting = connection.query('wait')
    await until(() => handler.calls.includes('wait'))
    handler.connections[0]?.cancel(new ServerError('Query was cancelled', 1317, '70100'))
    await expect(waiting).rejects.toMatchObject({ errno: 1317, sqlState: '70100' })
    expect(await rowsOf(connection, 'echo still here')).toEqual([{ text: 'still here' }])
    expect(warnings).toEqual([])
    const endless = connection.query('endless')
    await until(() => handler.produced() > 1000)
    handler.connections[0]?.cancel(new ServerError('Query was cancelled', 1317, '70100'))
    await expect(endless).rejects.toMatchObject({ errno: 1317 })
    handler.connections[0]?.disconnect()
    await until(() => handler.calls.at(-1) === 'close root')
    await expect(connection.query('echo gone')).rejects.toThrow()
  })
})

describe('prepared statements', () => {
  test('bind what the client sends', async () => {
    const { handler, port } = await openServer()
    const connection = await open(port, UTF8)
    const [rows] = await connection.execute<RowDataPacket[]>('select ?, ?, ?, ?, ?', [
      '😀',
      1.5,
      true,
      null,
      Buffer.from([1, 255]),
    ])
    expect(rows).toEqual([
      { c0: 'varchar 😀', c1: 'double 1.5', c2: 'tinyint 1', c3: 'null', c4: 'varbinary 01ff', c5: null },
    ])
    const [again] = await connection.execute<RowDataPacket[]>('select ?, ?, ?, ?, ?', [
      null,
      2,
      false,
      '',
      new Date(Date.UTC(2024, 1, 29)),
    ])
    expect(again).toMatchObject([
      {
        c0: 'null',
        c1: 'double 2',
        c2: 'tinyint 0',
        c3: 'varchar ',
        c4: expect.stringContaining('datetime 2024-02-2'),
      },
    ])
    connection.unprepare('select ?, ?, ?, ?, ?')
    await until(() => handler.calls.includes('close statement'))
  })

  test('return binary rows that mean what the text rows mean', async () => {
    const { port } = await openServer()
    const connection = await open(port)
    const [text] = await connection.query<RowDataPacket[]>('types')
    const [binary] = await connection.execute<RowDataPacket[]>('select types')
    const expected = Object.fromEntries(ALL_TYPES.map(([column, value]) => [column.name, value]))
    expect(printed(text[0])).toEqual({ ...expected, d: -2.25e300, dec: '-12345678.90' })
    expect(printed(binary[0])).toEqual({ ...expected, d: -2.25e300 })
  })

  test('are for SELECT only', async () => {
    const { port } = await openServer()
    const connection = await open(port)
    await expect(connection.execute('insert', [])).rejects.toMatchObject({
      errno: 1295,
      message: 'This command is not supported in the prepared statement protocol yet',
    })
    expect(await rowsOf(connection, 'echo still here')).toEqual([{ text: 'still here' }])
  })
})

describe('many clients', () => {
  test('200 at once', async () => {
    const { handler, port } = await openServer()
    const connections = await Promise.all(Array.from({ length: 200 }, () => open(port)))
    const answers = await Promise.all(connections.map((connection, index) => rowsOf(connection, `echo ${index}`)))
    expect(answers).toEqual(connections.map((_, index) => [{ text: String(index) }]))
    expect(new Set(handler.connections.map((connection) => connection.connectionId)).size).toBe(200)
    await Promise.all(connections.map((connection) => connection.end()))
    await until(() => handler.calls.filter((call) => call === 'close root').length === 200)
  })

  test('a long result does not starve the others', async () => {
    const { handler, port } = await openServer()
    const [busy, other] = await Promise.all([open(port), open(port)])
    const endless = busy.query('endless').catch(() => {})
    await until(() => handler.produced() > 1000)
    const started = Date.now()
    for (let index = 0; index < 10; index += 1) await other.ping()
    expect(Date.now() - started).toBeLessThan(1500)
    busy.destroy()
    handler.connections[0]?.disconnect()
    await endless
  })

  test('a pool', async () => {
    const { port } = await openServer()
    const pool = createPool({ host: '127.0.0.1', port, user: 'root', connectionLimit: 5 })
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => pool.query<RowDataPacket[]>(`echo ${index}`)),
    )
    expect(answers.map(([rows]) => rows[0]?.['text'])).toEqual(Array.from({ length: 50 }, (_, index) => String(index)))
    await pool.end()
  })
})
