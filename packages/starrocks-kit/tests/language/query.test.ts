import { describe, expect, it } from 'vitest'
import { parseQuery, printQuery } from '../../src/language/index.ts'

describe('queries in canonical print', () => {
  it.each([
    'SELECT /*+ SET_VAR(a=1) */ DISTINCT a AS x, t.*, * EXCEPT (b), count(*) FROM t WHERE a GROUP BY b HAVING c ORDER BY d DESC LIMIT 10 OFFSET 5',
    'WITH a AS (SELECT 1), b (x, y) AS (SELECT 1, 2) SELECT * FROM a, b',
    'WITH RECURSIVE a (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < 5) SELECT * FROM a',
    'WITH RECURSIVE recursive AS (SELECT 1) SELECT * FROM recursive',
    'WITH recursive AS (SELECT 1) SELECT * FROM recursive',
    'WITH recursive (a) AS (SELECT 1) SELECT * FROM recursive',
    'SELECT 1 UNION ALL SELECT 2 UNION SELECT 3 ORDER BY 1 LIMIT 1',
    'SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 EXCEPT SELECT 4',
    '(SELECT 1 UNION SELECT 2) INTERSECT SELECT 3',
    'SELECT 1 EXCEPT (SELECT 2 EXCEPT SELECT 3)',
    '(SELECT 1 LIMIT 1) UNION ALL (SELECT 2 ORDER BY 1)',
    'SELECT * FROM a INNER JOIN b ON a.x = b.x LEFT JOIN c USING (y) CROSS JOIN d',
    'SELECT * FROM a LEFT SEMI JOIN b ON TRUE RIGHT ANTI JOIN c ON TRUE NULL AWARE LEFT ANTI JOIN d ON TRUE FULL JOIN e ON TRUE',
    'SELECT * FROM a INNER JOIN [BROADCAST] (b LEFT JOIN c ON TRUE) ON TRUE',
    'SELECT * FROM (a, b) INNER JOIN c',
    'SELECT * FROM a, LATERAL unnest(a.x) AS u(y)',
    'SELECT * FROM TABLE(generate_series(start => 1, `end` => 5)) AS g',
    "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(x, y)",
    'SELECT * FROM FILES("path" = "s3://x", "format" = "parquet") AS f',
    'SELECT * FROM (SELECT 1) AS s',
    'SELECT * FROM t PARTITION (p) TABLET (1, 2) AS x',
    "SELECT * FROM t FOR VERSION AS OF 'tag'",
    'SELECT * FROM t ASOF LEFT JOIN u ON t.a = u.a AND t.b >= u.b',
    'SELECT a FROM t GROUP BY ROLLUP (a, b)',
    'SELECT a FROM t GROUP BY GROUPING SETS ((a, b), (a), ())',
    'SELECT a FROM t QUALIFY row_number() OVER (ORDER BY a) <= 3',
    "SELECT * FROM t PIVOT (sum(a) AS s FOR (b, c) IN ((1, 'x') AS p, (2, 'y')))",
    'SELECT 1 AS `a b`, 2 AS `select`',
  ])('%s', (sql) => {
    const tree = parseQuery(sql)
    expect(printQuery(tree)).toBe(sql)
    expect(parseQuery(printQuery(tree))).toEqual(tree)
  })

  it.each([
    ['((select 1))', 'SELECT 1'],
    ['select 1 a', 'SELECT 1 AS a'],
    ["select 1 'a`b'", "SELECT 1 AS 'a`b'"],
    ['select * from a join b', 'SELECT * FROM a INNER JOIN b'],
    ['select * from a left outer join b on true', 'SELECT * FROM a LEFT JOIN b ON TRUE'],
    ['select * from ((a))', 'SELECT * FROM a'],
    ['select 1 union distinct select 2', 'SELECT 1 UNION SELECT 2'],
    ['(select 1 union select 2) union all select 3', 'SELECT 1 UNION SELECT 2 UNION ALL SELECT 3'],
    ['select a limit 5, 10', 'SELECT a LIMIT 10 OFFSET 5'],
    ['select ((select 1) union (select 2)) + 1', 'SELECT (SELECT 1 UNION SELECT 2) + 1'],
    ['select ((select 1) + 1)', 'SELECT (SELECT 1) + 1'],
  ])('%s -> %s', (sql, printed) => {
    expect(printQuery(parseQuery(sql))).toBe(printed)
    expect(parseQuery(printed)).toEqual(parseQuery(sql))
  })

  it('binds INTERSECT tighter than UNION and EXCEPT', () => {
    expect(parseQuery('SELECT 1 UNION SELECT 2 INTERSECT SELECT 3').body).toMatchObject({
      operators: ['UNION'],
      operands: [{ kind: 'Select' }, { kind: 'SetOperation', operators: ['INTERSECT'] }],
    })
  })
})
