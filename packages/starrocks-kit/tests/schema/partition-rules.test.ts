import { describe, expect, test } from 'vitest'
import { findTable } from '../../src/schema/index.ts'
import { accepted, apply, refusal } from './targets.ts'

/** Answers of a frontend of the main branch of June 2025. */
const MADE_BY_HAND: readonly (readonly [columns: string, partitions: string, message: string])[] = [
  ['k BOOLEAN', "LIST(k) (PARTITION p VALUES IN ('yes'))", 'Invalid BOOLEAN literal: yes'],
  ['k TINYINT', "LIST(k) (PARTITION p VALUES IN ('300'))", 'Number out of range[300]. type: TINYINT'],
  ['k DATE', "LIST(k) (PARTITION p VALUES IN ('2024-02-30'))", 'date literal [2024-02-30] is invalid'],
  ['k DATE', "LIST(k) (PARTITION p VALUES IN ('2024-1-1', '2024-01-01'))", 'Duplicated value 2024-01-01'],
  ['k BOOLEAN', "LIST(k) (PARTITION p VALUES IN ('1', 'true'))", 'Duplicated value TRUE'],
  [
    'k INT, d DATE',
    "RANGE(k, d) (PARTITION p VALUES LESS THAN ('5', MAXVALUE))",
    'Not support MAXVALUE in multi partition range values.',
  ],
  [
    'k INT',
    "RANGE(k) (PARTITION p VALUES LESS THAN ('5', '6'))",
    "Partition values number is more than partition column number: ('5', '6')",
  ],
  [
    's VARCHAR(20)',
    "RANGE(str2date(s, '%Y-%m')) (PARTITION p VALUES LESS THAN ('2024-01-01'))",
    'partition function check fail, only supports the result of the function str2date(VARCHAR str, VARCHAR format) as a strict DATE type',
  ],
  ['s VARCHAR(20)', "str2date(s, '%Y-%m-%d')", 'Only support date_trunc and time_slice as partition expression'],
]

const MADE_AT_CREATION: typeof MADE_BY_HAND = [
  ['k INT', "RANGE(k) (PARTITION p VALUES LESS THAN ('2024-01-01'))", 'Invalid number format: 2024-01-01'],
  [
    'k BIGINT',
    "RANGE(k) (PARTITION p VALUES LESS THAN ('99999999999999999999'))",
    'Invalid number format: 99999999999999999999',
  ],
  ['k DATE', "RANGE(k) (PARTITION p VALUES LESS THAN (' 2024-1-1'))", 'date literal [ 2024-1-1] is invalid'],
  ['k INT', "RANGE(k) (PARTITION p VALUES [('5'), ('5')))", 'The lower values must smaller than upper values'],
]

const create = (columns: string, partitions: string): string =>
  `CREATE TABLE t (${columns}) PARTITION BY ${partitions} PROPERTIES ("replication_num" = "1")`

describe('CREATE TABLE', () => {
  test.for(MADE_BY_HAND)('%s PARTITION BY %s', ([columns, partitions, message]) => {
    expect(refusal(accepted([]), create(columns, partitions)).message).toBe(
      `Getting analyzing error. Detail message: ${message}.`,
    )
  })

  test.for(MADE_AT_CREATION)('%s PARTITION BY %s', ([columns, partitions, message]) => {
    expect(refusal(accepted([]), create(columns, partitions)).message).toBe(`Invalid range value format: ${message}`)
  })

  test.for([
    [
      "date_trunc('month', d) (PARTITION p VALUES LESS THAN ('2024-01-01'))",
      'Automatic partition table creation only supports batch create partition syntax',
    ],
    [
      "date_trunc('month', d) (START ('2024-01-01') END ('2024-03-01') EVERY (INTERVAL 1 DAY))",
      'The partition granularity of automatic partition table batch creation in advance should be consistent',
    ],
    [
      "time_slice(d, INTERVAL 1 DAY) (START ('2024-01-01') END ('2024-03-01') EVERY (INTERVAL 1 DAY))",
      'time_slice does not support pre-created partitions',
    ],
    ["time_slice(d, INTERVAL 1 DAY, 'floor')", "Incorrect type/value of arguments in expr 'time_slice'"],
  ] as const)('d DATETIME PARTITION BY %s', ([partitions, message]) => {
    expect(refusal(accepted([]), create('d DATETIME', partitions)).message).toBe(
      `Getting syntax error. Detail message: ${message}.`,
    )
  })

  test.for([
    ['k INT, d DATE', 'RANGE(k, d) (PARTITION p VALUES LESS THAN MAXVALUE)'],
    ['d DATETIME', "date_trunc('month', d) (START ('2024-01-01') END ('2024-03-01') EVERY (INTERVAL 1 MONTH))"],
    ['d DATETIME', "time_slice(d, 7, 'day', 'floor')"],
    ['k INT', "date_trunc('week', k)"],
    ['d DATE', 'time_slice(d, INTERVAL 1 HOUR)'],
  ] as const)('accepts %s PARTITION BY %s', ([columns, partitions]) => {
    expect(apply(accepted([]), create(columns, partitions)).kind).toBe('applied')
  })

  test('spells values as the server does', () => {
    const listed = (columns: string, values: string) =>
      findTable(accepted([create(columns, `LIST(k) (PARTITION p VALUES IN (${values}))`)]), {
        database: 'shop',
        name: 't',
      })?.partitioning?.partitions
    expect(listed('k DATETIME', "'2024-1-1', '24-01-02 10:00:00.5'")).toMatchObject([
      { values: [['2024-01-01 00:00:00'], ['2024-01-02 10:00:00.500000']] },
    ])
    expect(listed('k BOOLEAN', "'1', 'false'")).toMatchObject([{ values: [['TRUE'], ['FALSE']] }])
    expect(listed('k LARGEINT', "'007'")).toMatchObject([{ values: [['7']] }])
  })
})

test('ADD PARTITION looks at values too', () => {
  const state = accepted([
    create('d DATE', 'RANGE(d) ()'),
    create('k INT', "LIST(k) (PARTITION p VALUES IN ('1'))").replace('TABLE t', 'TABLE l'),
  ])
  expect(refusal(state, "ALTER TABLE t ADD PARTITION p VALUES LESS THAN ('x')").message).toBe(
    'Getting analyzing error. Detail message: Invalid range value format: date literal [x] is invalid.',
  )
  expect(
    refusal(state, "ALTER TABLE t ADD PARTITION p VALUES LESS THAN ('2024-01-01') DISTRIBUTED BY HASH(d)").message,
  ).toBe('Cannot assign different distribution type. default is: RANDOM')
  expect(refusal(state, "ALTER TABLE l ADD PARTITION q VALUES IN ('x')").message).toBe(
    'Getting analyzing error. Detail message: Invalid number format: x.',
  )
})
