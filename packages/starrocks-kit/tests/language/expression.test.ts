import { describe, expect, it } from 'vitest'
import { parseExpression, printExpression } from '../../src/language/index.ts'

/** Shows the structure: every operator in parentheses. */
const STRUCTURE: readonly (readonly [string, string])[] = [
  ['a OR b AND c', 'a OR (b AND c)'],
  ['NOT a AND b', '(NOT a) AND b'],
  ['NOT a = b', 'NOT (a = b)'],
  ['a + b * c', 'a + (b * c)'],
  ['a * b + c', '(a * b) + c'],
  ['a - b - c', '(a - b) - c'],
  ['a ^ b * c', '(a ^ b) * c'],
  ['a & b + c', 'a & (b + c)'],
  ['a | b & c', 'a | (b & c)'],
  ['a BITSHIFTLEFT b | c', 'a BITSHIFTLEFT (b | c)'],
  ['a BITSHIFTRIGHT b BITSHIFTLEFT c', 'a BITSHIFTRIGHT (b BITSHIFTLEFT c)'],
  ['a = b IS NULL', '(a = b) IS NULL'],
  ['a < b = c', '(a < b) = c'],
  ['a = b LIKE c', 'a = (b LIKE c)'],
  ['a BETWEEN b AND c AND d', '(a BETWEEN b AND c) AND d'],
  ['a BETWEEN b AND c IN (d)', 'a BETWEEN b AND (c IN (d))'],
  ['-a * b', '(-a) * b'],
  ['-a.b', '-(a.b)'],
  ['-a[1]', '(-a)[1]'],
  ['!a = b', '(!a) = b'],
  ["a -> 'x' = b", "(a -> 'x') = b"],
  ['x -> x + 1', 'x -> (x + 1)'],
  ['a && b || c', '(a AND b) OR c'],
  ['a DIV b MOD c', '(a DIV b) MOD c'],
  ['a MATCH b AND c', '(a MATCH b) AND c'],
  ['d + INTERVAL 1 DAY > e', '(d + (INTERVAL 1 DAY)) > e'],
]

describe('precedence', () => {
  it.each(STRUCTURE)('%s means %s', (plain, explicit) => {
    expect(parseExpression(plain)).toEqual(parseExpression(explicit))
  })

  it.each([
    ['(a OR b) AND c'],
    ['a - (b - c)'],
    ['a * (b + c)'],
    ['NOT (a AND b)'],
    ['(NOT a) = b'],
    ['(a = b) + c'],
    ['a = (b = c)'],
    ['a IN (b) IS NULL = c'],
    ['- -a'],
    ['(-a)[1]'],
    ['(a).b'],
    ['f(a).b.c'],
    ["x -> ('a')"],
    ['(x, y) -> x + y'],
    ['(x) -> (x, y)'],
    ['(a BETWEEN b AND c) BETWEEN d AND e'],
    ['INTERVAL (a + 1) DAY'],
    ['(a, b) NOT IN (SELECT c, d)'],
    ['(SELECT 1) + 1'],
    ['EXISTS (SELECT 1)'],
  ])('%s keeps its parentheses', (sql) => {
    expect(printExpression(parseExpression(sql))).toBe(sql)
  })

  it('drops parentheses that change nothing', () => {
    expect(printExpression(parseExpression('((a)) + ((b * c)) - (d)'))).toBe('a + b * c - d')
    expect(printExpression(parseExpression('((a + b) + c)'))).toBe('a + b + c')
    expect(printExpression(parseExpression('((a AND b) AND c) OR (d)'))).toBe('a AND b AND c OR d')
  })
})

describe('canonical print', () => {
  it.each([
    "CASE a WHEN 1 THEN 'x' ELSE NULL END",
    'CASE WHEN a THEN b WHEN c THEN d END',
    'CAST(a AS ARRAY<DECIMAL(10, 2)>)',
    'ARRAY<INT>[1, 2]',
    '[[1], []]',
    "MAP{1: 'a', 2: 'b'}",
    'MAP<INT, STRING>{}',
    '`map` < b',
    'a[1:2]',
    'a[:]',
    '@@GLOBAL.x',
    '@x',
    "DATE '2024-01-01'",
    "x'AB01'",
    '1.50 + .5 + 1e10',
    'count(*)',
    'count(DISTINCT a, b)',
    "group_concat(DISTINCT a, b ORDER BY c DESC NULLS LAST SEPARATOR ',')",
    'sum(a) FILTER (WHERE b > 1)',
    'row_number() OVER (PARTITION BY a, b ORDER BY c ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING)',
    'lag(a, 1 IGNORE NULLS) OVER (ORDER BY b)',
    'array_agg(a IGNORE NULLS ORDER BY b)',
    'EXTRACT(YEAR FROM a)',
    'TIMESTAMPDIFF(DAY, a, b)',
    'time_slice(a, INTERVAL 1 DAY, CEIL)',
    'if(a, b, c)',
    'left(a, 1)',
    'd.f(a)',
    'a COLLATE utf8',
    'BINARY a = b',
    'a <=> NULL',
    'NOT NOT a',
    'a REGEXP b',
    '`order` + `date` + `1a`',
    '?',
    "'a\\nb\\\\c\\'d\"e'",
    "'50\\\\%'",
    'a.b.c',
  ])('%s', (sql) => {
    const printed = printExpression(parseExpression(sql))
    expect(printed).toBe(sql)
  })

  it.each([
    ['"say ""hi"""', `'say "hi"'`],
    ["'it''s'", "'it\\'s'"],
    ["'a\\%b\\_c\\d'", "'a\\\\%b\\\\_cd'"],
    ['a <> b', 'a != b'],
    ['a rlike b', 'a REGEXP b'],
    ['convert(a, int)', 'CAST(a AS INT)'],
    ['current_date', 'current_date()'],
    ['{fn now()}', 'now()'],
    ['a not between 1 and 2', 'a NOT BETWEEN 1 AND 2'],
  ])('%s prints as %s', (sql, printed) => {
    expect(printExpression(parseExpression(sql))).toBe(printed)
    expect(parseExpression(printed)).toEqual(parseExpression(sql))
  })

  it('takes || for OR, or for concat under PIPES_AS_CONCAT', () => {
    expect(printExpression(parseExpression('a || b'))).toBe('a OR b')
    expect(printExpression(parseExpression('a || b || c = d', { pipesAsConcat: true }))).toBe('concat(a, b, c) = d')
  })
})
