import { describe, expect, test } from 'vitest'
import { accepted, apply, refusal, V32, V33, V35, V41 } from './targets.ts'

const RANGES = `CREATE TABLE r (d DATE NOT NULL, n INT) DUPLICATE KEY(d) PARTITION BY RANGE(d) () DISTRIBUTED BY HASH(d)`
const VECTORS = `CREATE TABLE v (id INT, a ARRAY<FLOAT> NOT NULL, INDEX i (a) USING VECTOR (%)) DUPLICATE KEY(id) DISTRIBUTED BY HASH(id)`
const AUTOMATIC = `CREATE TABLE a (d DATE NOT NULL) PARTITION BY date_trunc('day', d)`
const EVERY = (start: string, end: string, every: string): string =>
  `ALTER TABLE a ADD PARTITIONS START ("${start}") END ("${end}") EVERY (INTERVAL ${every})`

/** Rules read in StarRocks' source, of which no server's answers are recorded. */
describe('refusals', () => {
  test.for([
    [`"dynamic_partition.time_unit"="day"`, 1064, 'Must assign dynamic_partition.end properties'],
    [
      `"dynamic_partition.time_unit"="day", "dynamic_partition.end"="0"`,
      5066,
      'Dynamic partition end must greater than 0',
    ],
    [
      `"dynamic_partition.time_unit"="day", "dynamic_partition.end"="3", "dynamic_partition.start"="1"`,
      5066,
      'Dynamic partition start must less than 0',
    ],
    [
      `"dynamic_partition.time_unit"="day", "dynamic_partition.end"="3", "dynamic_partition.time_zone"="Mars"`,
      1298,
      "Unknown or incorrect time zone: 'Mars'",
    ],
    [
      `"dynamic_partition.time_unit"="day", "dynamic_partition.end"="501"`,
      1064,
      'Too many dynamic partitions: 501. Limit: 500',
    ],
    [
      `"dynamic_partition.time_unit"="hour", "dynamic_partition.end"="3"`,
      1064,
      'Getting analyzing error. Detail message: Date type partition does not support dynamic partitioning granularity of hour.',
    ],
  ] as const)('dynamic partitions: %s', ([properties, code, message]) => {
    expect(refusal(accepted([]), `${RANGES} PROPERTIES (${properties})`)).toMatchObject({ code, message })
  })

  test.for([
    ['"dim"="3", "metric_type"="l2_distance"', 'You should set `index_type` to IVFPQ/HNSW for a vector index.'],
    ['"index_type"="hnsw", "dim"="0", "metric_type"="l2_distance"', 'Value of `DIM` must be >= 1'],
    [
      '"index_type"="hnsw", "dim"="3", "metric_type"="l2_distance", "nlist"="2"',
      'Index params [NLIST] should not define with HNSW',
    ],
    [
      '"index_type"="ivfpq", "dim"="3", "metric_type"="l2_distance", "m_ivfpq"="2"',
      '`DIM` should be a multiple of `M_IVFPQ` for IVFPQ index',
    ],
    ['"index_type"="hnsw", "x"="3"', 'Unknown index param: `X`'],
  ] as const)('vector indexes: %s', ([properties, detail]) => {
    expect(refusal(accepted([]), VECTORS.replace('%', properties)).message).toContain(`Detail message: ${detail}`)
  })

  test('partitions that come with the data are added in their own steps', () => {
    const state = accepted([AUTOMATIC])
    expect(refusal(state, EVERY('2024-01-01', '2024-02-01', '1 MONTH')).message).toContain(
      'The granularity of the auto-partitioned table granularity(day) should be consistent with the increased partition granularity(MONTH).',
    )
    expect(refusal(state, EVERY('2024-01-01', '2024-01-05', '2 DAY')).message).toContain(
      'step of the auto-partitioned table',
    )
    expect(
      refusal(
        state,
        `CREATE TABLE b (d DATE NOT NULL) PARTITION BY date_trunc('day', d) (START ("2024-01-01") END ("2024-03-01") EVERY (INTERVAL 1 MONTH))`,
      ).message,
    ).toContain('The partition granularity of automatic partition table batch creation in advance should be consistent')
  })

  test('a column without type', () => {
    const message = `Getting syntax error. Detail message: Unsupported type specification: 'Column's type is null and it's not agg state columnb'.`
    expect(refusal(accepted([]), 'CREATE TABLE t (a INT, b NOT NULL)').message).toBe(message)
  })
})

test('what is found while a statement runs has a preamble up to 3.2', () => {
  const sql = 'CREATE TABLE t (a INT, b TIME)'
  const detail = 'Getting analyzing error. Detail message: Type:TIME of column:b does not support.'
  expect(refusal(accepted([], V32), sql, V32).message).toBe(`Unexpected exception: ${detail}`)
  for (const target of [V33, V35, V41]) expect(refusal(accepted([], target), sql, target).message).toBe(detail)
})

describe('schema changes', () => {
  const TABLE = 'CREATE TABLE t (k INT, v INT, s VARCHAR(20)) DUPLICATE KEY(k) DISTRIBUTED BY HASH(k)'

  test('columns that rollups aggregate or filter stay as they are', () => {
    const sums = accepted([TABLE, 'CREATE MATERIALIZED VIEW m AS SELECT k, sum(v) FROM t WHERE s > 1 GROUP BY k'])
    expect(refusal(sums, 'ALTER TABLE t DROP COLUMN v').message).toMatch(
      /^Can not drop\/modify the column v, because the column is used in the related rollup m with the define expr:/,
    )
    expect(refusal(sums, 'ALTER TABLE t MODIFY COLUMN s VARCHAR(30)').message).toContain('with the where expr:')
    const unique = TABLE.replace('DUPLICATE', 'UNIQUE')
    const rollup = accepted([unique, 'ALTER TABLE t ADD ROLLUP r (k, v)'])
    expect(refusal(rollup, 'ALTER TABLE t DROP COLUMN v').message).toBe(
      'Can not drop/modify the column v, because the column is used in the related rollup r, please drop the rollup index first.',
    )
    expect(() => accepted([TABLE, 'ALTER TABLE t ADD ROLLUP r (k, v)', 'ALTER TABLE t DROP COLUMN s'])).not.toThrow()
  })

  test('filters that stay the same are no change', () => {
    const set = (property: string, value: string): string => `ALTER TABLE t SET ("${property}" = "${value}")`
    const NO_CHANGE = { message: 'Bloom filter index has no change' }
    expect(refusal(accepted([TABLE]), set('bloom_filter_fpp', '0.02'))).toMatchObject(NO_CHANGE)
    const filtered = accepted([TABLE, set('bloom_filter_columns', 's,v')])
    expect(refusal(filtered, set('bloom_filter_columns', 'v, s'))).toMatchObject(NO_CHANGE)
    expect(refusal(filtered, set('bloom_filter_fpp', '0.05'))).toMatchObject(NO_CHANGE)
    expect(() => accepted([TABLE, set('bloom_filter_columns', 's'), set('bloom_filter_fpp', '0.02')])).not.toThrow()
  })

  test('a comment stands alone from 4.1 on', () => {
    const both = "ALTER TABLE t MODIFY COLUMN s COMMENT 'x', ADD COLUMN z INT"
    expect(refusal(accepted([TABLE], V41), both, V41).message).toBe(
      'MODIFY COLUMN COMMENT can not be combined with other alter operations',
    )
    expect(() => accepted([TABLE, both])).not.toThrow()
  })
})

describe('joins of views', () => {
  const state = accepted(['CREATE TABLE a (k INT, t DATETIME)', 'CREATE TABLE b (k INT, t DATETIME)'])
  const view = (query: string): string => `CREATE VIEW v AS SELECT a.t FROM a ${query}`

  test.for([
    ['a.k = b.k', 'requires exactly one temporal inequality condition in join ON clause'],
    ['a.t > b.t', 'requires at least one equality condition in join ON clause'],
    ['a.k = b.k AND a.t > b.t AND a.t < b.t', 'supports only one inequality condition in join ON clause, found: 2'],
    ['a.k = b.k OR a.t > b.t', 'conditions do not support OR operators in join ON clause'],
    ['a.k != b.k AND a.t > b.t', "does not support '!=' operator in join ON clause"],
  ] as const)('ASOF JOIN ON %s', ([on, detail]) => {
    expect(refusal(state, view(`ASOF JOIN b ON ${on}`), V41).message).toContain(`ASOF JOIN ${detail}`)
  })

  test('FULL OUTER JOIN with USING leaves neither side its columns from 4.1 on', () => {
    const full = 'CREATE VIEW v AS SELECT a.k FROM a FULL OUTER JOIN b USING (k)'
    expect(refusal(state, full, V41).message).toContain("Column '`a`.`k`' cannot be resolved")
    expect(apply(state, full, V35).kind).toBe('applied')
    expect(apply(state, full.replace('a.k', 'k, a.t, b.t AS u'), V41).kind).toBe('applied')
  })
})

test('columns that generated columns miss, in the words of 3.2 and later', () => {
  const table = (generated: string): string =>
    `CREATE TABLE t (k INT, a ARRAY<INT>, v ARRAY<INT> AS (${generated})) DUPLICATE KEY(k) DISTRIBUTED BY HASH(k)`
  const LAMBDA = table('array_map(x -> x + 1, a)')
  expect(refusal(accepted([], V32), LAMBDA, V32).message).toContain('column:x does not exist')
  expect(refusal(accepted([], V32), table('nope'), V32).message).toContain("Column 'nope' cannot be resolved")
  expect(refusal(accepted([]), LAMBDA).message).toContain('can not get column by column id: x')
})

test('get_json_int gave INT up to 3.2, and gives BIGINT since', () => {
  const table =
    "CREATE TABLE t (k INT, j JSON, v INT AS (get_json_int(j, '$.a'))) DUPLICATE KEY(k) DISTRIBUTED BY HASH(k)"
  expect(() => accepted([table], V32)).not.toThrow()
  expect(refusal(accepted([]), table).message).toContain('Expression Type: BIGINT')
})
