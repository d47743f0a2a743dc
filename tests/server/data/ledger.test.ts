import { MigrationFailedError } from 'starrocks-kit'
import type { MigrationEvent, Op } from 'starrocks-kit'
import { expect } from 'vitest'
import { introspectSchema } from '../../../packages/starrocks-kit/src/introspection/index.ts'
import { Migrator, migrationScript } from '../../../packages/starrocks-kit/src/migrations/index.ts'
import type { MigrationScript, RevisionFolder } from '../../../packages/starrocks-kit/src/migrations/index.ts'
import { serverTest } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

const test = serverTest()

type Steps = (op: Op) => void

/** A chain of revisions without files: their ids are 1, 2, 3 ... */
function chain(...steps: readonly (readonly [up: Steps, down: Steps])[]): RevisionFolder {
  const scripts = steps.map(([upgrade, downgrade], index): MigrationScript => ({
    revision: {
      id: `rev${index + 1}`,
      downRevisions: index === 0 ? [] : [`rev${index}`],
      branchLabels: [],
      dependsOn: [],
      message: `step ${index + 1}`,
    },
    upgrade,
    downgrade,
  }))
  return {
    paths: ['memory'],
    list: async () => scripts.map(({ revision }) => revision),
    load: async ({ id }) => {
      const script = scripts.find(({ revision }) => revision.id === id)
      if (script === undefined) throw new Error(`no revision ${id}`)
      return script
    },
    source: () => Promise.reject(new Error('there are no files')),
    remove: () => Promise.reject(new Error('there are no files')),
    write: () => Promise.reject(new Error('nothing is written')),
    folderOf: () => undefined,
  }
}

const LEDGER = { properties: { replication_num: '1' } }

function migrator({ connection, name, target }: TestDatabase, folder: RevisionFolder): Migrator {
  return new Migrator({ connection, folder, target, defaultDatabase: name, ledger: LEDGER })
}

async function tables({ connection, name, target }: TestDatabase): Promise<readonly string[]> {
  const state = await introspectSchema(connection, { databases: [name], target })
  return Object.keys(state.databases[name]?.tables ?? {}).toSorted()
}

async function columns({ connection }: TestDatabase, table: string): Promise<readonly (string | null | undefined)[]> {
  return (await connection.query(`DESC ${table}`)).rows.map(([column]) => column)
}

/** The rows of the ledger in their order, as `rev1.0 upgrade done`. */
async function ledger({ connection }: TestDatabase): Promise<readonly string[]> {
  const { rows } = await connection.query(
    'SELECT revision, step, direction, state FROM _starrocks_kit_ledger ORDER BY sequence, step',
  )
  return rows.map(([revision, step, direction, state]) => `${revision}.${step} ${direction} ${state}`)
}

const users = (op: Op): void =>
  op.createTable('users', {
    columns: [
      { name: 'id', type: 'INT', nullable: false },
      { name: 'name', type: 'VARCHAR(50)' },
    ],
    key: 'PRIMARY KEY (id)',
    distributedBy: 'HASH(id) BUCKETS 1',
    properties: { replication_num: '1' },
  })
const noUsers = (op: Op): void => op.dropTable('users')

test('upgrades, tells where it is, and goes back', async ({ database }) => {
  const folder = chain(
    [users, noUsers],
    [
      (op) => {
        op.addColumn('users', { name: 'age', type: 'INT' })
        op.modifyTableComment('users', "people's")
      },
      (op) => {
        op.modifyTableComment('users', null)
        op.dropColumn('users', 'age')
      },
    ],
  )
  const subject = migrator(database, folder)
  expect(await subject.current()).toEqual({ heads: [] })

  const events: MigrationEvent[] = []
  const up = await subject.upgrade('head', { onEvent: (event) => events.push(event) })
  expect(up.revisions.map(({ id }) => id)).toEqual(['rev1', 'rev2'])
  expect(up.heads).toEqual(['rev2'])
  expect(await migrator(database, folder).current()).toEqual({ heads: ['rev2'] })
  expect(await columns(database, 'users')).toEqual(['id', 'name', 'age'])
  expect(events.filter(({ kind }) => kind === 'statement')).toHaveLength(3)
  expect(await ledger(database)).toEqual([
    'rev1.0 upgrade done',
    'rev1.1 upgrade done',
    'rev2.0 upgrade done',
    'rev2.1 upgrade done',
    'rev2.2 upgrade done',
  ])

  const before = await ledger(database)
  expect(await subject.upgrade('head')).toEqual({ revisions: [], heads: ['rev2'] })
  expect(await ledger(database)).toEqual(before)

  expect((await subject.downgrade('-1')).heads).toEqual(['rev1'])
  expect(await columns(database, 'users')).toEqual(['id', 'name'])
  expect((await subject.downgrade('base')).heads).toEqual([])
  expect(await tables(database)).toEqual([])
  expect((await ledger(database)).slice(before.length)).toEqual([
    'rev2.0 downgrade done',
    'rev2.1 downgrade done',
    'rev2.2 downgrade done',
    'rev1.0 downgrade done',
    'rev1.1 downgrade done',
  ])

  expect((await subject.upgrade('+1')).heads).toEqual(['rev1'])
  expect(await tables(database)).toEqual(['users'])
})

test('goes on behind the last statement that was done', async ({ database }) => {
  const folder = chain([
    (op) => {
      users(op)
      op.execute('INSERT INTO users VALUES (1, "Ada")')
      op.execute('INSERT INTO users SELECT id + 1, name FROM missing')
      op.addColumn('users', { name: 'age', type: 'INT' })
    },
    noUsers,
  ])
  const subject = migrator(database, folder)
  const failure = await subject.upgrade().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(MigrationFailedError)
  expect((failure as Error).message).toMatch(/missing/)
  expect(await subject.current()).toMatchObject({
    heads: [],
    unfinished: { revision: 'rev1', direction: 'upgrade', error: expect.stringContaining('missing') },
  })
  expect(await ledger(database)).toEqual([
    'rev1.0 upgrade failed',
    'rev1.1 upgrade done',
    'rev1.2 upgrade done',
    'rev1.3 upgrade failed',
    'rev1.4 upgrade pending',
  ])

  await database.connection.query(
    'CREATE TABLE missing (id INT, name VARCHAR(50)) DISTRIBUTED BY HASH(id) PROPERTIES ("replication_num" = "1")',
  )
  await database.connection.query("INSERT INTO missing VALUES (1, 'Bob')")
  const events: MigrationEvent[] = []
  const resumed = await migrator(database, folder).upgrade('head', { onEvent: (event) => events.push(event) })
  expect(resumed.heads).toEqual(['rev1'])
  expect(events[0]).toMatchObject({ kind: 'revision', steps: 4, done: 2 })
  // The first INSERT did not run again: the row would be the same, so the count of statements tells.
  expect(events.filter(({ kind }) => kind === 'statement')).toHaveLength(2)
  expect((await database.connection.query('SELECT * FROM users ORDER BY id')).rows).toEqual([
    ['1', 'Ada', null],
    ['2', 'Bob', null],
  ])
  expect(new Set((await ledger(database)).map((row) => row.split(' ').at(-1)))).toEqual(new Set(['done']))
})

test('what another run began is not begun again by a later revision', async ({ database }) => {
  const folder = chain(
    [users, noUsers],
    [(op) => op.execute('SELECT * FROM missing'), (op) => op.execute('SELECT 1')],
    [(op) => op.addColumn('users', { name: 'age', type: 'INT' }), (op) => op.dropColumn('users', 'age')],
  )
  const subject = migrator(database, folder)
  await expect(subject.upgrade()).rejects.toThrow(MigrationFailedError)
  expect((await subject.current()).heads).toEqual(['rev1'])
  await expect(subject.downgrade('base')).rejects.toThrow(/rev2/)
  expect(await columns(database, 'users')).toEqual(['id', 'name'])
})

test('a script made offline leaves the same database and the same heads', async ({ database }) => {
  const folder = chain(
    [users, noUsers],
    [(op) => op.addColumn('users', { name: 'age', type: 'INT' }), (op) => op.dropColumn('users', 'age')],
  )
  const { name: defaultDatabase, target, connection } = database
  const lines = await migrationScript({ folder, target, defaultDatabase, ledger: LEDGER }, 'upgrade', 'head')
  for (const { kind, text } of lines) if (kind !== 'comment') await connection.query(text)
  const subject = migrator(database, folder)
  expect(await subject.current()).toEqual({ heads: ['rev2'] })
  expect(await columns(database, 'users')).toEqual(['id', 'name', 'age'])
  expect((await subject.downgrade('base')).heads).toEqual([])
  expect(await tables(database)).toEqual([])
})

test('the first refresh of a materialized view is awaited when asked for', async ({ database }) => {
  const folder = chain(
    [
      (op) => {
        users(op)
        op.execute("INSERT INTO users VALUES (1, 'Ada'), (2, 'Ada')")
      },
      noUsers,
    ],
    [
      (op) =>
        op.createMaterializedView('names', {
          refresh: 'ASYNC',
          properties: { replication_num: '1' },
          query: 'SELECT name, count(*) AS users FROM users GROUP BY name',
        }),
      (op) => op.dropMaterializedView('names'),
    ],
  )
  const subject = migrator(database, folder)
  await subject.upgrade('head', { waitRefresh: true })
  expect((await database.connection.query('SELECT * FROM names')).rows).toEqual([['Ada', '2']])
  expect((await subject.downgrade('base')).heads).toEqual([])
})
