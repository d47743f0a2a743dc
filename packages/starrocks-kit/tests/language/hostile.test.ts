import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KEYWORDS, SqlSyntaxError, parseStatements, printStatement } from '../../src/language/index.ts'

const SEEDS = [
  "CREATE TABLE t (id INT NOT NULL DEFAULT '1', a ARRAY<MAP<INT, STRUCT<x INT>>>) PRIMARY KEY (id) PARTITION BY RANGE(id) (PARTITION p VALUES [('1'), ('2'))) DISTRIBUTED BY HASH(id) BUCKETS 3 PROPERTIES ('a' = 'b')",
  "WITH c AS (SELECT * FROM t) SELECT a, count(DISTINCT b) OVER (PARTITION BY c ORDER BY d ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM c LEFT JOIN (VALUES (1)) AS v(x) ON c.a = v.x WHERE (a, b) IN (SELECT 1, 2) GROUP BY GROUPING SETS ((a), ()) HAVING x -> '$.y' LIKE 'z%' ORDER BY 1 NULLS LAST LIMIT 1, 2",
  'ALTER TABLE t ADD COLUMN a INT AFTER b, DROP PARTITION IF EXISTS p FORCE, ORDER BY (a, b)',
  'INSERT INTO t (a, b) VALUES (1, DEFAULT), (CASE WHEN a THEN b END, x -> (x, map{1: [2][1:2]}))',
  'CREATE MATERIALIZED VIEW mv PARTITION BY date_trunc("day", dt) REFRESH ASYNC EVERY (INTERVAL 1 DAY) AS SELECT 1',
]
const PIECES = [
  ...KEYWORDS,
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  '.',
  ';',
  "'",
  '"',
  '`',
  '/*',
  '*/',
  '--',
  '->',
  '=>',
  '<',
  '>',
  '=',
  '||',
  '@',
  '?',
  '1',
  '1.',
  'x',
  '$$',
  '\\',
  '\n',
  '\ud800',
  '/*+',
  ':',
  '*',
]

function mutate(seed: string, changes: readonly (readonly [number, number, string])[]): string {
  let sql = seed
  for (const [position, length, piece] of changes) {
    const at = position % (sql.length + 1)
    sql = `${sql.slice(0, at)} ${piece} ${sql.slice(at + (length % 12))}`
  }
  return sql
}

describe('hostile input', () => {
  it('gives statements or syntax errors, and what parses prints and parses again', () => {
    const change = fc.tuple(fc.nat(1000), fc.nat(20), fc.constantFrom(...PIECES))
    const input = fc.tuple(fc.constantFrom(...SEEDS), fc.array(change, { minLength: 1, maxLength: 4 }))
    fc.assert(
      fc.property(input, ([seed, changes]) => {
        const { statements, errors } = parseStatements(mutate(seed, changes))
        for (const error of errors) expect(error).toBeInstanceOf(SqlSyntaxError)
        for (const statement of statements)
          expect(parseStatements(printStatement(statement)).statements).toEqual([statement])
      }),
      { numRuns: 600, seed: 20_250_627 },
    )
  })

  it('takes any sequence of words and any text', () => {
    const words = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(' '))
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: 'binary' })), (sql) => {
        const { errors } = parseStatements(sql)
        for (const { details } of errors) expect(details.offset).toBeLessThanOrEqual(sql.length)
      }),
      { numRuns: 600, seed: 20_250_627 },
    )
  })
})
