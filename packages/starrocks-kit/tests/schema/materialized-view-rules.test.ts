import { describe, expect, test } from 'vitest'
import { accepted, refusal, V32, V33, V35 } from './targets.ts'

const BASES = [
  `CREATE TABLE r (d DATE NOT NULL, t DATETIME, n INT) DUPLICATE KEY(d) PARTITION BY RANGE(d) () DISTRIBUTED BY HASH(n)`,
  `CREATE TABLE l (d DATE NOT NULL, c VARCHAR(20) NOT NULL, n INT) PARTITION BY (d, c) DISTRIBUTED BY HASH(n)`,
  `CREATE TABLE s (c VARCHAR(20) NOT NULL, n INT) PARTITION BY RANGE(str2date(c, '%Y-%m-%d')) () DISTRIBUTED BY HASH(n)`,
  `CREATE TABLE u (x BIGINT NOT NULL, n INT) PARTITION BY RANGE(from_unixtime(x)) () DISTRIBUTED BY HASH(n)`,
  `CREATE TABLE p (d DATE NOT NULL, n INT) DISTRIBUTED BY HASH(n)`,
  `CREATE VIEW w AS SELECT d AS day, n FROM r`,
]

function create(partitionBy: string, query: string): string {
  return `CREATE MATERIALIZED VIEW m PARTITION BY ${partitionBy} REFRESH MANUAL AS ${query}`
}

/** Rules of MaterializedViewAnalyzer, read in its source at each version. */
describe('PARTITION BY of materialized views', () => {
  const state = accepted(BASES)

  test.for([
    ["(date_trunc('month', day))", 'SELECT day, n FROM w'],
    ['x', "SELECT date_trunc('month', d) AS x FROM r"],
    ['d', 'SELECT a.d, b.n FROM r a JOIN p b ON a.n = b.n'],
    ['d', 'WITH c AS (SELECT d, n FROM r) SELECT d FROM c UNION ALL SELECT d FROM p'],
    ['(d, c)', 'SELECT d, c FROM l'],
    ["str2date(c, '%Y-%m-%d')", 'SELECT c, n FROM s'],
    ['d', 'SELECT d, rank() OVER (PARTITION BY n, d ORDER BY n) AS k FROM r'],
    ["date_trunc('day', d)", "SELECT d, rank() OVER (PARTITION BY date_trunc('DAY', d) ORDER BY n) AS k FROM r"],
  ] as const)('%s of %s', ([partitionBy, query]) => {
    expect(() => accepted([...BASES, create(partitionBy, query)])).not.toThrow()
  })

  const NOT_OF_BASE = 'Materialized view partition column in partition exp must be base table partition column.'
  test.for([
    ['(n + 1)', 'SELECT d, n FROM r', "Unsupported expr 'n + 1' in PARTITION BY clause."],
    [
      "date_trunc('second', t)",
      'SELECT t FROM r',
      "Unsupported expr 'date_trunc('second', t)' in PARTITION BY clause.",
    ],
    ['r.d', 'SELECT d FROM r', 'Materialized view partition exp: `r`.`d` must related to column.'],
    ['x', 'SELECT d AS x FROM p', NOT_OF_BASE],
    ['d', 'SELECT b.d FROM r a JOIN p b ON a.n = b.n', NOT_OF_BASE],
    ['n', 'SELECT n FROM w', NOT_OF_BASE],
    ['d', 'SELECT 1 AS d, n FROM r', 'Materialized view partition expression d must ref to one column.'],
    ['d', 'SELECT CAST(d AS DATETIME) AS d FROM r', 'Materialized view partition function must related with column.'],
    ['d', 'SELECT max(d) AS d FROM r GROUP BY n', 'Materialized view partition function max is not support: max(`d`).'],
    [
      "date_trunc('month', x)",
      "SELECT date_trunc('day', d) AS x FROM r",
      'Materialized view partition function date_trunc must related with column.',
    ],
    [
      "date_trunc('month', c)",
      'SELECT c FROM l',
      "Materialized view partition function date_trunc check failed: date_trunc('month', `c`).",
    ],
    [
      "date_trunc('month', d)",
      'SELECT d, c FROM l',
      "List materialized view's partition expression can only refer ref-base-table's partition expression without transforms but contains: date_trunc('month', `shop`.`l`.`d`).",
    ],
    [
      'c',
      'SELECT c FROM s',
      'Materialized view is partitioned by string type column c but ref base table s is range partitioned, please use str2date partition expression.',
    ],
    [
      'x',
      'SELECT x FROM u',
      'Materialized view partition function derived from CAST(from_unixtime(x) AS DATETIME) of base table u is not supported yet.',
    ],
    [
      'd',
      'SELECT d, rank() OVER (PARTITION BY n ORDER BY n) AS k FROM r',
      'window function rank ’s partition expressions should contain the partition column d of materialized view.',
    ],
    ['d', 'SELECT d, uuid() AS k FROM r', 'select item uuid() not supported nondeterministic function.'],
  ] as const)('%s of %s', ([partitionBy, query, detail]) => {
    expect(refusal(state, create(partitionBy, query)).message).toContain(detail)
  })

  test('older servers word some of it in other ways', () => {
    const list = create('c', 'SELECT c FROM l')
    expect(refusal(state, list, V32).message).toContain('related base table partition type: LIST not supports')
    expect(refusal(state, create('d', 'SELECT 1 AS d FROM r'), V33).message).toContain(
      'Resolve partition column failed:null',
    )
    expect(refusal(state, create("date_trunc('week', d)", 'SELECT d FROM r'), V32).message).toContain(
      'Unsupported expr',
    )
    expect(refusal(state, create("date_trunc('second', d)", 'SELECT d FROM r'), V35).message).toContain(
      'Unsupported expr',
    )
  })
})

describe('properties of materialized views', () => {
  const state = accepted([...BASES, 'CREATE MATERIALIZED VIEW m REFRESH ASYNC AS SELECT day, n FROM w'])

  test.for([
    ['mv_rewrite_staleness_second', 'soon', 'Invalid maxMVRewriteStaleness Number: For input string: "soon".'],
    ['mv_rewrite_staleness_second', '-5', 'Illegal maxMVRewriteStaleness: -5.'],
    ['partition_refresh_number', '0', 'Illegal Partition Refresh Number: 0.'],
    ['enable_query_rewrite', 'maybe', 'enable_query_rewrite can only be DEFAULT,TRUE,FALSE but got maybe.'],
    ['force_external_table_query_rewrite', 'x', 'could only be DISABLE,LOOSE,CHECKED,NOCHECK,FORCE_MV but got x.'],
    ['excluded_trigger_tables', 'p', '`p` is not base table of materialized view m.'],
    [
      'transparent_mv_rewrite_mode',
      'x',
      'can only be FALSE,TRUE,TRANSPARENT_OR_ERROR,TRANSPARENT_OR_DEFAULT but got x.',
    ],
  ] as const)('%s = %s', ([property, value, detail]) => {
    const view = `CREATE MATERIALIZED VIEW m REFRESH ASYNC PROPERTIES ("${property}" = "${value}") AS SELECT day, n FROM w`
    expect(refusal(accepted(BASES), view).message).toContain(detail)
    expect(refusal(state, `ALTER MATERIALIZED VIEW m SET ("${property}" = "${value}")`).message).toContain(detail)
  })

  test('what a view reads through another one may be left out of its refreshes', () => {
    expect(() =>
      accepted([
        ...BASES,
        'CREATE MATERIALIZED VIEW m REFRESH ASYNC PROPERTIES ("excluded_trigger_tables" = "r,shop.w") AS SELECT n FROM w',
      ]),
    ).not.toThrow()
  })

  test('filters are on columns that there are', () => {
    const missing = "Invalid bloom filter column 'x': not exists."
    const created =
      'CREATE MATERIALIZED VIEW m REFRESH MANUAL PROPERTIES ("bloom_filter_columns" = "n,x") AS SELECT n FROM w'
    expect(refusal(accepted(BASES), created)).toMatchObject({ code: 6013, message: expect.stringContaining(missing) })
    expect(refusal(state, 'ALTER MATERIALIZED VIEW m SET ("bloom_filter_columns" = "x")').message).toContain(
      `Failed to analyze bloom filter columns: ${missing}`,
    )
  })

  test('partitions expire where there are some', () => {
    const set = 'ALTER MATERIALIZED VIEW m SET ("partition_ttl_number" = "3")'
    expect(refusal(state, set).message).toContain(
      'partition_ttl_number is only supported for range partitioned materialized view',
    )
  })
})

test('partitions are merged by calendar units, one at a time', () => {
  const table = (by: string): string => `CREATE TABLE t (d DATETIME NOT NULL) PARTITION BY ${by}`
  const merge = (by: string, unit: string): string =>
    refusal(accepted([table(by)]), `ALTER TABLE t PARTITION BY ${unit}`).message
  const DAYS = "date_trunc('day', d)"
  expect(merge(DAYS, 'time_slice(d, INTERVAL 2 MONTH)')).toContain('Unsupported partition interval 2 when merge')
  expect(merge(DAYS, 'time_slice(d, INTERVAL 100 MILLISECOND)')).toContain('Unsupported partition type for merge')
  expect(merge('time_slice(d, INTERVAL 1 SECOND)', "date_trunc('day', d)")).toContain(
    'Unsupported table partition type when merge partitions',
  )
})

test('materialized views are sorted by what can be a key', () => {
  const bases = [
    'CREATE TABLE t (k INT, a ARRAY<INT>, j JSON, d DOUBLE)',
    'CREATE VIEW v AS SELECT a AS x, j, d FROM t',
  ]
  const problem = (orderBy: string, query: string): string =>
    refusal(accepted(bases), `CREATE MATERIALIZED VIEW m ${orderBy} REFRESH MANUAL AS ${query}`).message
  expect(problem('ORDER BY (x)', 'SELECT x FROM v')).toContain('Type ARRAY<INT> cannot be sort key: x')
  expect(problem('', 'SELECT x, j, d FROM v')).toContain('All columns of materialized view cannot be used for keys')
  expect(problem('ORDER BY (k, k)', 'SELECT k FROM t')).toContain('The number of sort key should be less than')
  expect(() =>
    accepted([...bases, 'CREATE MATERIALIZED VIEW m REFRESH MANUAL AS SELECT x, count(*) FROM v GROUP BY x']),
  ).not.toThrow()
})

test('CREATE INDEX and DROP INDEX change materialized views too', () => {
  const made = [
    ...BASES,
    'CREATE MATERIALIZED VIEW m REFRESH MANUAL AS SELECT d, n FROM r',
    "CREATE INDEX one ON m (d) USING BITMAP COMMENT 'days'",
    'CREATE INDEX two ON m (n) USING BITMAP',
    'DROP INDEX two ON m',
  ]
  const state = accepted(made)
  const views = Object.values(state.databases).flatMap((database) => Object.values(database.materializedViews))
  expect(views.map((view) => Object.keys(view.indexes))).toEqual([['one']])
  expect(refusal(state, 'CREATE INDEX other ON m (D) USING BITMAP').message).toBe(
    'index for columns (D ) already exist.',
  )
  expect(refusal(state, 'DROP INDEX two ON m').message).toBe('index two does not exist')
})
