import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from 'starrocks-embedded'
import { AccessDeniedError, connect } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { startFaultProxy } from './fault-proxy.ts'
import { createTable, withPlace } from './support.ts'

test('a user who may read only sees what is missing, and needs nothing where nothing is to be done', () =>
  withPlace(async ({ server, connect: open, migrator, revision }) => {
    await revision('aa', null, [createTable('t')])
    const root = await open()
    await root.query("CREATE USER reader IDENTIFIED BY ''")
    await root.query('GRANT SELECT ON ALL TABLES IN DATABASE demo TO USER reader')
    await root.query('GRANT SELECT ON ALL VIEWS IN DATABASE demo TO USER reader')
    const url = `${server.url.replace('root@', 'reader@')}/demo`
    const denied = migrator(await open(url)).upgrade()
    await expect(denied).rejects.toThrow(AccessDeniedError)
    await expect(denied).rejects.toThrow(/you need \(at least one of\) the CREATE VIEW privilege/u)
    expect((await root.query('SHOW TABLES')).rows).toEqual([])
    await migrator(root).upgrade()
    const reader = migrator(await open(url))
    expect(await reader.upgrade()).toEqual({ revisions: [], heads: ['aa'] })
    expect((await reader.current()).heads).toEqual(['aa'])
    expect(await reader.plan('upgrade', 'head')).toEqual([])
  }))

test('the ledger was dropped: the objects are in the way, and stamp tells where the database is', () =>
  withPlace(async ({ connect: open, migrator, revision }) => {
    await revision('aa', null, [createTable('t')])
    await revision('bb', 'aa', [createTable('u')])
    const connection = await open()
    await migrator(connection).upgrade('aa')
    await connection.query('DROP TABLE _starrocks_kit_ledger FORCE')
    expect((await migrator(connection).current()).heads).toEqual([])
    await expect(migrator(connection).upgrade()).rejects.toThrow(/Table 't' already exists/u)
    await migrator(connection).resolve('rolled-back')
    await migrator(connection).stamp('aa')
    expect((await migrator(connection).upgrade()).heads).toEqual(['bb'])
  }))

test('the first host goes away in the middle: the next run goes on at the second', () =>
  withPlace(async ({ server, connect: open, migrator, revision }) => {
    await revision('aa', null, [createTable('t'), createTable('u'), createTable('x')])
    const { hostname, port } = new URL(server.url.replace('starrocks:', 'http:'))
    const to = { host: hostname, port: Number(port) }
    const [first, second] = [await startFaultProxy(to), await startFaultProxy(to)]
    try {
      const url = `starrocks://root@127.0.0.1:${first.port},127.0.0.1:${second.port}/demo`
      const connection = await open(url)
      const run = migrator(connection).upgrade('head', {
        onEvent: (event) => {
          if (event.kind === 'statement' && event.step === 2) void first.close()
        },
      })
      await expect(run).rejects.toThrow(/127\.0\.0\.1/u)
      expect((await migrator(await open(url)).upgrade()).heads).toEqual(['aa'])
    } finally {
      await second.close()
    }
  }))

test('the server is restarted in the middle: the next run goes on', { timeout: 60_000 }, () =>
  withPlace(async ({ migrator, revision }) => {
    await revision('aa', null, [createTable('t'), createTable('u'), `op.addColumn('t', { name: 'w', type: 'INT' })`])
    const dataDirectory = await mkdtemp(join(tmpdir(), 'starrocks-kit-restart-'))
    const before = await startServer({ dataDirectory })
    try {
      const connection = await connect(before.url)
      await connection.query('CREATE DATABASE demo')
      const session = await connect(`${before.url}/demo`)
      let closing: Promise<void> | undefined
      const run = migrator(session, { lockOptions: { expiresAfter: 1 } }).upgrade('head', {
        onEvent: (event) => {
          if (event.kind === 'statement' && event.step === 2) closing = before.close()
        },
      })
      await expect(run).rejects.toThrow()
      await closing
      const after = await startServer({ dataDirectory })
      try {
        const again = await connect(`${after.url}/demo`)
        expect((await migrator(again, { lockOptions: { expiresAfter: 1 } }).upgrade()).heads).toEqual(['aa'])
        const { rows } = await again.query('SELECT DISTINCT state FROM _starrocks_kit_ledger')
        expect(rows).toEqual([['done']])
        await again.close()
      } finally {
        await after.close()
      }
      await Promise.allSettled([connection.close(), session.close()])
    } finally {
      await rm(dataDirectory, { recursive: true, force: true })
    }
  }),
)
