import { duplicateKey, hash, index, int, list, partition, table, varchar } from 'starrocks-kit'
import type { Model } from 'starrocks-kit'
import { expect } from 'vitest'
import { runPlan } from '../../../packages/starrocks-kit/src/commands/run-plan.ts'
import { planOperations } from '../../../packages/starrocks-kit/src/plan/index.ts'
import { serverTest } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { compare, summary } from '../support/law.ts'
import { ONE } from './cases/case.ts'

const test = serverTest()

const options = { distributedBy: hash('id').buckets(1), properties: ONE }
const ordinary = table('ordinary', { id: int(), city: varchar(20) }, options)

/** Tables that the server prints without the escapes that would let them be read again. */
const UNREADABLE = {
  'a comment of an index that looks like another index': table(
    'odd',
    { id: int(), city: varchar(20) },
    { ...options, indexes: [index('by_city').on('city').comment("the city',\n  INDEX of names")] },
  ),
  'a quote and two lines in the value of a list partition': table(
    'odd',
    { id: int(), city: varchar(20).notNull() },
    {
      ...options,
      key: duplicateKey('id', 'city'),
      partitionBy: list('city', [partition('p').in("l'Aquila\ndegli Abruzzi")]),
    },
  ),
}

async function showCreate({ connection }: TestDatabase, name: string): Promise<string> {
  return (await connection.query(`SHOW CREATE TABLE ${name}`)).rows[0]?.[1] ?? ''
}

/** Brings the database to the models, and does not ask whether anything is left. */
async function apply(database: TestDatabase, models: Parameters<typeof compare>[1]): Promise<readonly string[]> {
  const { target, name: defaultDatabase, connection } = database
  const { diff, live } = await compare(database, models)
  const plan = planOperations(diff.operations, { from: live, target, defaultDatabase })
  expect(plan.errors.map(({ message }) => message)).toEqual([])
  await runPlan(connection, plan.steps)
  return summary(diff.operations)
}

test.for(Object.entries(UNREADABLE))('%s: the table is reported, and never touched', async ([, odd], { database }) => {
  await apply(database, [odd, ordinary])
  const before = await showCreate(database, 'odd')

  // Models that no longer know it, know it as it is, or otherwise: it stays as it is.
  const other = table('odd', { id: int() }, options)
  const sets: readonly (readonly Model[])[] = [[ordinary], [odd, ordinary], [other, ordinary], []]
  for (const models of sets) {
    await apply(database, models)
    expect(await showCreate(database, 'odd')).toBe(before)
    const { live, diff } = await compare(database, models)
    expect(diff.operations).toEqual([])
    // Whoever declares it otherwise is told that nothing was compared.
    expect(diff.undecided.map(({ object }) => object.name)).toEqual(
      models.includes(odd) || models.includes(other) ? ['odd'] : [],
    )
    const { odd: reported, ...others } = live.databases[database.name]?.unsupported ?? {}
    expect(others).toEqual({})
    expect(reported).toMatchObject({ kind: 'UnsupportedObject', name: 'odd', createStatement: before })
    expect(reported?.reason).toMatch(/SHOW CREATE was not understood: SQL syntax error at line \d+/)
  }
})

test('a synchronous materialized view is reported, and never touched', async ({ database }) => {
  await apply(database, [ordinary])
  await database.connection.query(
    'CREATE MATERIALIZED VIEW per_city AS SELECT city, count(id) FROM ordinary GROUP BY city',
  )
  // A job builds it: until then the server lists nothing.
  const reason = async (): Promise<string | undefined> =>
    (await compare(database, [ordinary])).live.databases[database.name]?.unsupported['per_city']?.reason
  await expect.poll(reason, { timeout: 20_000 }).toMatch(/synchronous materialized view/)
  expect((await compare(database, [ordinary])).diff.operations).toEqual([])
})

test('tables of other engines and catalogs are reported, and never touched', async ({ database }) => {
  const away = table('away', { id: int() }, { catalog: 'hive_of_nobody', database: 'w' })
  const other = table('other', { id: int() }, { engine: 'mysql' })
  expect(await apply(database, [ordinary, away, other])).toEqual(['CreateTable ordinary'])
  const { diff } = await compare(database, [ordinary, away, other])
  expect(diff.operations).toEqual([])
  expect(diff.undecided.map(({ reason }) => reason.replaceAll(database.name, 'DATABASE')).toSorted()).toEqual([
    'DATABASE.other is declared and not there, and is left alone because its engine is mysql: change it by hand',
    'hive_of_nobody.w.away is declared and not there, and is left alone because it belongs to the catalog hive_of_nobody: change it by hand',
  ])
})
