import { describe, expect, test } from 'vitest'
import {
  aggState,
  aggregateKey,
  array,
  automatic,
  batch,
  bigint,
  bitmap,
  boolean,
  char,
  columnType,
  date,
  dateTrunc,
  datetime,
  decimal,
  decimalV2,
  desc,
  double,
  duplicateKey,
  float,
  hash,
  hll,
  index,
  int,
  json,
  largeint,
  list,
  map,
  MAXVALUE,
  partition,
  percentile,
  random,
  range,
  raw,
  rollup,
  smallint,
  sql,
  string,
  struct,
  table,
  timeSlice,
  tinyint,
  unmanaged,
  varbinary,
  varchar,
  variant,
} from '../../src/models/index.ts'
import type { Model, TableOptions } from '../../src/models/index.ts'
import { definitionOf } from '../../src/models/model.ts'
import type { TableDefinition } from '../../src/models/model.ts'
import { canonicalExpression, printDataTypeText } from '../../src/schema/clauses.ts'
import type { Table } from '../../src/schema/index.ts'

function definition(model: Model): TableDefinition {
  const found = definitionOf(model)
  if (found.kind !== 'Table') throw new TypeError(found.kind)
  return found
}

const stateOf = (model: Model): Table => definition(model).table

describe('column types', () => {
  test.each([
    [tinyint(), 'TINYINT'],
    [smallint(), 'SMALLINT'],
    [int(), 'INT'],
    [bigint(), 'BIGINT'],
    [largeint(), 'LARGEINT'],
    [boolean(), 'BOOLEAN'],
    [float(), 'FLOAT'],
    [double(), 'DOUBLE'],
    [decimal(12, 2), 'DECIMAL(12, 2)'],
    [decimal(), 'DECIMAL(10)'],
    [decimalV2(20, 3), 'DECIMALV2(20, 3)'],
    [char(3), 'CHAR(3)'],
    [varchar(50), 'VARCHAR(50)'],
    [string(), 'STRING'],
    [varbinary(), 'VARBINARY'],
    [varbinary(8), 'VARBINARY(8)'],
    [date(), 'DATE'],
    [datetime(), 'DATETIME'],
    [json(), 'JSON'],
    [hll(), 'HLL'],
    [bitmap(), 'BITMAP'],
    [percentile(), 'PERCENTILE'],
    [variant(), 'VARIANT'],
    [array(array(int())), 'ARRAY<ARRAY<INT>>'],
    [map(string(), decimal(10, 2)), 'MAP<STRING, DECIMAL(10, 2)>'],
    [
      struct({ a: int(), b: struct({ c: string().comment('inner') }) }),
      "STRUCT<a INT, b STRUCT<c STRING COMMENT 'inner'>>",
    ],
    [struct({ _1: int().named('1') }), 'STRUCT<`1` INT>'],
    [aggState('AVG', bigint()), 'avg(BIGINT)'],
    [columnType('text'), 'STRING'],
  ])('%# is %s', (column, text) => {
    const [first] = stateOf(table('t', { c: column })).columns
    const [other] = stateOf(table('t', { c: columnType(text) })).columns

    expect(first).toEqual(other)
    expect(first === undefined ? undefined : printDataTypeText(first.type)).toBeTypeOf('string')
  })
})

describe('columns', () => {
  test('say everything by methods, in any order, without changing the builder before', () => {
    const base = varchar(50)
    const model = table('t', {
      id: bigint().autoIncrement(),
      name: base.default("it's").notNull().comment('full name'),
      other: base,
      at: datetime().defaultNow(),
      at3: datetime().defaultNow(3),
      at0: datetime().defaultNow(0),
      uuid: varchar(36).defaultExpression('uuid()'),
      uuid2: varchar(36).defaultExpression('(uuid())'),
      flag: boolean().default(false),
      count: bigint().default(10n).aggregate('SUM'),
      twice: bigint().generatedAs(sql`count  *  2`),
      silent: int().comment(''),
    })

    const uuid = { kind: 'expression', expression: canonicalExpression('uuid()') }
    expect(stateOf(model).columns).toEqual([
      { name: 'id', type: { kind: 'simple', name: 'bigint' }, nullable: false, autoIncrement: true },
      {
        name: 'name',
        type: { kind: 'varchar', length: 50 },
        nullable: false,
        default: { kind: 'literal', value: "it's" },
        comment: 'full name',
      },
      { name: 'other', type: { kind: 'varchar', length: 50 }, nullable: true },
      {
        name: 'at',
        type: { kind: 'simple', name: 'datetime' },
        nullable: true,
        default: { kind: 'current-timestamp' },
      },
      {
        name: 'at3',
        type: { kind: 'simple', name: 'datetime' },
        nullable: true,
        default: { kind: 'current-timestamp', precision: 3 },
      },
      {
        name: 'at0',
        type: { kind: 'simple', name: 'datetime' },
        nullable: true,
        default: { kind: 'current-timestamp' },
      },
      { name: 'uuid', type: { kind: 'varchar', length: 36 }, nullable: true, default: uuid },
      { name: 'uuid2', type: { kind: 'varchar', length: 36 }, nullable: true, default: uuid },
      {
        name: 'flag',
        type: { kind: 'simple', name: 'boolean' },
        nullable: true,
        default: { kind: 'literal', value: 'false' },
      },
      {
        name: 'count',
        type: { kind: 'simple', name: 'bigint' },
        nullable: true,
        aggregation: 'SUM',
        default: { kind: 'literal', value: '10' },
      },
      {
        name: 'twice',
        type: { kind: 'simple', name: 'bigint' },
        nullable: true,
        generated: canonicalExpression('count * 2'),
      },
      { name: 'silent', type: { kind: 'simple', name: 'int' }, nullable: true },
    ])
  })

  test('keep their order and odd names', () => {
    const model = table('t', { b: int(), _1: int().named('1'), a: int(), 'odd name': int() }, (t) => ({
      orderBy: ['_1', t['odd name']],
      distributedBy: hash('_1'),
    }))

    expect(stateOf(model).columns.map((column) => column.name)).toEqual(['b', '1', 'a', 'odd name'])
    expect(stateOf(model).sortKey).toEqual([{ column: '1' }, { column: 'odd name' }])
    expect(stateOf(model).distribution).toEqual({ kind: 'hash', columns: ['1'] })
  })

  test('of a PRIMARY KEY are NOT NULL, however the key is said', () => {
    const columns = { a: int(), b: int(), c: int() }
    const nullable = (options: TableOptions<'a' | 'b' | 'c'>): readonly boolean[] =>
      stateOf(table('t', columns, options)).columns.map((column) => column.nullable)

    expect(nullable({ key: 'primary key (A, b)' })).toEqual([false, false, true])
    expect(nullable({ key: duplicateKey('a', 'b') })).toEqual([true, true, true])
    expect(stateOf(table('t', { a: int().primaryKey(), b: int().primaryKey() })).key).toEqual({
      type: 'PRIMARY',
      columns: ['a', 'b'],
    })
  })

  test('remember the names that they had', () => {
    const model = table('t', { id: int(), age: int().renamedFrom('years') }, { renamedFrom: 'old' })

    expect(definition(model).columnRenames).toEqual([{ from: 'years', to: 'age' }])
    expect(definition(model).renamedFrom).toBe('old')
  })
})

/** Typed clauses and their text say the same. */
describe('clauses', () => {
  const columns = { id: bigint(), city: string(), at: datetime(), total: decimal(12, 2), n: int() }
  const make = (options: TableOptions<keyof typeof columns>): Table => stateOf(table('orders', columns, options))

  test.each<[string, TableOptions<keyof typeof columns>, TableOptions<keyof typeof columns>]>([
    ['key', { key: duplicateKey('id', 'city') }, { key: 'DUPLICATE KEY(id, city)' }],
    ['key of raw text', { key: raw('AGGREGATE KEY(id)') }, { key: aggregateKey('id') }],
    ['hash', { distributedBy: hash('id', 'city').buckets(4) }, { distributedBy: 'HASH(id, CITY) BUCKETS 4' }],
    ['hash without buckets', { distributedBy: hash('id') }, { distributedBy: 'distributed by hash(`id`)' }],
    ['random', { distributedBy: random().buckets(4) }, { distributedBy: 'RANDOM BUCKETS 4' }],
    ['random without buckets', { distributedBy: random() }, { distributedBy: 'RANDOM' }],
    ['sort key', { orderBy: ['city', 'id'] }, { orderBy: '(city, ID)' }],
    ['descending sort key', { orderBy: [desc('city'), 'id'] }, { orderBy: 'city DESC, id' }],
    [
      'range',
      { partitionBy: range('at', [partition('p1').lessThan('2024-01-01'), partition('p2').lessThan(MAXVALUE)]) },
      {
        partitionBy: 'RANGE(at) (PARTITION p1 VALUES LESS THAN ("2024-01-01"), PARTITION p2 VALUES LESS THAN MAXVALUE)',
      },
    ],
    [
      'range of several columns',
      {
        partitionBy: range(
          ['at', 'n'],
          [
            partition('p1').between(['2024-01-01', 1], ['2024-02-01', 5]),
            partition('p2').lessThan('2024-03-01', MAXVALUE),
          ],
        ),
      },
      {
        partitionBy:
          'RANGE(at, n) (PARTITION p1 VALUES [("2024-01-01", "1"), ("2024-02-01", "5")), ' +
          'PARTITION p2 VALUES LESS THAN ("2024-03-01", MAXVALUE))',
      },
    ],
    [
      'batches',
      { partitionBy: range('at', [batch({ start: '2024-01-01', end: '2025-01-01', every: 'INTERVAL 1 month' })]) },
      { partitionBy: 'RANGE(at) (START ("2024-01-01") END ("2025-01-01") EVERY (INTERVAL 1 MONTH))' },
    ],
    [
      'batches of numbers',
      { partitionBy: range('n', [batch({ start: '0', end: '100', every: 10 })]) },
      { partitionBy: 'RANGE(n) (START ("0") END ("100") EVERY (10))' },
    ],
    [
      'range of an expression',
      { partitionBy: range(sql`str2date(city, '%Y')`, [partition('p').lessThan('2024')]) },
      { partitionBy: `RANGE(str2date(city, '%Y')) (PARTITION p VALUES LESS THAN ("2024"))` },
    ],
    [
      'list',
      { partitionBy: list('city', [partition('eu', { replication_num: 2 }).in('de', 'fr'), partition('no').in(null)]) },
      {
        partitionBy:
          'LIST(city) (PARTITION eu VALUES IN ("de", "fr") ("replication_num" = "2"), PARTITION no VALUES IN (NULL))',
      },
    ],
    [
      'list of several columns',
      { partitionBy: list(['city', 'n'], [partition('p').in(['de', 1], ['fr', 2])]) },
      { partitionBy: 'LIST(city, n) (PARTITION p VALUES IN (("de", "1"), ("fr", "2")))' },
    ],
    ['date_trunc', { partitionBy: dateTrunc('day', 'at') }, { partitionBy: "date_trunc('day', at)" }],
    ['time_slice', { partitionBy: timeSlice('at', 7, 'day') }, { partitionBy: 'time_slice(at, INTERVAL 7 DAY)' }],
    ['columns', { partitionBy: ['city', 'n'] }, { partitionBy: '(city, n)' }],
    ['one column', { partitionBy: ['city'] }, { partitionBy: '(City)' }],
    ['a mix', { partitionBy: ['city', dateTrunc('month', 'at')] }, { partitionBy: "city, date_trunc('month', at)" }],
    [
      'an expression',
      { partitionBy: [sql`from_unixtime(n, '%Y')`, raw('city')] },
      { partitionBy: "from_unixtime(n, '%Y'), city" },
    ],
    [
      'automatic with partitions',
      {
        partitionBy: automatic(dateTrunc('day', 'at'), [
          batch({ start: '2024-01-01', end: '2024-02-01', every: '1 DAY' }),
        ]),
      },
      { partitionBy: `date_trunc('day', at) (START ("2024-01-01") END ("2024-02-01") EVERY (INTERVAL 1 DAY))` },
    ],
    [
      'indexes',
      {
        indexes: [
          index('a').on('city').comment('by city'),
          index('b').on('n').using('NGRAMBF', { gram_num: 4, case_sensitive: false }),
        ],
      },
      {
        indexes: [
          "INDEX a (city) USING BITMAP COMMENT 'by city'",
          raw('INDEX b (N) USING NGRAMBF("gram_num" = "4", "case_sensitive" = "false")'),
        ],
      },
    ],
    [
      'rollups',
      { rollups: [rollup('r', ['city', 'total'], { duplicateKey: ['city'], from: 'base' })] },
      { rollups: ['r (city, Total) DUPLICATE KEY (city) FROM base'] },
    ],
    [
      'properties',
      { properties: { replication_num: 1, a: true } },
      { properties: { replication_num: '1', a: 'true' } },
    ],
    ['engine', { engine: 'OLAP' }, {}],
    ['comment', { comment: '' }, {}],
  ])('%s', (_name, typed, text) => {
    expect(make(typed)).toEqual(make(text))
    expect(make(typed)).not.toEqual(make({ engine: 'mysql' }))
  })

  test('take references of the columns', () => {
    const model = table('orders', columns, (t) => ({
      partitionBy: t.city,
      distributedBy: hash(t.id),
      orderBy: [t.at],
      indexes: [index('i').on(t.city)],
    }))

    expect(stateOf(model).partitioning).toEqual({
      kind: 'expression',
      items: [{ kind: 'column', column: 'city' }],
      partitions: [],
    })
    expect(stateOf(model).distribution).toEqual({ kind: 'hash', columns: ['id'] })
    expect(model.columns.city.column).toBe('city')
  })

  test('overrides are noted beside the table', () => {
    const model = table('orders', columns, {
      comment: null,
      distributedBy: unmanaged(),
      properties: { replication_num: 1, compression: null, bucket_size: unmanaged() },
    })

    expect(stateOf(model)).not.toHaveProperty('comment')
    expect(stateOf(model)).not.toHaveProperty('distribution')
    expect(stateOf(model).properties).toEqual({ replication_num: '1' })
    expect(definition(model).overrides).toEqual([
      { attribute: 'comment', treatment: 'none' },
      { attribute: 'distribution', treatment: 'unmanaged' },
      { attribute: 'properties.compression', treatment: 'none' },
      { attribute: 'properties.bucket_size', treatment: 'unmanaged' },
    ])
  })
})
