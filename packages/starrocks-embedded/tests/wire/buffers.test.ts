import { describe, expect, test } from 'vitest'
import { BufferReader } from '../../src/wire/buffer-reader.ts'
import { BufferWriter } from '../../src/wire/buffer-writer.ts'
import { MalformedPacketError } from '../../src/wire/protocol-error.ts'

const reader = (...bytes: readonly number[]): BufferReader => new BufferReader(Buffer.from(bytes))

describe('length-encoded integers', () => {
  test.each([
    [0, [0]],
    [250, [250]],
    [251, [0xfc, 251, 0]],
    [0xffff, [0xfc, 0xff, 0xff]],
    [0x1_0000, [0xfd, 0, 0, 1]],
    [0xff_ffff, [0xfd, 0xff, 0xff, 0xff]],
    [0x100_0000, [0xfe, 0, 0, 0, 1, 0, 0, 0, 0]],
    [Number.MAX_SAFE_INTEGER, [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f, 0]],
  ])('%i', (value, bytes) => {
    expect([...new BufferWriter(1).lenenc(value).finish()]).toEqual(bytes)
    expect(reader(...bytes).lenenc()).toBe(value)
  })

  test('beyond what a packet can hold, or reserved, are malformed', () => {
    expect(() => reader(0xfe, 0, 0, 0, 0, 0, 0, 0x20, 0).lenenc()).toThrow(MalformedPacketError)
    expect(() => reader(0xfb).lenenc()).toThrow(MalformedPacketError)
    expect(() => reader(0xff).lenenc()).toThrow(MalformedPacketError)
  })
})

describe('text', () => {
  test('of every width of UTF-8 is counted in bytes', () => {
    const bytes = new BufferWriter(1).lenencText('aü€😀').finish()
    expect(bytes.toString('hex')).toBe('0a61c3bce282acf09f9880')
    expect(new BufferReader(bytes).lenencText()).toBe('aü€😀')
  })

  test('ended by NUL may be ended by the packet', () => {
    const both = new BufferReader(Buffer.from('one\0two'))
    expect([both.nulText(), both.nulText(), both.remaining]).toEqual(['one', 'two', 0])
  })

  test('shorter than announced is malformed', () => {
    expect(() => reader(5, 0x61).lenencText()).toThrow(MalformedPacketError)
    expect(() => reader().uint(1)).toThrow(MalformedPacketError)
    expect(() => reader(1, 2, 3).int64()).toThrow(MalformedPacketError)
  })
})
