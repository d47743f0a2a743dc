import { aggregateKey, bigint, duplicateKey, hash, int, materializedView, sql, table, varchar } from 'starrocks-kit'
import { expect } from 'vitest'
import { introspectSchema } from '../../../packages/starrocks-kit/src/introspection/index.ts'
import { findTable } from '../../../packages/starrocks-kit/src/schema/index.ts'
import { serverTest } from '../support/database.ts'
import { changeTo, compare, differences, summary, takeBack } from '../support/law.ts'
import { ONE } from './cases/case.ts'

/** Tables without DISTRIBUTED BY that the frontend splits by their sort key: since 4.1 in shared-data mode, where it is configured so. */
const test = serverTest({ version: '4.1', runMode: 'shared_data' })
const SWITCH = 'ADMIN SET FRONTEND CONFIG ("enable_range_distribution" = "true")'

const EVENTS = 'CREATE TABLE events (id BIGINT, what VARCHAR(20)) DUPLICATE KEY (id)'
const TOTALS = 'CREATE TABLE totals (id BIGINT, n BIGINT SUM) AGGREGATE KEY (id)'
const USERS = 'CREATE TABLE users (id BIGINT, name VARCHAR(20)) PRIMARY KEY (id)'

const events = table('events', { id: bigint(), what: varchar(20) }, { key: duplicateKey('id'), properties: ONE })
const totals = table(
  'totals',
  { id: bigint(), n: bigint().aggregate('SUM') },
  { key: aggregateKey('id'), properties: ONE },
)
const users = table('users', { id: bigint().primaryKey(), name: varchar(20) }, { properties: ONE })
const perUser = materializedView('per_user', {
  refresh: 'MANUAL',
  properties: ONE,
  query: sql`SELECT ${users.columns.name}, count(*) AS n FROM ${users} GROUP BY name`,
})

test('are known by what SHOW CREATE leaves out, and need no clause in a model', async ({ database, skip }) => {
  skip(process.env['STARROCKS_URL'] !== undefined, 'changes the configuration of the frontend')
  const { connection, name, target } = database
  await connection.query(SWITCH)
  for (const sqlText of [EVENTS, TOTALS, USERS]) await connection.query(sqlText)
  await connection.query('CREATE TABLE bare (id INT)')
  const live = await introspectSchema(connection, { databases: [name], target })
  const kinds = ['events', 'totals', 'users', 'bare'].map(
    (one) => findTable(live, { database: name, name: one })?.distribution?.kind,
  )
  // Neither key nor ORDER BY: by chance, as ever (CreateTableAnalyzer.analyzeDistributionDesc).
  expect(kinds).toEqual(['range', 'range', 'range', 'random'])
  await connection.query('DROP TABLE bare')
  expect(differences((await compare(database, [events, totals, users])).diff)).toEqual([])

  const more = table(
    'totals',
    { id: bigint(), n: bigint().aggregate('SUM'), m: int().aggregate('MAX') },
    { key: aggregateKey('id'), properties: ONE },
  )
  const change = await changeTo(database, [events, more, users, perUser])
  expect(summary(change.operations)).toEqual(['AddColumn totals.m', 'CreateMaterializedView per_user'])
  await takeBack(database, change)
  const hashed = table(
    'events',
    { id: bigint(), what: varchar(20) },
    { key: duplicateKey('id'), distributedBy: hash('id').buckets(2), properties: ONE },
  )
  const { operations, plan } = await changeTo(database, [hashed, totals, users])
  expect(summary(operations)).toEqual(['ModifyDistribution events'])
  expect(plan.steps.flatMap(({ hazards }) => hazards.map(({ code }) => code))).toContain('NOT_REVERSIBLE')
})

test.for([
  [
    'CREATE TABLE t (a INT, b INT) PRIMARY KEY (a) ORDER BY (b)',
    'The sort columns must be same with primary key columns and the order must be consistent',
  ],
  [
    'CREATE TABLE t (a INT, b INT SUM) AGGREGATE KEY (a) ORDER BY (b)',
    'The sort columns of AGGREGATE KEY table must be same with key columns',
  ],
])('%s', async ([statement = '', message = ''], { database, skip }) => {
  skip(process.env['STARROCKS_URL'] !== undefined, 'changes the configuration of the frontend')
  await database.connection.query(SWITCH)
  await expect(database.connection.query(statement)).rejects.toThrow(message)
})
