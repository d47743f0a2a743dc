import { afterAll, expect, it } from 'vitest'
import { openSession } from '../engine/session.ts'

const session = openSession()
afterAll(() => session.engine.close())

it.each([
  // Arithmetic: `/` of integers is a DOUBLE, decimals keep digits, division by zero is NULL.
  ['1 / 3', '0.3333333333333333'],
  ['7 DIV 2', '3'],
  ['-7 % 3', '-1'],
  ['1 / 0', null],
  ['2.0 / 3', '0.6666667'],
  ['1.10 * 2.5', '2.750'],
  ['0.1 + 0.22', '0.32'],
  ["'3' + 4", '7'],
  ['2147483647 + 1', '2147483648'],
  ['5 & 3 | 8', '9'],
  ['-9223372036854775808 DIV -1', '-9223372036854775808'],
  // BIGINT has no larger type to compute in: sums and products get the other sign.
  ['9223372036854775807 + 1', '-9223372036854775808'],
  ['9223372036854775807 * 3 - 1', '9223372036854775804'],
  ["ngram_search('chinese', 'china', 4)", '0.5'],
  ["ngram_search_case_insensitive('AaBAa', 'aabaa', 4)", '1'],
  // Comparison: text equals a number as text, compares with it as a number.
  ["'a' = 1", '0'],
  ["'12' > 2", '1'],
  ['NULL <=> NULL', '1'],
  ["DATE '2024-01-02' = '2024-01-02'", '1'],
  ['3 BETWEEN 1 AND 5 AND NOT FALSE', '1'],
  ['1 || 0', '1'],
  // CAST: what does not fit is NULL.
  ["CAST('x' AS INT)", null],
  ['CAST(2.9 AS INT)', '2'],
  ['CAST(300 AS TINYINT)', null],
  ['CAST(TRUE AS STRING)', '1'],
  ['CAST(1e0 AS STRING)', '1'],
  ['CAST(20240102 AS DATE)', '2024-01-02'],
  ["CAST('2024-02-30' AS DATE)", null],
  ["CAST('[1,2]' AS JSON)", '[1, 2]'],
  // Dates.
  ["'2024-01-31' + INTERVAL 1 MONTH", '2024-02-29 00:00:00'],
  ["date_sub('2024-03-01', INTERVAL 1 DAY)", '2024-02-29 00:00:00'],
  ["date_format('2024-03-05 10:07:08', '%Y/%m/%d %H:%i:%s')", '2024/03/05 10:07:08'],
  ["str_to_date('05,03,2024', '%d,%m,%Y')", '2024-03-05'],
  ["timestampdiff(MONTH, '2024-01-31', '2024-03-01')", '1'],
  ["date_trunc('month', '2024-05-06 07:08:09')", '2024-05-01 00:00:00'],
  ["datediff('2024-05-06 01:00:00', '2024-05-01 23:00:00')", '5'],
  ["next_day('2024-05-06', 'Mo')", '2024-05-13'],
  // Text.
  ["concat('a', 1, 2.50)", 'a12.50'],
  ["substr('hello', -3, 2)", 'll'],
  ["substring_index('a.b.c', '.', -2)", 'b.c'],
  ["split_part('a,b,c', ',', 2)", 'b'],
  ["lpad('x', 3, 'ab')", 'abx'],
  ["length('中')", '3'],
  ["char_length('中')", '1'],
  ["regexp_replace('a1b2', '[0-9]', '_')", 'a_b_'],
  ["murmur_hash3_32('hello', 'world')", '984713481'],
  ["crc32('starrocks')", '2312449062'],
  // Conditions.
  ["CASE 2 WHEN 1 THEN 'a' WHEN 2 THEN 'b' END", 'b'],
  ['if(NULL, 1, 2.5)', '2.5'],
  ['coalesce(NULL, 5)', '5'],
  ['greatest(1, 2.5, NULL)', null],
  // JSON, arrays, maps.
  ['parse_json(\'{"a":{"b":[1,2]}}\') -> \'$.a.b[1]\'', '2'],
  ['get_json_string(\'{"k":"v"}\', \'k\')', 'v'],
  ["json_object('a', 1, 'b', 'x')", '{"a": 1, "b": "x"}'],
  ['array_sort([3, NULL, 1])', '[null,1,3]'],
  ['array_contains([1, NULL], NULL)', '1'],
  ['array_position([1, 2], 2)', '2'],
  ["array_join(['a', NULL, 'b'], '-', 'n')", 'a-n-b'],
  ['array_filter(x -> x > 1, [1, 2, 3])', '[2,3]'],
  ["map{'a': 1, 'b': 2}['b']", '2'],
  ['bitmap_to_string(bitmap_or(to_bitmap(3), to_bitmap(1)))', '1,3'],
  ['round(2.567, 2)', '2.57'],
])('%s is %s', async (expression, value) => {
  expect(await session.run(`SELECT ${expression}`)).toEqual([[value]])
})
