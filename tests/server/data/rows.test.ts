import {
  aggregateKey,
  bigint,
  createAll,
  duplicateKey,
  hash,
  int,
  materializedView,
  refresh,
  sql,
  string,
  table,
  uniqueKey,
  varchar,
} from 'starrocks-kit'
import type { ColumnMap, TableOptions } from 'starrocks-kit'
import { describe, expect } from 'vitest'
import { serverTest } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { changeTo, takeBack } from '../support/law.ts'

const test = serverTest()
const ONE = { replication_num: 1 }

type Rows = readonly (readonly (string | null)[])[]

async function rows({ connection }: TestDatabase, query: string): Promise<Rows> {
  return (await connection.query(query)).rows
}

const people = table(
  'people',
  { id: int().primaryKey(), name: varchar(50), score: bigint().default(7n) },
  { distributedBy: hash('id').buckets(1), properties: ONE },
)

test('what is inserted is selected', async ({ database }) => {
  await changeTo(database, [people])
  const inserted = await database.connection.query("INSERT INTO people VALUES (1, 'Ada', 10), (2, NULL, 20)")
  expect(inserted.affectedRows).toBe(2)
  await database.connection.query("INSERT INTO people (id, name) VALUES (3, 'it''s \\\\ 日本')")
  await database.connection.query('INSERT INTO people SELECT id + 10, name, score FROM people WHERE id < 3')
  expect(await rows(database, 'SELECT * FROM people ORDER BY id')).toEqual([
    ['1', 'Ada', '10'],
    ['2', null, '20'],
    ['3', "it's \\ 日本", '7'],
    ['11', 'Ada', '10'],
    ['12', null, '20'],
  ])
})

test('a row with the primary key of another takes its place', async ({ database }) => {
  await changeTo(database, [people])
  await database.connection.query("INSERT INTO people VALUES (1, 'Ada', 10), (2, 'Bob', 20)")
  await database.connection.query("INSERT INTO people VALUES (2, 'Bea', 21), (3, 'Cy', 30), (3, 'Cleo', 31)")
  expect(await rows(database, 'SELECT * FROM people ORDER BY id')).toEqual([
    ['1', 'Ada', '10'],
    ['2', 'Bea', '21'],
    ['3', 'Cleo', '31'],
  ])
})

test('UPDATE and DELETE', async ({ database }) => {
  await changeTo(database, [people])
  await database.connection.query("INSERT INTO people VALUES (1, 'Ada', 10), (2, 'Bob', 20), (3, 'Cy', 30)")
  await database.connection.query("UPDATE people SET score = score + 1, name = concat(name, '!') WHERE id >= 2")
  await database.connection.query('DELETE FROM people WHERE id = 3')
  expect(await rows(database, 'SELECT * FROM people ORDER BY id')).toEqual([
    ['1', 'Ada', '10'],
    ['2', 'Bob!', '21'],
  ])
})

test('a refused row leaves the others of its statement out, and the session usable', async ({ database }) => {
  await changeTo(database, [people])
  await expect(database.connection.query("INSERT INTO people VALUES (1, 'Ada', 1), (NULL, 'Bob', 2)")).rejects.toThrow()
  expect(await rows(database, 'SELECT count(*) FROM people')).toEqual([['0']])
})

const MODELS: readonly (readonly [string, TableOptions, Partial<ColumnMap>])[] = [
  ['DUPLICATE KEY', { key: duplicateKey('id') }, {}],
  ['UNIQUE KEY', { key: uniqueKey('id') }, {}],
  ['PRIMARY KEY', { key: 'PRIMARY KEY(id)' }, {}],
  ['AGGREGATE KEY', { key: aggregateKey('id') }, { name: varchar(50).aggregate('REPLACE') }],
]

describe('rows survive', () => {
  test.for(MODELS)('columns that come and go: %s', async ([, options, own], { database }) => {
    const place = { ...options, distributedBy: hash('id').buckets(1), properties: ONE }
    const columns: ColumnMap = { id: int().notNull(), name: varchar(50), ...own }
    const size = own.name === undefined ? int().default(5) : int().default(5).aggregate('MAX')
    await changeTo(database, [table('t', columns, place)])
    await database.connection.query("INSERT INTO t VALUES (1, 'Ada'), (2, NULL)")

    const wider: ColumnMap = { ...columns, size }
    const added = await changeTo(database, [table('t', wider, place)])
    expect(await rows(database, 'SELECT * FROM t ORDER BY id')).toEqual([
      ['1', 'Ada', '5'],
      ['2', null, '5'],
    ])
    await database.connection.query("INSERT INTO t VALUES (3, 'Cy', 30)")
    await takeBack(database, added)
    expect(await rows(database, 'SELECT * FROM t ORDER BY id')).toEqual([
      ['1', 'Ada'],
      ['2', null],
      ['3', 'Cy'],
    ])
  })

  test('a type that grows, a rename, a new order and a comment', async ({ database }) => {
    const place = { distributedBy: hash('id').buckets(1), properties: ONE }
    await changeTo(database, [table('t', { id: int().primaryKey(), a: int(), b: varchar(5) }, place)])
    await database.connection.query("INSERT INTO t VALUES (1, 2147483647, 'x'), (2, NULL, 'y')")
    await changeTo(database, [
      table('t', { id: int().primaryKey(), c: varchar(50).renamedFrom('b'), a: bigint().comment('grown') }, place),
    ])
    await database.connection.query("UPDATE t SET a = a + 1, c = 'longer than five' WHERE id = 1")
    expect(await rows(database, 'SELECT id, a, c FROM t ORDER BY id')).toEqual([
      ['1', '2147483648', 'longer than five'],
      ['2', null, 'y'],
    ])
  })

  test('a rename of their table', async ({ database }) => {
    await changeTo(database, [people])
    await database.connection.query("INSERT INTO people VALUES (1, 'Ada', 10)")
    await changeTo(database, [
      table(
        'persons',
        { id: int().primaryKey(), name: varchar(50), score: bigint().default(7n) },
        { distributedBy: hash('id').buckets(1), properties: ONE, renamedFrom: 'people' },
      ),
    ])
    expect(await rows(database, 'SELECT name FROM persons')).toEqual([['Ada']])
  })
})

describe('a materialized view', () => {
  const events = table(
    'events',
    { id: int(), kind: string() },
    { distributedBy: hash('id').buckets(1), properties: ONE },
  )
  const perKind = materializedView('per_kind', {
    refresh: refresh.async(),
    query: sql`SELECT kind, count(*) AS events FROM ${events} GROUP BY kind`,
    properties: ONE,
  })

  test('holds what its tables have once its first refresh is awaited', async ({ database }) => {
    await changeTo(database, [events])
    await database.connection.query("INSERT INTO events VALUES (1, 'a'), (2, 'a'), (3, 'b')")
    const { created } = await createAll(database.connection, [events, perKind], { waitRefresh: true })
    expect(created).toEqual(['per_kind'])
    expect(await rows(database, 'SELECT * FROM per_kind ORDER BY kind')).toEqual([
      ['a', '2'],
      ['b', '1'],
    ])
  })

  test('follows its tables when it is refreshed', async ({ database }) => {
    await createAll(database.connection, [events, perKind], { waitRefresh: true })
    await database.connection.query("INSERT INTO events VALUES (1, 'a')")
    await database.connection.query('REFRESH MATERIALIZED VIEW per_kind WITH SYNC MODE')
    expect(await rows(database, 'SELECT * FROM per_kind')).toEqual([['a', '1']])
  })
})
