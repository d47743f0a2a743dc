import { bigint, hash, index, int, table, varchar } from 'starrocks-kit'
import { expect } from 'vitest'
import { serverTest } from '../support/database.ts'
import { changeTo, summary, takeBack } from '../support/law.ts'
import { ONE } from './cases/case.ts'

/** Jobs that are not done when their ALTER returns: the next change of the table would be refused meanwhile. */
const test = serverTest({ jobDurationMs: 120 })

test('each job of a table is awaited before the next change of it', async ({ database }) => {
  const place = { distributedBy: hash('id').buckets(2), properties: ONE }
  await changeTo(database, [table('t', { id: int().primaryKey(), a: int(), b: varchar(10) }, place)])
  const change = await changeTo(database, [
    table(
      't',
      { id: int().primaryKey(), a: bigint(), b: varchar(10), c: int() },
      {
        ...place,
        comment: 'changed',
        orderBy: ['b'],
        indexes: [index('by_b').on('b')],
        distributedBy: hash('id').buckets(4),
      },
    ),
  ])
  expect(summary(change.operations).toSorted()).toEqual([
    'AddColumn t.c',
    'AddIndex t',
    'ModifyColumn t.a',
    'ModifyDistribution t',
    'ModifySortKey t',
    'ModifyTableComment t',
  ])
  expect(change.plan.steps.filter(({ job }) => job !== 'metadata').length).toBeGreaterThan(2)
  await takeBack(database, change)
})
