import {
  bigint,
  date,
  datetime,
  decimal,
  duplicateKey,
  hash,
  int,
  materializedView,
  random,
  refresh,
  sql,
  string,
  table,
  dateTrunc,
  varchar,
  view,
} from 'starrocks-kit'
import type { MaterializedViewOptions } from 'starrocks-kit'
import { ONE } from './case.ts'
import type { ObjectCase } from './case.ts'
import { ODD_TEXTS } from './tables.ts'

export const users = table(
  'users',
  { id: int().primaryKey(), name: varchar(50), city: varchar(50), born: date(), score: decimal(10, 2) },
  { distributedBy: hash('id').buckets(1), properties: ONE },
)
export const orders = table(
  'orders',
  { id: bigint().notNull(), user_id: int(), at: datetime().notNull(), amount: decimal(12, 2), note: string() },
  { key: duplicateKey('id'), distributedBy: hash('id').buckets(1), properties: ONE },
)
/** A table that is partitioned as a materialized view on it may be. */
const events = table(
  'events',
  { at: datetime().notNull(), user_id: int(), kind: varchar(20) },
  {
    key: duplicateKey('at'),
    partitionBy: dateTrunc('day', 'at'),
    distributedBy: hash('user_id').buckets(1),
    properties: ONE,
  },
)

const ofUsers = (
  name: string,
  options: Omit<Parameters<typeof view>[1], 'query'> & { query?: Parameters<typeof view>[1]['query'] },
): ObjectCase => ({
  name,
  models: [users, orders, view('v', { query: sql`SELECT id, name FROM ${users}`, ...options })],
})

export const VIEWS: readonly ObjectCase[] = [
  ofUsers('columns of the query', {}),
  ofUsers('columns by name', { columns: ['a', 'b'] }),
  ofUsers('columns with comments', { columns: { id: 'ID', name: 'the Name' } }),
  ofUsers('columns, some with comments', { columns: [{ name: 'id', comment: 'ID' }, 'full_name'] }),
  { ...ofUsers('security', { security: 'INVOKER' }), since: '3.4' },
  ...Object.entries(ODD_TEXTS).map(([name, text]) =>
    ofUsers(`comments with ${name}`, { comment: text, columns: { id: text, name: '' } }),
  ),
  ofUsers('a star', { query: sql`SELECT * FROM ${users}` }),
  ofUsers('expressions', {
    query: sql`SELECT id + 1 AS next, upper(name) AS upper_name, score * 2 AS twice, CASE WHEN score > 10 THEN 'high' WHEN score IS NULL THEN 'none' ELSE 'low' END AS level, cast(id AS string) AS label, NOT (id = 3) AS other, id IN (1, 2, 3) AS known, name LIKE 'a%' AS a, id BETWEEN 1 AND 5 AS few, coalesce(name, 'x') AS given, -id AS negative, datediff(born, '2000-01-01') AS days FROM ${users} WHERE name IS NOT NULL AND (city = 'Berlin' OR NOT city = 'Paris')`,
  }),
  ofUsers('expressions without names', {
    query: sql`SELECT id + 1, count(*), max(name) FROM ${users} GROUP BY id + 1`,
  }),
  ofUsers('literals', {
    query: sql`SELECT 1 AS one, 1.50 AS fraction, 'it''s' AS label, "double" AS other, NULL AS nothing, true AS yes, id FROM ${users}`,
  }),
  ofUsers('groups', {
    query: sql`SELECT city, count(*) AS users, count(DISTINCT name) AS names, sum(score) AS total, avg(score) AS mean FROM ${users} GROUP BY city HAVING count(*) > 1 ORDER BY total DESC LIMIT 10`,
  }),
  ofUsers('joins', {
    query: sql`SELECT u.id, u.name, o.amount FROM ${users} u INNER JOIN ${orders} o ON u.id = o.user_id AND o.amount > 3 LEFT JOIN ${orders} AS p ON p.user_id = u.id WHERE u.score > 1`,
  }),
  ofUsers('a CTE', {
    query: sql`WITH recent AS (SELECT user_id, sum(amount) AS total FROM ${orders} WHERE at > '2024-01-01' GROUP BY user_id), big AS (SELECT * FROM recent WHERE total > 100) SELECT u.name, b.total FROM ${users} u JOIN big b ON u.id = b.user_id`,
  }),
  ofUsers('subqueries', {
    query: sql`SELECT name FROM (SELECT name, id FROM ${users} WHERE id > 3) AS s WHERE id IN (SELECT user_id FROM ${orders}) AND EXISTS (SELECT 1 FROM ${orders} o WHERE o.user_id = s.id)`,
  }),
  ofUsers('windows', {
    query: sql`SELECT id, row_number() OVER (PARTITION BY city ORDER BY score DESC) AS rank, sum(score) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS run FROM ${users}`,
  }),
  ofUsers('a union', {
    query: sql`SELECT id, name FROM ${users} UNION ALL SELECT user_id, note FROM ${orders} WHERE amount > 3`,
  }),
  {
    name: 'a view on a view',
    models: (() => {
      const inner = view('b_inner', { query: sql`SELECT id, name FROM ${users}` })
      return [view('a_outer', { query: sql`SELECT name FROM ${inner} WHERE id > 1` }), inner, users]
    })(),
  },
]

const QUERY = sql`SELECT city, count(*) AS users FROM ${users} GROUP BY city`
const ofBase = (name: string, options: Partial<MaterializedViewOptions>): ObjectCase => ({
  name,
  models: [
    users,
    orders,
    events,
    materializedView('mv', { refresh: 'ASYNC', query: QUERY, properties: ONE, ...options }),
  ],
})

export const MATERIALIZED_VIEWS: readonly ObjectCase[] = [
  ofBase('async', {}),
  ofBase('async, deferred', { refresh: refresh.async({ moment: 'DEFERRED' }) }),
  ofBase('manual', { refresh: 'MANUAL' }),
  ofBase('deferred manual', { refresh: 'DEFERRED MANUAL' }),
  ofBase('every hour', { refresh: refresh.async({ every: 'INTERVAL 1 HOUR' }) }),
  ofBase('every day from a start', {
    refresh: refresh.async({ start: '2030-01-01 03:00:00', every: 'INTERVAL 1 DAY' }),
  }),
  ofBase('distributed', { distributedBy: hash('city').buckets(2) }),
  ofBase('distributed at random', { distributedBy: random().buckets(2) }),
  ofBase('sorted', { distributedBy: hash('city').buckets(2), orderBy: ['city'] }),
  ofBase('columns and comment', { columns: { city: "the user's city", users: '' }, comment: "users\nby 'city'" }),
  ofBase('properties', { properties: { ...ONE, query_rewrite_consistency: 'loose', 'session.query_timeout': 600 } }),
  ofBase('partitioned by a column', {
    query: sql`SELECT date_trunc('day', at) AS day, count(*) AS events FROM ${events} GROUP BY date_trunc('day', at)`,
    partitionBy: ['day'],
    distributedBy: hash('day').buckets(1),
  }),
  ofBase('partitioned by an expression', {
    query: sql`SELECT at, kind, count(*) AS events FROM ${events} GROUP BY at, kind`,
    partitionBy: dateTrunc('month', 'at'),
    distributedBy: hash('kind').buckets(1),
    properties: { ...ONE, partition_refresh_number: 2 },
  }),
  ofBase('a join', {
    query: sql`SELECT u.city, sum(o.amount) AS total FROM ${orders} o JOIN ${users} u ON o.user_id = u.id WHERE u.name IS NOT NULL GROUP BY u.city`,
  }),
  {
    name: 'on a view, and one on it',
    models: (() => {
      const source = view('z_source', { query: sql`SELECT city, score FROM ${users} WHERE score > 0` })
      const totals = materializedView('y_totals', {
        refresh: 'ASYNC',
        query: sql`SELECT city, sum(score) AS total FROM ${source} GROUP BY city`,
        properties: ONE,
      })
      const top = materializedView('x_top', {
        refresh: 'MANUAL',
        query: sql`SELECT city FROM ${totals} WHERE total > 100`,
        properties: ONE,
      })
      return [top, totals, source, users]
    })(),
  },
]
