import {
  automatic,
  batch,
  bigint,
  dateTrunc,
  datetime,
  date,
  duplicateKey,
  hash,
  int,
  list,
  MAXVALUE,
  partition,
  range,
  sql,
  string,
  table,
  timeSlice,
  varchar,
} from 'starrocks-kit'
import type { TableOptions } from 'starrocks-kit'
import { ONE } from './case.ts'
import type { ObjectCase } from './case.ts'

const columns = { day: date().notNull(), at: datetime().notNull(), n: bigint().notNull(), city: varchar(20).notNull() }
type Key = keyof typeof columns

function partitioned(
  name: string,
  partitionBy: NonNullable<TableOptions<Key>['partitionBy']>,
  options: TableOptions<Key> = {},
): ObjectCase {
  return {
    name,
    models: [
      table('t', { ...columns, what: string() }, () => ({
        key: duplicateKey('day', 'at', 'n', 'city'),
        distributedBy: hash('n').buckets(1),
        partitionBy,
        ...options,
        properties: { ...ONE, ...options.properties },
      })),
    ],
  }
}

export const PARTITIONED: readonly ObjectCase[] = [
  partitioned(
    'range, less than',
    range('day', [
      partition('p2023').lessThan('2024-01-01'),
      partition('p2024').lessThan('2025-01-01'),
      partition('rest').lessThan(MAXVALUE),
    ]),
  ),
  partitioned(
    'range, fixed',
    range('day', [
      partition('p1').between('2024-01-01', '2024-02-01'),
      partition('p3').between('2024-03-01', '2024-04-01'),
    ]),
  ),
  partitioned(
    'range of two columns',
    range(
      ['n', 'day'],
      [
        partition('a').between([0, '2024-01-01'], [10, '2024-01-01']),
        partition('b').between([10, '2024-01-01'], [20, '2024-06-01']),
      ],
    ),
  ),
  partitioned(
    'range of two columns, less than',
    range(['n', 'day'], [partition('a').lessThan(10, '2024-01-01'), partition('b').lessThan(20, '2024-01-01')]),
  ),
  partitioned('range of numbers, batch', range('n', [batch({ start: '0', end: '100', every: 25 })])),
  partitioned(
    'range of days, batches',
    range('day', [
      batch({ start: '2024-01-01', end: '2024-04-01', every: 'INTERVAL 1 MONTH' }),
      batch({ start: '2024-04-01', end: '2024-04-15', every: 'INTERVAL 7 DAY' }),
    ]),
  ),
  partitioned('range without partitions', range('day', [])),
  partitioned('dynamic partitions', range('day', []), {
    properties: {
      'dynamic_partition.enable': true,
      'dynamic_partition.time_unit': 'DAY',
      'dynamic_partition.start': -3,
      'dynamic_partition.end': 3,
      'dynamic_partition.prefix': 'p',
      'dynamic_partition.buckets': 1,
    },
  }),
  partitioned('list', list('city', [partition('eu').in('Berlin', 'Paris'), partition('asia').in('東京', 'say "so"')])),
  partitioned(
    'list of two columns',
    list(['city', 'n'], [partition('a').in(['Berlin', 1], ['Paris', 2]), partition('b').in(['Berlin', 3])]),
  ),
  partitioned('list, automatic', ['city', 'n']),
  partitioned('one automatic column', ['city']),
  partitioned('date_trunc', dateTrunc('month', 'at')),
  partitioned('date_trunc of a day', dateTrunc('day', 'day')),
  partitioned('time_slice', timeSlice('at', 7, 'day')),
  partitioned(
    'date_trunc with partitions in advance',
    automatic(dateTrunc('month', 'at'), [batch({ start: '2024-01-01', end: '2024-06-01', every: 'INTERVAL 1 MONTH' })]),
  ),
  {
    name: 'a range of an expression of text',
    models: [
      table(
        't',
        { id: int(), label: string() },
        {
          partitionBy: range(sql`str2date(label, '%Y-%m-%d')`, [partition('p1').lessThan('2024-01-01')]),
          distributedBy: hash('id').buckets(1),
          properties: ONE,
        },
      ),
    ],
  },
  {
    ...partitioned('several expressions', ['city', dateTrunc('month', 'at')]),
    since: '3.4',
  },
  {
    ...partitioned('an expression of another function', [sql`from_unixtime(n, '%Y-%m-%d')`]),
    since: '3.4',
  },
]
