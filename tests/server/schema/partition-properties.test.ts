import { date, duplicateKey, hash, int, list, partition, range, table, varchar } from 'starrocks-kit'
import type { Model } from 'starrocks-kit'
import { describe, expect } from 'vitest'
import { eachVersion } from '../support/database.ts'
import { changeTo, compare, summary, takeBack } from '../support/law.ts'

type Replicas = number | undefined

const own = (replicas: Replicas): { readonly replication_num?: number } =>
  replicas === undefined ? {} : { replication_num: replicas }

const ranged = (all: number, old: Replicas, current: Replicas): Model =>
  table(
    't',
    { day: date().notNull(), id: int() },
    {
      key: duplicateKey('day'),
      partitionBy: range('day', [
        partition('old', own(old)).lessThan('2025-01-01'),
        partition('current', own(current)).lessThan('2026-01-01'),
      ]),
      distributedBy: hash('id').buckets(1),
      properties: { replication_num: all },
    },
  )

const listed = (replicas: Replicas): Model =>
  table(
    't',
    { country: varchar(2).notNull(), id: int() },
    {
      key: duplicateKey('country'),
      partitionBy: list('country', [partition('eu', own(replicas)).in('de', 'fr')]),
      distributedBy: hash('id').buckets(1),
      properties: { replication_num: 1 },
    },
  )

const ONE_BACKEND = process.env['STARROCKS_URL'] !== undefined

/** How often a partition is kept belongs to the partition: what the table says is for partitions to come. */
describe.each(eachVersion())('StarRocks %s', (_version, test) => {
  test.for<readonly [name: string, from: Model, to: Model, operations: readonly string[], hazards: readonly string[]]>([
    ['declared as the table does', ranged(1, undefined, undefined), ranged(1, 1, 1), [], []],
    [
      'another number for one of them',
      ranged(1, 1, undefined),
      ranged(1, 2, undefined),
      ['ModifyPartitionProperties t'],
      [
        'the rows of partition old of DATABASE.t get 2 replicas in place of 1: the server makes or removes them in the background',
      ],
    ],
    ['no longer declared: whatever is there', ranged(1, 2, undefined), ranged(1, undefined, undefined), [], []],
    [
      'the number of the table leaves them as they are',
      ranged(2, undefined, 1),
      ranged(1, 2, undefined),
      ['ModifyTableProperties t'],
      [
        'partitions of DATABASE.t to come get replication_num 1; those that exist keep 2, until ALTER TABLE t MODIFY PARTITION (*) SET ("replication_num" = "1") changes them',
      ],
    ],
    [
      'the number of the table, and of one partition with it',
      ranged(2, undefined, undefined),
      ranged(1, 1, undefined),
      ['ModifyPartitionProperties t', 'ModifyTableProperties t'],
      [
        'the rows of partition old of DATABASE.t get 1 replica in place of 2: the server makes or removes them in the background',
        'partitions of DATABASE.t to come get replication_num 1; those that exist keep 2, until ALTER TABLE t MODIFY PARTITION (*) SET ("replication_num" = "1") changes them',
      ],
    ],
    [
      'of a list',
      listed(undefined),
      listed(3),
      ['ModifyPartitionProperties t'],
      [
        'the rows of partition eu of DATABASE.t get 3 replicas in place of 1: the server makes or removes them in the background',
      ],
    ],
  ])('%s', async ([, from, to, operations, hazards], { database, skip }) => {
    skip(ONE_BACKEND, 'needs three backends')
    await changeTo(database, [from])
    const change = await changeTo(database, [to])
    expect(summary(change.operations)).toEqual(operations)
    const messages = change.plan.steps.flatMap((step) => step.hazards.map(({ message }) => message))
    expect(messages.map((message) => message.replaceAll(database.name, 'DATABASE'))).toEqual(hazards)
    await takeBack(database, change)
    expect((await compare(database, [from])).diff.operations).toEqual([])
  })
})
