import { describe, expect, test } from 'vitest'
import { isNarrowing } from '../../src/plan/narrowing.ts'
import type { DataType, SimpleTypeName } from '../../src/schema/index.ts'

const simple = (name: SimpleTypeName): DataType => ({ kind: 'simple', name })
const varchar = (length: number): DataType => ({ kind: 'varchar', length })
const decimal = (precision: number, scale: number): DataType => ({ kind: 'decimal', precision, scale })

describe('a change of type that keeps every value', () => {
  test.each<[string, DataType, DataType]>([
    ['a larger integer', simple('int'), simple('bigint')],
    ['an integer in a double that holds it', simple('int'), simple('double')],
    ['a float in a double', simple('float'), simple('double')],
    ['a longer text', varchar(10), varchar(20)],
    ['a fixed text in a variable one', { kind: 'char', length: 5 }, varchar(5)],
    ['an integer as text that is long enough', simple('int'), varchar(11)],
    ['a decimal with more digits on both sides', decimal(10, 2), decimal(12, 3)],
    ['a date with a time', simple('date'), simple('datetime')],
  ])('%s', (_, from, to) => {
    expect(isNarrowing(from, to)).toBe(false)
  })
})

describe('a change of type that can lose values', () => {
  test.each<[string, DataType, DataType]>([
    ['a smaller integer', simple('bigint'), simple('int')],
    ['a 64 bit integer in a double', simple('bigint'), simple('double')],
    ['a shorter text', varchar(20), varchar(10)],
    ['text as a number', varchar(20), simple('int')],
    ['an integer as text that is too short', simple('bigint'), varchar(10)],
    ['a document as text', simple('json'), varchar(100)],
    ['a decimal with fewer digits before the point', decimal(10, 2), decimal(10, 3)],
    ['a time cut off', simple('datetime'), simple('date')],
    [
      'a struct that loses a field',
      {
        kind: 'struct',
        fields: [
          { name: 'a', type: simple('int') },
          { name: 'b', type: simple('int') },
        ],
      },
      { kind: 'struct', fields: [{ name: 'a', type: simple('int') }] },
    ],
  ])('%s', (_, from, to) => {
    expect(isNarrowing(from, to)).toBe(true)
  })
})
