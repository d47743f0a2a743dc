import {
  ConfirmationRequiredError,
  createAll,
  dropAll,
  hash,
  ImpossibleChangesError,
  int,
  InvalidSchemaError,
  materializedView,
  NoDatabaseError,
  connect,
  sql,
  table,
  varchar,
  view,
} from 'starrocks-kit'
import { describe, expect } from 'vitest'
import { serverTest } from '../server/support/database.ts'
import type { TestDatabase } from '../server/support/database.ts'

const test = serverTest()

const place = { distributedBy: hash('id').buckets(1), properties: { replication_num: 1 } }
const users = table('users', { id: int().primaryKey(), name: varchar(50) }, place)
const events = table('events', { id: int(), user_id: int() }, place)
const named = view('a_named', { query: sql`SELECT id, name FROM ${users} WHERE name IS NOT NULL` })
const counts = materializedView('b_counts', {
  refresh: 'ASYNC',
  query: sql`SELECT name, count(*) AS n FROM ${named} GROUP BY name`,
  properties: { replication_num: 1 },
})
/** In an order that is not the one of creation. */
const models = { counts, named, events, users }
const ALL = ['events', 'users', 'a_named', 'b_counts']

async function objects({ connection, name }: TestDatabase): Promise<readonly string[]> {
  const { rows } = await connection.query(`SHOW TABLES FROM ${name}`)
  return rows.map(([object]) => object ?? '').toSorted()
}

describe('createAll', () => {
  test('creates what the models declare, what is read before what reads it', async ({ database }) => {
    expect(await createAll(database.connection, models)).toEqual({ created: ALL, skipped: [] })
    expect(await objects(database)).toEqual(ALL.toSorted())
  })

  test('skips what is there, whatever it looks like', async ({ database }) => {
    await database.connection.query(
      'CREATE TABLE users (id INT, name VARCHAR(9)) DISTRIBUTED BY HASH(id) PROPERTIES ("replication_num" = "1")',
    )
    expect(await createAll(database.connection, models)).toEqual({
      created: ['events', 'a_named', 'b_counts'],
      skipped: ['users'],
    })
    const { rows } = await database.connection.query('SHOW CREATE TABLE users')
    expect(rows[0]?.[1]).toContain('varchar(9)')
    expect(await createAll(database.connection, models)).toEqual({ created: [], skipped: ALL.toSorted() })
  })

  test('creates a part of them', async ({ database }) => {
    expect(await createAll(database.connection, models, { only: ['a_named', 'users'] })).toEqual({
      created: ['users', 'a_named'],
      skipped: [],
    })
    expect(await objects(database)).toEqual(['a_named', 'users'])
  })

  test('takes a list of models as well as a module', async ({ database }) => {
    expect(await createAll(database.connection, [events])).toEqual({ created: ['events'], skipped: [] })
  })

  test('creates nothing when the server would refuse a part of it', async ({ database }) => {
    const lonely = view('lonely', { query: 'SELECT x FROM not_there' })
    await expect(createAll(database.connection, [users, lonely])).rejects.toThrow(ImpossibleChangesError)
    const wrong = table('wrong', { a: int(), id: int() }, { key: 'PRIMARY KEY(id)', ...place })
    await expect(createAll(database.connection, [users, wrong])).rejects.toThrow(InvalidSchemaError)
    expect(await objects(database)).toEqual([])
  })

  test('needs a database', async ({ database }) => {
    const connection = await connect(database.url.replace(/\/[^/]*$/u, ''))
    try {
      await expect(createAll(connection, models)).rejects.toThrow(NoDatabaseError)
      await expect(dropAll(connection, models, { confirm: true })).rejects.toThrow(NoDatabaseError)
    } finally {
      await connection.close()
    }
  })
})

describe('dropAll', () => {
  test('drops nothing without a confirmation', async ({ database }) => {
    await createAll(database.connection, models)
    const refusal: unknown = await dropAll(database.connection, models).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ConfirmationRequiredError)
    expect(refusal).toMatchObject({
      code: 'REFUSED_CONFIRMATION',
      message: expect.stringContaining(`4 objects in ${database.name}`),
    })
    await expect(dropAll(database.connection, models, { confirm: false })).rejects.toThrow(ConfirmationRequiredError)
    expect(await objects(database)).toEqual(ALL.toSorted())
  })

  test('drops what the models declare, and leaves everything else', async ({ database }) => {
    const { connection } = database
    await createAll(connection, models)
    for (const name of ['by_hand', '_starrocks_kit_ledger'])
      await connection.query(
        `CREATE TABLE ${name} (id INT) DISTRIBUTED BY HASH(id) PROPERTIES ("replication_num" = "1")`,
      )
    await connection.query('CREATE VIEW their_view AS SELECT id FROM by_hand')
    const { dropped } = await dropAll(connection, models, { confirm: true })
    expect(dropped.toSorted()).toEqual(ALL.toSorted())
    expect(await objects(database)).toEqual(['_starrocks_kit_ledger', 'by_hand', 'their_view'])
    expect(await dropAll(connection, models, { confirm: true })).toEqual({ dropped: [] })
  })

  test('drops a part of what is there, in the order of what reads what', async ({ database }) => {
    await createAll(database.connection, models)
    expect((await dropAll(database.connection, [counts, named], { confirm: true })).dropped.toSorted()).toEqual([
      'a_named',
      'b_counts',
    ])
    expect(await objects(database)).toEqual(['events', 'users'])
    expect((await createAll(database.connection, models)).created).toEqual(['a_named', 'b_counts'])
  })
})
