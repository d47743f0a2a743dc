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
