import { expect, test } from 'vitest'
import {
  bigint,
  dateTrunc,
  datetime,
  hash,
  int,
  isModel,
  materializedView,
  modelsFromExports,
  random,
  raw,
  refresh,
  schemaFromModels,
  sql,
  string,
  table,
  unmanaged,
  view,
} from '../../src/models/index.ts'
import type { Model } from '../../src/models/index.ts'
import { canonicalQuery } from '../../src/schema/clauses.ts'
import { findMaterializedView, findView } from '../../src/schema/state.ts'
import type { MaterializedView, View } from '../../src/schema/index.ts'

const users = table('users', { id: bigint().primaryKey(), name: string(), at: datetime() })
const archive = table('users', { id: bigint() }, { database: 'archive' })
const lake = table('events', { id: bigint() }, { catalog: 'lake', database: 'raw' })

function viewOf(model: Model, database = 'app'): View | undefined {
  return findView(schemaFromModels([model], { defaultDatabase: 'app' }).state, { database, name: 'v' })
}

function materializedViewOf(model: Model): MaterializedView | undefined {
  const { state } = schemaFromModels([model], { defaultDatabase: 'app' })
  return findMaterializedView(state, { database: 'app', name: 'mv' })
}

test('a template names models as the place of the view needs it', () => {
  const query = sql`SELECT a.id FROM ${users} AS a, ${archive} AS b, ${lake} AS c`

  expect(viewOf(view('v', { query }))?.query).toEqual(
    canonicalQuery('SELECT a.id FROM users AS a, archive.users AS b, lake.raw.events AS c'),
  )
  expect(viewOf(view('v', { database: 'archive', query }), 'archive')?.query).toEqual(
    canonicalQuery('SELECT a.id FROM app.users AS a, archive.users AS b, lake.raw.events AS c'),
  )
})

test('a template writes columns, literals and fragments', () => {
  const where = sql`${users.columns.name} = ${"it's"}`
  const query = sql`SELECT ${users.columns.id}, ${1}, ${2n}, ${true}, ${null}, ${raw('now()')} FROM ${users} WHERE ${where}`

  expect(viewOf(view('v', { query }))?.query).toEqual(
    canonicalQuery(`SELECT id, 1, 2, TRUE, NULL, now() FROM users WHERE name = 'it\\'s'`),
  )
})

test('a template is the SQL that is written, backslashes included', () => {
  const query = sql`SELECT regexp_extract(name, '(\\d+)', 1), \`name\`, '\${x}', '10\%' FROM users`

  expect(viewOf(view('v', { query }))?.query).toEqual(
    canonicalQuery(
      String.raw`SELECT regexp_extract(name, '(\\d+)', 1), name, '$` + String.raw`{x}', '10\%' FROM users`,
    ),
  )
})

test('a query may be text or compiled', () => {
  const expected = canonicalQuery('SELECT id FROM users')

  expect(viewOf(view('v', { query: 'select id from users' }))?.query).toEqual(expected)
  expect(viewOf(view('v', { query: { sql: 'select `id` from `users`', parameters: [] } }))?.query).toEqual(expected)
})

test('columns of a view may be written in three ways', () => {
  const query = 'SELECT 1, 2'
  const plain = [{ name: 'id' }, { name: 'n', comment: 'N' }]

  expect(viewOf(view('v', { query, columns: ['id', { name: 'n', comment: 'N' }] }))?.columns).toEqual(plain)
  expect(viewOf(view('v', { query, columns: { id: '', n: 'N' } }))?.columns).toEqual(plain)
  expect(
    viewOf(
      view('v', {
        query,
        columns: [
          { name: 'id', comment: '' },
          { name: 'n', comment: 'N' },
        ],
      }),
    )?.columns,
  ).toEqual(plain)
  expect(viewOf(view('v', { query }))).not.toHaveProperty('columns')
})

test('security NONE is the default', () => {
  expect(viewOf(view('v', { query: 'SELECT 1', security: 'INVOKER' }))?.security).toBe('INVOKER')
  expect(viewOf(view('v', { query: 'SELECT 1', security: 'NONE' }))).not.toHaveProperty('security')
})

test('clauses of a materialized view are typed or text', () => {
  const query = sql`SELECT id, at FROM ${users}`
  const typed = materializedView('mv', {
    query,
    refresh: refresh.async({ moment: 'DEFERRED', start: '2024-06-01 03:00:00', every: '1 DAY' }),
    partitionBy: dateTrunc('day', 'at'),
    distributedBy: hash(users.columns.id).buckets(3),
    orderBy: ['id'],
    properties: { replication_num: 1, enable_query_rewrite: 'true' },
    comment: 'daily',
  })
  const text = materializedView('mv', {
    query: 'SELECT id, at FROM users',
    refresh: "DEFERRED ASYNC START('2024-06-01 03:00:00') EVERY(INTERVAL 1 DAY)",
    partitionBy: "date_trunc('day', at)",
    distributedBy: 'HASH(id) BUCKETS 3',
    orderBy: '(id)',
    properties: { replication_num: '1', enable_query_rewrite: 'true' },
    comment: 'daily',
  })

  expect(materializedViewOf(typed)).toEqual(materializedViewOf(text))
  expect(materializedViewOf(typed)?.refresh).toEqual({
    mode: 'ASYNC',
    moment: 'DEFERRED',
    start: '2024-06-01 03:00:00',
    every: { count: 1, unit: 'DAY' },
  })
})

test('a materialized view without REFRESH is synchronous, with DISTRIBUTED BY refreshed by hand', () => {
  expect(materializedViewOf(materializedView('mv', { query: 'SELECT 1' }))).not.toHaveProperty('refresh')
  expect(materializedViewOf(materializedView('mv', { query: 'SELECT 1', distributedBy: random() }))?.refresh).toEqual({
    mode: 'MANUAL',
  })
  expect(materializedViewOf(materializedView('mv', { query: 'SELECT 1', refresh: refresh.manual() }))?.refresh).toEqual(
    {
      mode: 'MANUAL',
    },
  )
})

test('names of before and overrides stand beside the state', () => {
  const renamed = table(
    'people',
    { id: bigint(), age: int().renamedFrom('years') },
    { renamedFrom: 'users', comment: unmanaged() },
  )
  const { renames, overrides } = schemaFromModels([renamed], { defaultDatabase: 'app' })
  const people = { database: 'app', name: 'people' }

  expect(renames).toEqual([
    { kind: 'object', from: { database: 'app', name: 'users' }, to: people },
    { kind: 'column', table: people, from: 'years', to: 'age' },
  ])
  expect(overrides).toEqual([{ object: people, attribute: 'comment', treatment: 'unmanaged' }])
})

test('models are found among exports, also of another copy of the library', () => {
  class Users extends users {}
  const brand = Symbol.for('starrocks-kit:model')
  const copy = { [brand]: Reflect.get(users, brand) }
  const nested = { lake, [Symbol.toStringTag]: 'Module' }
  const namespace = {
    helper: 1,
    none: null,
    users,
    Users,
    copy,
    archive,
    nested,
    default: view('v', { query: 'SELECT 1' }),
  }

  expect(isModel(copy)).toBe(true)
  expect(isModel({ users })).toBe(false)
  expect(modelsFromExports([namespace])).toEqual([users, archive, lake, namespace.default])
  expect(Object.keys(schemaFromModels(namespace, { defaultDatabase: 'app' }).state.databases)).toEqual([
    'app',
    'archive',
    'lake.raw',
  ])
})

test('models are frozen', () => {
  expect(Object.isFrozen(users)).toBe(true)
  expect(() => Object.assign(users, { columns: {} })).toThrow(TypeError)
})
