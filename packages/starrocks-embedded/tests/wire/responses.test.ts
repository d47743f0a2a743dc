import { describe, expect, test } from 'vitest'
import { binaryRowEncoder } from '../../src/wire/binary-row.ts'
import type { ColumnType } from '../../src/wire/column-type.ts'
import { encodeColumn, encodeField } from '../../src/wire/column-definition.ts'
import { encodeEof, encodeError, encodeOk, encodePrepared, MORE_RESULTS } from '../../src/wire/response.ts'
import { ServerError } from '../../src/wire/server-error.ts'
import { sqlStateOf } from '../../src/wire/sql-state.ts'
import { encodeTextRow } from '../../src/wire/text-row.ts'

const hex = (bytes: Buffer): string => bytes.toString('hex')

const fixed = (type: ColumnType): readonly number[] => {
  const tail = encodeColumn({ name: '', type }).subarray(-12)
  return [tail.readUInt8(6), tail.readUInt16LE(0), tail.readUInt32LE(2), tail.readUInt8(9)]
}

const binary = (type: ColumnType, value: string | Uint8Array | null): string => {
  const encoded = binaryRowEncoder([{ name: 'c', type }])([value])
  expect(hex(encoded.subarray(0, 2))).toBe(value === null ? '0004' : '0000')
  return hex(encoded.subarray(2))
}

const simple = (name: 'tinyint' | 'smallint' | 'int' | 'bigint' | 'float' | 'double' | 'date' | 'datetime' | 'time') =>
  ({ kind: 'simple', name }) as const

describe('OK, EOF, ERR', () => {
  test('OK', () => {
    expect(hex(encodeOk({ affectedRows: 0 }))).toBe('00000000000000')
    expect(hex(encodeOk({ affectedRows: 300, lastInsertId: 5n, warnings: 70_000, info: 'ab' }, MORE_RESULTS))).toBe(
      '00fc2c01050800ffff026162',
    )
  })

  test('EOF is classic', () => {
    expect(hex(encodeEof())).toBe('fe00000000')
    expect(hex(encodeEof(MORE_RESULTS))).toBe('fe00000800')
  })

  test('ERR, with and without SQLSTATE, never without a message', () => {
    expect(encodeError(new ServerError('nö', 5501))).toEqual(
      Buffer.concat([Buffer.from([0xff, 0x7d, 0x15]), Buffer.from('#3F000nö')]),
    )
    expect(encodeError(new ServerError('x', 1045), false).toString('latin1', 3)).toBe('x')
    expect(encodeError(new ServerError('')).toString('latin1', 3)).toBe('#HY000Unknown error')
  })

  test('SQLSTATEs are those of StarRocks', () => {
    expect([1064, 1045, 1050, 5502, 5509, 99_999].map(sqlStateOf)).toEqual([
      'HY000',
      '28000',
      '42S01',
      '42602',
      '42S22',
      'HY000',
    ])
    expect(new ServerError('x')).toMatchObject({ errno: 1064, sqlState: 'HY000' })
    expect(new ServerError('x', 5507, '0A000').sqlState).toBe('0A000')
  })

  test('the head of a prepared statement', () => {
    expect(hex(encodePrepared(0x01020304, 2, 1))).toBe('000403020102000100000000')
  })
})

describe('columns', () => {
  test('have a definition with neither database nor table', () => {
    const column = encodeColumn({ name: 'ü', type: { kind: 'varchar', length: 65_533 } })
    expect(hex(column)).toBe(`03${hex(Buffer.from('def'))}00000002c3bc02c3bc0c2100f7ff0200fd0000000000`)
  })

  test('are described as StarRocks describes them', () => {
    const int = { kind: 'simple', name: 'int' } as const
    expect(fixed({ kind: 'simple', name: 'boolean' })).toEqual([1, 63, 1, 0])
    expect(fixed(int)).toEqual([3, 63, 11, 0])
    expect(fixed({ kind: 'simple', name: 'largeint' })).toEqual([254, 33, 40, 0])
    expect(fixed({ kind: 'simple', name: 'double' })).toEqual([5, 63, 22, 31])
    expect(fixed({ kind: 'simple', name: 'datetime' })).toEqual([12, 63, 19, 0])
    expect(fixed({ kind: 'simple', name: 'json' })).toEqual([254, 33, 60, 0])
    expect(fixed({ kind: 'decimal', precision: 10, scale: 2 })).toEqual([246, 63, 14, 2])
    expect(fixed({ kind: 'decimal', precision: 10, scale: 0 })).toEqual([246, 63, 13, 0])
    expect(fixed({ kind: 'char', length: 5 })).toEqual([254, 33, 15, 0])
    expect(fixed({ kind: 'varchar', length: -1 })).toEqual([253, 33, 192, 0])
    expect(fixed({ kind: 'varbinary' })).toEqual([252, 63, 192, 0])
    expect(fixed({ kind: 'array', element: int })).toEqual([253, 33, 60, 0])
    expect(fixed({ kind: 'null' })).toEqual([254, 63, 60, 0])
  })

  test('of a table carry its name and a default', () => {
    const field = encodeField({
      name: 'a',
      type: { kind: 'simple', name: 'int' },
      database: 'd',
      table: 't',
      defaultValue: '7',
    })
    expect(hex(field)).toBe(`03${hex(Buffer.from('def'))}016401740174016101610c3f000b0000000300000000000137`)
  })
})

describe('rows', () => {
  test('of the text protocol', () => {
    expect(hex(encodeTextRow(['1', null, '', '😀', Buffer.from([0xff, 0])]))).toBe('0131fb0004f09f988002ff00')
    const long = encodeTextRow(['x'.repeat(300)])
    expect(hex(long.subarray(0, 3))).toBe('fc2c01')
    expect(long).toHaveLength(303)
  })

  test('of the binary protocol', () => {
    expect(binary(simple('tinyint'), '-1')).toBe('ff')
    expect(binary(simple('smallint'), '258')).toBe('0201')
    expect(binary(simple('int'), '-2')).toBe('feffffff')
    expect(binary(simple('bigint'), '9223372036854775807')).toBe('ffffffffffffff7f')
    expect(binary(simple('float'), '1.5')).toBe('0000c03f')
    expect(binary(simple('double'), '-inf')).toBe('000000000000f0ff')
    expect(binary({ kind: 'decimal', precision: 3, scale: 1 }, '1.5')).toBe('03312e35')
    expect(binary(simple('date'), '2024-02-29')).toBe('04e807021d')
    expect(binary(simple('datetime'), '2024-02-29 01:02:03')).toBe('07e807021d010203')
    expect(binary(simple('datetime'), '2024-02-29 01:02:03.5')).toBe('0be807021d01020320a10700')
    expect(binary(simple('time'), '-25:01:02')).toBe('080101000000010102')
    expect(binary({ kind: 'varchar', length: 1 }, 'ü')).toBe('02c3bc')
    expect(binary({ kind: 'varbinary' }, Buffer.from([1, 2]))).toBe('020102')
    expect(binary(simple('int'), null)).toBe('')
  })

  test('of the binary protocol mark NULLs past the first byte of the bitmap', () => {
    const columns = Array.from({ length: 8 }, (_, index) => ({ name: `c${index}`, type: simple('tinyint') }))
    const row = ['1', '1', '1', '1', '1', null, null, '1']
    expect(hex(binaryRowEncoder(columns)(row))).toBe('008001010101010101')
  })

  test('do not hide a value that is none of its type', () => {
    expect(() => binary(simple('int'), 'abc')).toThrow(RangeError)
    expect(() => binary(simple('int'), '')).toThrow(RangeError)
    expect(() => binary(simple('double'), 'abc')).toThrow(RangeError)
    expect(() => binary(simple('tinyint'), '300')).toThrow(RangeError)
    expect(() => binary(simple('date'), 'today')).toThrow(RangeError)
    expect(() => binary(simple('bigint'), '99999999999999999999')).toThrow(RangeError)
  })
})
