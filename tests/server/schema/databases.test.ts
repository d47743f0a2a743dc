import { bigint, duplicateKey, hash, int, materializedView, sql, table, varchar, view } from 'starrocks-kit'
import type { Model } from 'starrocks-kit'
import { expect } from 'vitest'
import { serverTest } from '../support/database.ts'
import { changeTo, summary, takeBack } from '../support/law.ts'
import { ONE } from './cases/case.ts'

const test = serverTest()

/** Objects of two databases that read each other, named so that no alphabet gives their order. */
function models(other: string): Readonly<Record<string, Model>> {
  const zTable = table(
    'z_table',
    { id: bigint().notNull(), city: varchar(20) },
    { key: duplicateKey('id'), distributedBy: hash('id').buckets(1), properties: ONE },
  )
  const yTable = table(
    'y_table',
    { id: bigint().notNull(), amount: int() },
    { database: other, key: duplicateKey('id'), distributedBy: hash('id').buckets(1), properties: ONE },
  )
  const xView = view('x_view', {
    database: other,
    query: sql`SELECT y.id, z.city, y.amount FROM ${yTable} y JOIN ${zTable} z ON y.id = z.id`,
  })
  const wView = materializedView('w_totals', {
    refresh: 'ASYNC',
    query: sql`SELECT city, sum(amount) AS total FROM ${xView} GROUP BY city`,
    properties: ONE,
  })
  const aView = view('a_view', { database: other, query: sql`SELECT city FROM ${wView} WHERE total > 10` })
  return { aView, wView, xView, yTable, zTable }
}

test('what is read comes before what reads it, across two databases, and goes after it', async ({ database }) => {
  const other = await database.another()
  const created = await changeTo(database, Object.values(models(other)), [other])
  const order = summary(created.operations)
  expect(order.toSorted()).toEqual([
    'CreateMaterializedView w_totals',
    'CreateTable y_table',
    'CreateTable z_table',
    'CreateView a_view',
    'CreateView x_view',
  ])
  expect(order.slice(2)).toEqual(['CreateView x_view', 'CreateMaterializedView w_totals', 'CreateView a_view'])

  const dropped = await changeTo(database, [], [other])
  expect(summary(dropped.operations).slice(0, 3)).toEqual([
    'DropView a_view',
    'DropMaterializedView w_totals',
    'DropView x_view',
  ])
  expect(dropped.operations).toHaveLength(5)
  await takeBack(database, dropped)
})

test('a column and all that reads it, in both databases, in one plan', async ({ database }) => {
  const other = await database.another()
  const { yTable, zTable } = models(other)
  if (yTable === undefined || zTable === undefined) throw new Error('no models')
  await changeTo(database, [zTable], [other])
  const wider = table(
    'z_table',
    { id: bigint().notNull(), city: varchar(20), zip: int() },
    { key: duplicateKey('id'), distributedBy: hash('id').buckets(1), properties: ONE },
  )
  const reader = view('a_reader', { database: other, query: sql`SELECT zip FROM ${wider}` })
  const change = await changeTo(database, [reader, wider], [other])
  expect(summary(change.operations)).toEqual(['AddColumn z_table.zip', 'CreateView a_reader'])
  await takeBack(database, change)
})

test('a database that models name and the server lacks is created', async ({ database }) => {
  const other = await database.another()
  await database.connection.query(`DROP DATABASE ${other}`)
  const created = await changeTo(database, Object.values(models(other)), [other])
  expect(summary(created.operations)[0]).toBe('CreateDatabase')
  expect(created.operations).toHaveLength(6)
})

test('queries may read databases that no model names', async ({ database }) => {
  const other = await database.another()
  await database.connection.query(
    `CREATE TABLE ${other}.events (id BIGINT, n INT) DUPLICATE KEY (id) DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "1")`,
  )
  const reading = (condition: string): readonly Model[] => [
    view('v', { query: `SELECT id FROM ${other}.events WHERE ${condition}` }),
    materializedView('m', {
      refresh: 'MANUAL',
      distributedBy: hash('id').buckets(1),
      properties: ONE,
      query: `SELECT id, count(*) AS c FROM ${other}.events WHERE ${condition} GROUP BY id`,
    }),
  ]
  await changeTo(database, reading('n > 1'))
  const change = await changeTo(database, reading('n > 2'))
  expect(summary(change.operations)).toEqual(['AlterView v', 'ReplaceMaterializedView m'])
  // Nothing of what is there is a difference: only what the models and the config name is managed.
  await takeBack(database, change)
})
