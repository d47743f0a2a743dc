import { describe, expect, test } from 'vitest'
import { PacketDecoder } from '../../src/wire/packet-decoder.ts'
import { PacketEncoder } from '../../src/wire/packet-encoder.ts'
import { PacketOrderError, PacketTooLargeError } from '../../src/wire/protocol-error.ts'

const framed = (payload: Uint8Array, sequence = 0): Buffer => {
  const encoder = new PacketEncoder()
  encoder.sequence = sequence
  encoder.add(payload)
  return Buffer.concat(encoder.take())
}

const decoded = (bytes: Buffer, limit = 1 << 30): Buffer | undefined => {
  const decoder = new PacketDecoder(limit)
  decoder.push(bytes)
  return decoder.next(0)?.payload
}

describe('packets', () => {
  test('have a header of length and sequence id', () => {
    expect(framed(Buffer.from('abc'), 7)).toEqual(Buffer.from([3, 0, 0, 7, 0x61, 0x62, 0x63]))
    expect(framed(Buffer.alloc(0), 255)).toEqual(Buffer.from([0, 0, 0, 255]))
  })

  test('count their sequence id in one byte', () => {
    const encoder = new PacketEncoder()
    encoder.sequence = 255
    encoder.add(Buffer.from('a'))
    encoder.add(Buffer.from('b'))
    expect(Buffer.concat(encoder.take())).toEqual(Buffer.from([1, 0, 0, 255, 0x61, 1, 0, 0, 0, 0x62]))
    expect(encoder.pending).toBe(0)
    expect(encoder.take()).toEqual([])
  })

  test('are read from bytes cut anywhere', () => {
    const bytes = Buffer.concat([
      framed(Buffer.from('first')),
      framed(Buffer.from('second'), 1),
      framed(Buffer.alloc(0), 2),
    ])
    for (const size of [1, 2, 3, 4, 5, 9, 100]) {
      const decoder = new PacketDecoder(100)
      const texts: string[] = []
      let sequence = 0
      for (let at = 0; at < bytes.length; at += size) {
        decoder.push(bytes.subarray(at, at + size))
        for (let next = decoder.next(sequence); next !== undefined; next = decoder.next(sequence)) {
          texts.push(next.payload.toString())
          sequence = next.nextSequence
        }
      }
      expect(texts).toEqual(['first', 'second', ''])
      expect(decoder.takeRest()).toHaveLength(0)
    }
  })

  test.each([0xff_ff_fe, 0xff_ff_ff, 0x1_00_00_00, 2 * 0xff_ff_ff])(
    'of %i bytes survive splitting at 16 MB',
    (size) => {
      const payload = Buffer.alloc(size, 'x')
      payload[size - 1] = 0x79
      const bytes = framed(payload)
      expect(bytes.length).toBe(size + 4 * (Math.floor(size / 0xff_ff_ff) + 1))
      expect(decoded(bytes)?.equals(payload)).toBe(true)
    },
  )

  test('follow one another after a split', () => {
    const encoder = new PacketEncoder()
    encoder.add(Buffer.alloc(0xff_ff_ff))
    encoder.add(Buffer.from('next'))
    const decoder = new PacketDecoder(1 << 30)
    for (const block of encoder.take()) decoder.push(block)
    const first = decoder.next(0)
    expect(first?.nextSequence).toBe(2)
    expect(decoder.next(2)?.payload.toString()).toBe('next')
  })

  test('over the limit are refused at their header', () => {
    expect(decoded(framed(Buffer.alloc(10)), 10)).toHaveLength(10)
    expect(() => decoded(Buffer.from([11, 0, 0, 0]), 10)).toThrow(PacketTooLargeError)
  })

  test('over the limit are refused when the continuation is what exceeds it', () => {
    const limit = 0xff_ff_ff + 10
    expect(decoded(framed(Buffer.alloc(limit)), limit)).toHaveLength(limit)
    const [head] = [framed(Buffer.alloc(0xff_ff_ff)).subarray(0, 4 + 0xff_ff_ff)]
    expect(() => decoded(Buffer.concat([head, Buffer.from([11, 0, 0, 1])]), limit)).toThrow(PacketTooLargeError)
  })

  test('out of order are refused', () => {
    expect(() => decoded(framed(Buffer.from('a'), 3))).toThrow(new PacketOrderError(0, 3))
  })

  test('that trickle in cost few buffers and stay whole', () => {
    const payload = Buffer.from(Array.from({ length: 50_000 }, (_, index) => index & 0xff))
    const decoder = new PacketDecoder(100_000)
    for (const byte of framed(payload)) decoder.push(Buffer.from([byte]))
    expect(decoder.next(0)?.payload.equals(payload)).toBe(true)
  })
})
