import { spawn } from 'node:child_process'
import { startServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import { expect, test } from 'vitest'
import {
  DatabaseLock,
  InterruptedError,
  LockedError,
  LockLostError,
} from '../../packages/starrocks-kit/src/migrations/index.ts'
import { LockViews, secondsBetween } from '../../packages/starrocks-kit/src/migrations/lock/lock-view.ts'
import type { LockHolder } from '../../packages/starrocks-kit/src/migrations/lock/lock-view.ts'
import { processIdentity } from '../../packages/starrocks-kit/src/migrations/lock/process-identity.ts'
import { configFile, withProject } from '../project.ts'
import { withServerProject } from '../server-project.ts'
import { createTable, revisionText, withPlace } from './support.ts'

const noFence = (): Promise<number> => Promise.resolve(0)

/** A holder that nobody knows to be dead. */
function stranger(fence: number, heartbeat: string): LockHolder {
  const fields = { owner: `o'neil`, host: 'db 1', pid: 7, token: `t${fence}`, since: heartbeat, expiresAfter: 60 }
  return { ...fields, fence, heartbeat }
}

test('of many that want it at the same time, one at a time has it', () =>
  withPlace(async ({ connect: open }) => {
    let inside = 0
    let most = 0
    const fences: number[] = []
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        const lock = new DatabaseLock({ connection: await open(), database: 'demo', lastFence: noFence })
        await lock.run(async (held) => {
          most = Math.max(most, ++inside)
          fences.push(held.fence ?? 0)
          await held.check()
          inside--
        })
      }),
    )
    expect(most).toBe(1)
    expect(fences).toHaveLength(12)
    expect(await new LockViews(await open(), 'demo').list()).toEqual([])
  }))

test('a number that is taken by what cannot be seen is not waited for without end', () =>
  withPlace(async ({ connect: open }) => {
    const connection = await open()
    await connection.query('CREATE TABLE _starrocks_kit_lock_1 (id INT) PROPERTIES ("replication_num" = "1")')
    const lock = new DatabaseLock({ connection, database: 'demo', lastFence: noFence, timeout: 100 })
    await expect(lock.run(() => Promise.resolve())).rejects.toThrow(LockedError)
    const patient = new DatabaseLock({ connection, database: 'demo', lastFence: noFence })
    const signal = AbortSignal.timeout(100)
    await expect(patient.run(() => Promise.resolve(), { signal })).rejects.toThrow(InterruptedError)
  }))

test('a held lock is waited for, and then refused with who holds it', () =>
  withPlace(async ({ connect: open }) => {
    const connection = await open()
    const views = new LockViews(connection, 'demo')
    const holder = stranger(4, await views.now())
    await views.create(holder)
    expect(await views.list()).toEqual([{ fence: 4, holder }])
    const waiting: unknown[] = []
    const lock = new DatabaseLock({
      connection,
      database: 'demo',
      lastFence: noFence,
      timeout: 100,
      onWaiting: (who) => waiting.push(who?.owner),
    })
    const failure = lock.run(() => Promise.resolve())
    await expect(failure).rejects.toThrow(LockedError)
    await expect(failure).rejects.toThrow(
      `The database demo is locked by o'neil on db 1 (process 7), since ${holder.since} UTC`,
    )
    expect(waiting).toEqual([`o'neil`])
  }))

test('an expired lock, and one of an ended process, are taken over with a greater number', () =>
  withPlace(async ({ connect: open }) => {
    const connection = await open()
    const views = new LockViews(connection, 'demo')
    await views.create(stranger(4, '2026-01-01 00:00:00'))
    const lock = new DatabaseLock({ connection, database: 'demo', lastFence: noFence })
    expect(await lock.run((held) => Promise.resolve(held.fence))).toBe(5)

    const ended = spawn(process.execPath, ['-e', ''])
    const { pid = 0 } = ended
    await new Promise((resolve) => ended.once('exit', resolve))
    const { instance = '' } = processIdentity()
    await views.create({
      ...stranger(9, await views.now()),
      pid,
      instance: instance.replace(/\.\d+$/u, '.1'),
    })
    expect(await lock.run((held) => Promise.resolve(held.fence))).toBe(10)
    const later = new DatabaseLock({ connection, database: 'demo', lastFence: () => Promise.resolve(20) })
    expect(await later.run((held) => Promise.resolve(held.fence))).toBe(21)
  }))

test('a holder gives signs of life by the clock of the server', () =>
  withPlace(async ({ connect: open }) => {
    const views = new LockViews(await open(), 'demo')
    const lock = new DatabaseLock({ connection: await open(), database: 'demo', lastFence: noFence, expiresAfter: 1 })
    const other = new DatabaseLock({ connection: await open(), database: 'demo', lastFence: noFence, timeout: 2_500 })
    await lock.run(async (held) => {
      const [before] = await views.list()
      // Longer than it takes to expire: whoever waits meanwhile does not get it.
      await expect(other.run(() => Promise.resolve())).rejects.toThrow(LockedError)
      const [after] = await views.list()
      expect(after?.holder?.token).toBe(before?.holder?.token)
      expect(after?.holder?.heartbeat).not.toBe(before?.holder?.heartbeat)
      await held.check()
    })
  }))

test('a run that lost its lock stops before its next statement', () =>
  withPlace(async ({ connect: open, migrator, revision }) => {
    await revision('aa', null, [createTable('t'), createTable('u'), createTable('x')])
    const connection = await open()
    const thief = new LockViews(await open(), 'demo')
    let stolen = false
    const stealing = {
      ...connection,
      description: connection.description,
      fork: () => connection.fork(),
      close: () => connection.close(),
      query: async (sql: string) => {
        const result = await connection.query(sql)
        if (sql.startsWith('CREATE TABLE u')) {
          const [mine] = await thief.list()
          await thief.create(stranger(99, await thief.now()))
          await thief.drop(mine?.fence ?? 0)
          stolen = true
        }
        return result
      },
    }
    const failure = migrator({ ...stealing, database: 'demo' }).upgrade()
    await expect(failure).rejects.toThrow(LockLostError)
    await expect(failure).rejects.toThrow(/taken over by o'neil on db 1/u)
    expect(stolen).toBe(true)
    const { rows } = await connection.query('SHOW TABLES')
    expect(rows.flat()).not.toContain('x')
    // The lock of the other one is left alone.
    expect((await thief.list()).map(({ fence }) => fence)).toEqual([99])
    await thief.drop(99)
    expect((await migrator(await open()).upgrade()).heads).toEqual(['aa'])
    const ledger = await connection.query('SELECT step, state, fence FROM _starrocks_kit_ledger ORDER BY step')
    expect(ledger.rows.every(([, state, fence]) => state === 'done' && Number(fence) > 0)).toBe(true)
  }))

test('20 upgrades at the same time apply once, and all succeed', { timeout: 240_000 }, async () => {
  const server = await startServer({})
  try {
    const connection = await connect(server.url)
    await connection.query('CREATE DATABASE demo')
    await withProject(async ({ cli, write }) => {
      await write('starrocks.config.ts', configFile(`'${server.url}/demo'`))
      await write('migrations/aa.mjs', revisionText('aa', null, [createTable('t'), createTable('u')]))
      await write('migrations/bb.mjs', revisionText('bb', 'aa', [`op.addColumn('t', { name: 'w', type: 'INT' })`]))
      const results = await Promise.all(Array.from({ length: 20 }, () => cli('upgrade head')))
      expect(results.map(({ exitCode, output }) => (exitCode === 0 ? '' : output)).filter(Boolean)).toEqual([])
      expect(results.filter(({ output }) => output.includes('upgrade aa'))).toHaveLength(1)
      expect(results.filter(({ output }) => output.includes('nothing to do'))).toHaveLength(19)
    })
    const { rows } = await connection.query(
      'SELECT revision, step, state FROM demo._starrocks_kit_ledger ORDER BY revision, step',
    )
    expect(rows).toEqual([
      ['aa', '0', 'done'],
      ['aa', '1', 'done'],
      ['aa', '2', 'done'],
      ['bb', '0', 'done'],
      ['bb', '1', 'done'],
    ])
    expect((await connection.query('SHOW TABLES FROM demo')).rows.flat()).not.toContainEqual(
      expect.stringContaining('_lock_'),
    )
    await connection.close()
  } finally {
    await server.close()
  }
})

test('unlock removes a lock that is over, and one in use only with --force', { timeout: 60_000 }, async () => {
  await withServerProject(async ({ cli, sql, write }) => {
    const views = new LockViews(sql, 'demo')
    await write('migrations/aa.mjs', revisionText('aa', null, [createTable('t')]))
    expect((await cli('unlock')).output).toContain('is not locked')
    await views.create(stranger(3, await views.now()))
    const upgrade = await cli('upgrade --lock-timeout 1')
    expect(upgrade.output).toContain(`waiting for the lock of o'neil on db 1 (process 7)`)
    expect(upgrade.exitCode).toBe(3)
    const refused = await cli('unlock')
    expect(refused.output).toContain('--force')
    expect(refused.exitCode).toBe(3)
    const forced = await cli('unlock --force')
    expect(forced.output).toContain(`of o'neil on db 1`)
    expect(forced.exitCode).toBe(0)
    expect((await cli('upgrade')).exitCode).toBe(0)
  })
})

/** Code for Node's `--import`: the clock of this machine is wrong by so many hours. */
const skewed = (hours: number): string => {
  const code = `const { now } = Date; const Real = Date; const by = ${hours * 3_600_000}
globalThis.Date = class extends Real { constructor(...given) { super(...(given.length === 0 ? [now() + by] : given)) } static now() { return now() + by } }`
  return `--import=data:text/javascript,${encodeURIComponent(code)}`
}

test('a machine whose clock is hours off takes no lock away, and loses none', { timeout: 60_000 }, async () => {
  const server = await startServer({})
  try {
    const connection = await connect(server.url)
    await connection.query('CREATE DATABASE demo')
    const views = new LockViews(connection, 'demo')
    for (const hours of [-5, 5]) {
      await withProject(
        async ({ cli, write }) => {
          await write('starrocks.config.ts', configFile(`'${server.url}/demo'`))
          const slow = `op.run(async function slow() { await new Promise((resolve) => { setTimeout(resolve, 700) }) })`
          await write('migrations/aa.mjs', revisionText('aa', null, [slow]))
          await views.create(stranger(3, await views.now()))
          const waiting = await cli('upgrade --lock-timeout 0.2')
          expect(waiting.output).toContain('is locked by')
          expect(waiting.exitCode).toBe(3)
          await views.drop(3)

          const running = cli('upgrade')
          let present: Awaited<ReturnType<LockViews['list']>> = []
          while (present.length === 0) present = await views.list()
          const { holder } = present[0] ?? {}
          // It writes the server's time, not its own: nobody takes it for one that has ended long ago.
          expect(Math.abs(secondsBetween(holder?.heartbeat ?? '', await views.now()))).toBeLessThan(60)
          const other = new DatabaseLock({ connection, database: 'demo', lastFence: noFence, timeout: 0 })
          await expect(other.run(() => Promise.resolve())).rejects.toThrow(LockedError)
          expect((await running).exitCode).toBe(0)
          await connection.query('DROP TABLE demo._starrocks_kit_ledger FORCE')
        },
        { NODE_OPTIONS: skewed(hours) },
      )
    }
    await connection.close()
  } finally {
    await server.close()
  }
})

test('the config sets the times of the lock, or does without it', { timeout: 60_000 }, async () => {
  await withServerProject(async ({ cli, server, sql, write }) => {
    const views = new LockViews(sql, 'demo')
    const config = (lock: string): Promise<void> =>
      write('starrocks.config.ts', configFile(`'${server.url}/demo'`).replace('target:', `lock: ${lock},\n  target:`))
    await write('migrations/aa.mjs', revisionText('aa', null, [createTable('t')]))
    await views.create(stranger(3, await views.now()))
    await config('{ timeout: 0 }')
    const refused = await cli('upgrade')
    expect(refused.output).toContain('Waited 0 s')
    expect(refused.exitCode).toBe(3)
    await config('{ expiresAfter: 1 }')
    expect((await cli('upgrade')).output).toContain('lock.expiresAfter: give a number of seconds, 10 or more')
    await config('false')
    expect((await cli('upgrade')).exitCode).toBe(0)
    expect((await views.list()).map(({ fence }) => fence)).toEqual([3])
    await views.drop(3)

    await config('{ expiresAfter: 20 }')
    const wait = `op.run(async function slow() { console.log('at work'); await new Promise((resolve) => { setTimeout(resolve, 300) }) })`
    await write('migrations/bb.mjs', revisionText('bb', 'aa', [wait]))
    const running = cli('upgrade')
    let present: Awaited<ReturnType<LockViews['list']>> = []
    while (present.length === 0) present = await views.list()
    expect(present[0]?.holder?.expiresAfter).toBe(20)
    expect((await running).exitCode).toBe(0)
  })
})
