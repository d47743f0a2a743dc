import { expect, test } from 'vitest'
import { SqlSyntaxError } from '../../src/language/index.ts'
import {
  columnToText,
  defaultFromText,
  defaultToText,
  distributionFromText,
  distributionToText,
  keyFromText,
  materializedViewPartitioningFromText,
  parseDataTypeText,
  partitioningFromText,
  partitioningToText,
  printDataTypeText,
  refreshFromText,
  refreshToText,
  showDataType,
  sortKeyFromText,
} from '../../src/schema/index.ts'

test.for([
  ['INTEGER', 'INT', 'int(11)'],
  ['string', 'STRING', 'varchar(65533)'],
  ['VARCHAR(65533)', 'STRING', 'varchar(65533)'],
  ['char', 'CHAR(1)', 'char(1)'],
  ['NUMERIC(12,3)', 'DECIMAL(12, 3)', 'decimal(12, 3)'],
  ['DECIMAL64(10,2)', 'DECIMAL(10, 2)', 'decimal(10, 2)'],
  ['BIGINT(20)', 'BIGINT', 'bigint(20)'],
  ['BINARY', 'VARBINARY', 'varbinary'],
  ['ARRAY<DECIMAL(10,2)>', 'ARRAY<DECIMAL(10, 2)>', 'array<DECIMAL64(10,2)>'],
  ['MAP<INT,STRING>', 'MAP<INT, STRING>', 'map<int(11),varchar(65533)>'],
  ['STRUCT<a INT, b STRING>', 'STRUCT<a INT, b STRING>', 'struct<a int(11), b varchar(65533)>'],
] as const)('type %s', ([text, ours, shown]) => {
  const type = parseDataTypeText(text)
  expect(printDataTypeText(type).replaceAll(' ', '')).toBe(ours.replaceAll(' ', ''))
  expect(showDataType(type)).toBe(shown)
  expect(parseDataTypeText(printDataTypeText(type))).toEqual(type)
})

test('clauses are read with and without the words that open them', () => {
  expect(distributionFromText('HASH(id) BUCKETS 10')).toEqual({ kind: 'hash', columns: ['id'], buckets: 10 })
  expect(distributionFromText('DISTRIBUTED BY RANDOM')).toEqual({ kind: 'random' })
  expect(keyFromText('PRIMARY KEY(a, b)')).toEqual({ type: 'PRIMARY', columns: ['a', 'b'] })
  expect(sortKeyFromText('(a, b)')).toEqual([{ column: 'a' }, { column: 'b' }])
  expect(sortKeyFromText('ORDER BY a')).toEqual([{ column: 'a' }])
  expect(refreshFromText("ASYNC START('2024-01-01') EVERY(INTERVAL 1 DAY)")).toEqual({
    mode: 'ASYNC',
    start: '2024-01-01',
    every: { count: 1, unit: 'DAY' },
  })
  expect(materializedViewPartitioningFromText('dt')).toEqual([{ kind: 'column', column: 'dt' }])
  expect(materializedViewPartitioningFromText("date_trunc('month', dt)")).toEqual([
    { kind: 'expression', expression: { text: "date_trunc('month', dt)", origin: 'user' } },
  ])
})

test('what was written comes back from the text', () => {
  for (const text of ["RANGE(dt) (PARTITION p1 VALUES LESS THAN ('2024-01-01'))", "date_trunc('day', dt)", '(a, b)']) {
    const partitioning = partitioningFromText(text)
    expect(partitioningFromText(partitioningToText(partitioning))).toEqual(partitioning)
  }
  for (const text of ["'it''s'", 'CURRENT_TIMESTAMP(3)', '(uuid())']) {
    const value = defaultFromText(text)
    if (value === undefined) throw new Error('no default')
    expect(defaultFromText(defaultToText(value))).toEqual(value)
  }
  expect(defaultFromText('NULL')).toBeUndefined()
  const column = {
    name: 'name',
    type: { kind: 'varchar', length: 50 },
    nullable: false,
    default: { kind: 'literal', value: 'x' },
    comment: 'c',
  } as const
  expect(columnToText(column)).toBe("name VARCHAR(50) NOT NULL DEFAULT 'x' COMMENT 'c'")
  expect(distributionToText({ kind: 'hash', columns: ['order'], buckets: 3 })).toContain('`order`')
  expect(refreshToText({ mode: 'MANUAL', moment: 'DEFERRED' })).toBe('DEFERRED MANUAL')
})

test('a wrong clause is a syntax error', () => {
  expect(() => distributionFromText('HASH()')).toThrow(SqlSyntaxError)
  expect(() => parseDataTypeText('INTT')).toThrow(SqlSyntaxError)
})
