import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { column, openSession, table, view } from '../engine/session.ts'

const VARCHAR = { kind: 'varchar', length: 20 } as const
const session = openSession({
  t: {
    kind: 'table',
    id: 1,
    table: table(
      't',
      [
        column('a'),
        column('b', { type: VARCHAR }),
        column('d', { type: { kind: 'decimal', precision: 10, scale: 2 } }),
      ],
      'DUPLICATE',
      ['a'],
    ),
  },
  u: {
    kind: 'table',
    id: 2,
    table: table(
      'u',
      [column('a'), column('arr', { type: { kind: 'array', element: { kind: 'simple', name: 'int' } } })],
      'DUPLICATE',
      ['a'],
    ),
  },
  v: {
    kind: 'view',
    view: view('v', 'SELECT `db`.`t`.`a`, upper(b) FROM `db`.`t` WHERE a > 1', ['id', 'name']),
    database: 'db',
  },
  info: {
    kind: 'rows',
    columns: [
      { name: 'NAME', type: VARCHAR },
      { name: 'N', type: { kind: 'simple', name: 'bigint' } },
    ],
    rows: [
      ["it's", 1],
      [null, null],
    ],
  },
})

beforeAll(async () => {
  await session.run("INSERT INTO t VALUES (1, 'x', 1.5), (2, 'y', 2.25), (2, NULL, NULL), (NULL, 'z', 4)")
  await session.run('INSERT INTO u VALUES (1, [1, 2]), (2, []), (3, NULL)')
})
afterAll(() => session.engine.close())

async function expectRows(sql: string, rows: readonly string[]): Promise<void> {
  const result = await session.run(sql)
  expect(
    (result as readonly (readonly (string | null)[])[]).map((row) => row.map((cell) => cell ?? 'NULL').join('|')),
  ).toEqual(rows)
}

describe('queries', () => {
  it.each([
    ['SELECT a, b FROM t ORDER BY a, b', ['NULL|z', '1|x', '2|NULL', '2|y']],
    ['SELECT a FROM t ORDER BY a DESC NULLS FIRST LIMIT 1, 2', ['2', '2']],
    ['SELECT a + 1 AS a, count(*) FROM t GROUP BY a ORDER BY 1', ['NULL|1', '2|1', '3|2']],
    ['SELECT a % 2 AS odd, sum(d) s FROM t GROUP BY odd HAVING s > 2 ORDER BY s DESC', ['NULL|4.00', '0|2.25']],
    ['SELECT avg(d), avg(a), sum(a), min(b), max(d) FROM t', ['2.58333333|1.6666666666666667|5|x|4.00']],
    [
      "SELECT count(DISTINCT a), count(DISTINCT a, b), group_concat(b ORDER BY b DESC SEPARATOR '-') FROM t",
      ['2|2|z-y-x'],
    ],
    // States of aggregate functions: the rows that went into them.
    ['SELECT sum_merge(s), max_by_merge(m) FROM (SELECT sum_combine(a) s, max_by_combine(b, a) m FROM t) x', ['5|y']],
    [
      'SELECT percentile_cont(d, 0.5), percentile_disc(d, 0.5), min_n(a, 2), retention([a = 1, a = 2]) FROM t',
      ['2.25|2.25|[1,2]|[1,1]'],
    ],
    ['SELECT id, name FROM v ORDER BY name', ['2|NULL', '2|Y']],
    ['SELECT t.a, u.a FROM t LEFT JOIN u ON t.a = u.a ORDER BY t.a, t.b', ['NULL|NULL', '1|1', '2|2', '2|2']],
    ['SELECT a FROM u LEFT ANTI JOIN t ON u.a = t.a', ['3']],
    [
      'SELECT t.a, u.a FROM t LEFT JOIN u ON t.a = u.a AND EXISTS (SELECT 1 FROM u o WHERE o.a > t.a + 1) ORDER BY 1, 2, t.b',
      ['NULL|NULL', '1|1', '2|NULL', '2|NULL'],
    ],
    [
      'SELECT t.a, u.a FROM t RIGHT JOIN u ON t.a IN (SELECT a FROM u WHERE a = 1) OR u.a = 9 ORDER BY 2',
      ['1|1', '1|2', '1|3'],
    ],
    ['SELECT bool_or(a > 1), bool_or(a IS NULL AND NULL) FROM t', ['1|0']],
    ['SELECT bool_or(a > 1) FROM t WHERE a > 5', ['NULL']],
    ['SELECT min(d) AS d, a FROM t GROUP BY a ORDER BY -abs(min(d))', ['4.00|NULL', '2.25|2', '1.50|1']],
    ['SELECT u.a FROM t RIGHT SEMI JOIN u ON u.a = t.a ORDER BY 1', ['1', '2']],
    ['SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a AND array_length(arr) > 0)', ['1']],
    ['SELECT (SELECT max(a) FROM u) - a FROM t WHERE a = 1', ['2']],
    ['SELECT a FROM u WHERE a NOT IN (SELECT a FROM t WHERE a IS NOT NULL)', ['3']],
    [
      'WITH c AS (SELECT a FROM t), e AS (SELECT max(a) m FROM c) SELECT m FROM e UNION ALL SELECT 9.5 ORDER BY m DESC',
      ['9.5', '2.0'],
    ],
    ['SELECT a FROM t EXCEPT SELECT a FROM u', ['NULL']],
    ['SELECT u.a, x.unnest FROM u, unnest(arr) x ORDER BY 2', ['1|1', '1|2']],
    ['SELECT u.a, e FROM u LEFT JOIN unnest(arr) AS x(e) ON TRUE ORDER BY 1, 2', ['1|1', '1|2', '2|NULL', '3|NULL']],
    ['SELECT x, y FROM (VALUES (1, 2.5), (NULL, 3)) AS q(x, y) ORDER BY y', ['1|2.5', 'NULL|3.0']],
    ['SELECT a, row_number() OVER (PARTITION BY a ORDER BY b) n FROM t ORDER BY a, n', ['NULL|1', '1|1', '2|1', '2|2']],
    [
      'SELECT a, grouping(a), count(*) FROM t GROUP BY ROLLUP (a) ORDER BY 2, 1',
      ['NULL|0|1', '1|0|1', '2|0|2', 'NULL|1|4'],
    ],
    ['SELECT DISTINCT a AS x FROM t ORDER BY x', ['NULL', '1', '2']],
    ['SELECT * EXCEPT (b) FROM t WHERE a = 1', ['1|1.50']],
    ['SELECT name, n FROM info WHERE n IS NOT NULL', ["it's|1"]],
    ['SELECT @@answer, @seven, database(), now()', ['42|7|db|2024-05-06 08:30:00']],
    ["SELECT b FROM t WHERE b LIKE 'x%' OR b REGEXP '^z' ORDER BY b", ['x', 'z']],
    ['SELECT array_map(x -> x * a, arr) FROM u WHERE a = 1', ['[1,2]']],
  ])('%s', expectRows)

  it('names outputs as the server does', async () => {
    expect(
      await session.columns(
        "SELECT t.a, t.a + 1, upper(b), count(*) c, 'x', -a, a = 1 AND b <> 'y', sum(DISTINCT a) FROM t",
      ),
    ).toEqual(['a', 't.a + 1', 'upper(b)', 'c', "'x'", '-1 * a', "(a = 1) AND (b != 'y')", 'sum(DISTINCT a)'])
  })
})

describe('refusals', () => {
  it.each([
    ['SELECT nope FROM t', 1064, "Getting analyzing error. Detail message: Column 'nope' cannot be resolved."],
    ['SELECT x.a FROM t', 1064, "Getting analyzing error. Detail message: Column '`x`.`a`' cannot be resolved."],
    ['SELECT a FROM t, u', 1064, "Getting analyzing error. Detail message: Column 'a' is ambiguous."],
    ['SELECT * FROM nope', 5502, "Getting analyzing error. Detail message: Unknown table 'db.nope'."],
    [
      'SELECT foo(a, 1) FROM t',
      1064,
      'Getting analyzing error from line 1, column 7 to line 1, column 15. Detail message: No matching function with signature: foo(int(11), tinyint(4)).',
    ],
    [
      'SELECT a FROM t ORDER BY 2',
      1064,
      'Getting analyzing error. Detail message: ORDER BY position 2 is not in select list.',
    ],
    [
      'SELECT a FROM t WHERE sum(a) > 1',
      1064,
      'Getting analyzing error. Detail message: WHERE clause cannot contain aggregations.',
    ],
    [
      'SELECT a, count(*) FROM t',
      1064,
      "Getting analyzing error. Detail message: 'a' must be an aggregate expression or appear in GROUP BY clause.",
    ],
    ['SELECT @@nope', 1193, "Unknown system variable 'nope'"],
  ])('%s', async (sql, errno, message) => {
    await expect(session.run(sql)).rejects.toMatchObject({ errno, message })
  })
})

describe('refusals of the analyzer', () => {
  it.each([
    ['SELECT rank() OVER (ORDER BY a ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t', 'Windowing clause not allowed'],
    ['SELECT sum(a) OVER (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t', 'Windowing clause requires ORDER BY'],
    ['SELECT sum(a) OVER (ORDER BY a RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t', 'RANGE is only supported'],
    ['SELECT lag(a, 0) OVER (ORDER BY a) FROM t', 'must be a constant positive integer'],
    ['SELECT percentile_cont(a, 2) FROM t', "percentile_cont second parameter'value should be between 0 and 1"],
    ["SELECT date_trunc('fortnight', '2024-01-01')", "date_trunc function can't support argument other than"],
    ['SELECT max(arr) FROM u', 'not support this aggregation function'],
    ['SELECT parse_json(b) FROM t GROUP BY parse_json(b)', 'not support group-by'],
    ['SELECT * FROM t x JOIN t y ON parse_json(x.b) = parse_json(y.b)', 'not support join'],
    ["SELECT 1 FROM t WHERE b REGEXP '[0-9'", 'Invalid regex expression'],
    ["SELECT regexp_count(b, '[0-9') FROM t", 'Invalid regex expression: [0-9'],
    ['SELECT * FROM u LEFT JOIN unnest(arr) AS x ON u.a = x', 'left join unnest only support on true'],
  ])('%s', async (sql, message) => {
    await expect(session.run(sql)).rejects.toThrow(message)
  })
})
