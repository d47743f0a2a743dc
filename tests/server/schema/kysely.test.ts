import { DummyDriver, Kysely, MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler, sql as kyselySql } from 'kysely'
import { bigint, boolean, datetime, decimal, hash, materializedView, table, varchar, view } from 'starrocks-kit'
import { StarRocksDialect } from 'starrocks-kit/kysely'
import type { DatabaseOf } from 'starrocks-kit/kysely'
import { describe, expect, test as unitTest } from 'vitest'
import { eachVersion } from '../support/database.ts'
import { changeTo, summary, takeBack } from '../support/law.ts'
import { ONE } from './cases/case.ts'

const place = { distributedBy: hash('id').buckets(1), properties: ONE }
const orders = table(
  'orders',
  {
    id: bigint().primaryKey(),
    customer: varchar(50).notNull(),
    amount: decimal(12, 2).notNull(),
    placedAt: datetime().named('placed_at'),
    paid: boolean().notNull().default(false),
  },
  place,
)
const customers = table('customers', { id: bigint().primaryKey(), name: varchar(50).notNull() }, place)
type Tables = DatabaseOf<{ readonly orders: typeof orders; readonly customers: typeof customers }>

/** Never connects: queries are only compiled. */
const db = new Kysely<Tables>({
  dialect: new StarRocksDialect({ connection: 'starrocks://127.0.0.1:1/shop', models: { orders, customers } }),
})
/** Another dialect of Kysely, which leaves values open as parameters. */
const mysql = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new MysqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (one) => new MysqlIntrospector(one),
    createQueryCompiler: () => new MysqlQueryCompiler(),
  },
})

const totals = db
  .selectFrom('orders')
  .select(['customer'])
  .select(({ fn }) => [fn.sum('amount').as('total'), fn.countAll().as('orders')])
  .where('paid', '=', true)
  .where('customer', 'not in', ["O'Brien", 'say "?"'])
  .groupBy('customer')

const models = [
  orders,
  customers,
  view('open_orders', {
    query: db
      .with('open', (one) => one.selectFrom('orders').selectAll().where('paid', '=', false))
      .selectFrom('open as o')
      .innerJoin('customers as c', 'c.name', 'o.customer')
      .select(['o.id', 'c.name', 'o.amount'])
      .where('o.placed_at', '>=', '2026-01-01 00:00:00')
      .orderBy('o.id')
      .limit(100)
      .compile(),
  }),
  view('of_another_dialect', {
    query: mysql
      .selectFrom('orders')
      .select('id')
      .where('customer', '=', kyselySql.lit('Ada'))
      .union(mysql.selectFrom('customers').select('id'))
      .compile(),
  }),
  materializedView('totals', {
    refresh: 'MANUAL',
    distributedBy: hash('customer').buckets(2),
    properties: ONE,
    query: totals.compile(),
  }),
]

describe.each(eachVersion())('StarRocks %s', (_version, test) => {
  test('what Kysely compiles defines views, and is found again', async ({ database }) => {
    const created = await changeTo(database, models)
    expect(summary(created.operations).toSorted()).toEqual([
      'CreateMaterializedView totals',
      'CreateTable customers',
      'CreateTable orders',
      'CreateView of_another_dialect',
      'CreateView open_orders',
    ])
    await takeBack(database, created)
  })
})

unitTest('values that are left open are refused', () => {
  const query = mysql.selectFrom('orders').select('id').where('customer', '=', 'Ada').compile()
  expect(() => view('v', { query })).toThrow(
    'view v: its compiled query has 1 open parameter; a stored query has none: write the values as literals (sql.lit in Kysely), or compile with the dialect of starrocks-kit/kysely',
  )
})
