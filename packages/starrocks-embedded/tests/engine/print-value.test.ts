import { afterAll, expect, it } from 'vitest'
import { printDouble, printFloat } from '../../src/engine/print-floating.ts'
import { printJson } from '../../src/engine/print-json.ts'
import { openSession } from './session.ts'

const session = openSession()
afterAll(() => session.engine.close())

it.each([
  [1, '1'],
  [-0, '-0'],
  [0.1 + 0.2, '0.30000000000000004'],
  [1e15, '1000000000000000'],
  [1e16, '1e+16'],
  [1.5e20, '1.5e+20'],
  [0.0001, '0.0001'],
  [-1.25e-5, '-1.25e-05'],
  [1e-300, '1e-300'],
  [Number.NEGATIVE_INFINITY, '-inf'],
])('prints the DOUBLE %s as %s', (value, text) => {
  expect(printDouble(value)).toBe(text)
})

it('prints a FLOAT with the digits that it has', () => {
  expect([0.1, 16777216, 1e8, 123456.7].map((value) => printFloat(Math.fround(value)))).toEqual([
    '0.1',
    '16777216',
    '1e+08',
    '123456.7',
  ])
})

it('sorts and spaces JSON', () => {
  expect(printJson('{"b:,":"x\\",y","a":[1,2]}')).toBe('{"a": [1, 2], "b:,": "x\\",y"}')
})

it.each([
  ["cast('2024-1-2 03:04:05.000100' AS DATETIME)", '2024-01-02 03:04:05.000100'],
  ["cast('20240102' AS DATETIME)", '2024-01-02 00:00:00'],
  ['cast(12 AS DECIMAL(10, 3))', '12.000'],
  ['cast(-0.5 AS DECIMAL(10, 2))', '-0.50'],
  ['[1, NULL, 3]', '[1,null,3]'],
  ["['a\"b', 'c']", '["a\\"b","c"]'],
  ["[DATE '2024-01-02']", '["2024-01-02"]'],
  ["map{'k': [true, false]}", '{"k":[1,0]}'],
  ["named_struct('a', 1, 'b', NULL)", '{"a":1,"b":null}'],
  ['parse_json(\'{"b":1}\')', '{"b": 1}'],
  ['cast(170141183460469231731687303715884105727 AS LARGEINT)', '170141183460469231731687303715884105727'],
  ['1 = 1', '1'],
  ['to_bitmap(1)', null],
])('prints %s as %s', async (expression, text) => {
  expect(await session.run(`SELECT ${expression}`)).toEqual([[text]])
})
