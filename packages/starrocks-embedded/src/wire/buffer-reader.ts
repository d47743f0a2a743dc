import { MalformedPacketError } from './protocol-error.ts'

/** Reads the integers and strings of the MySQL protocol from one packet. Reading past the end throws `MalformedPacketError`. */
export class BufferReader {
  readonly #bytes: Buffer
  #offset = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset
  }

  /** The next `count` bytes, as a view on the packet. */
  bytes(count: number): Buffer {
    if (count > this.remaining) throw new MalformedPacketError(count, this.remaining)
    this.#offset += count
    return this.#bytes.subarray(this.#offset - count, this.#offset)
  }

  rest(): Buffer {
    return this.bytes(this.remaining)
  }

  uint(byteLength: 1 | 2 | 3 | 4): number {
    return this.bytes(byteLength).readUIntLE(0, byteLength)
  }

  int(byteLength: 1 | 2 | 4): number {
    return this.bytes(byteLength).readIntLE(0, byteLength)
  }

  uint64(): bigint {
    return this.bytes(8).readBigUInt64LE(0)
  }

  int64(): bigint {
    return this.bytes(8).readBigInt64LE(0)
  }

  float(): number {
    return this.bytes(4).readFloatLE(0)
  }

  double(): number {
    return this.bytes(8).readDoubleLE(0)
  }

  /** A length-encoded integer: one byte, or a marker and two, three or eight bytes. */
  lenenc(): number {
    const first = this.uint(1)
    if (first < 0xfb) return first
    if (first === 0xfc) return this.uint(2)
    if (first === 0xfd) return this.uint(3)
    if (first !== 0xfe) throw new MalformedPacketError(1, 0)
    const value = this.uint64()
    // Nothing that long can be in a packet: compared as bigint, so that no rounding makes it look short.
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new MalformedPacketError(Number.MAX_SAFE_INTEGER, this.remaining)
    return Number(value)
  }

  lenencBytes(): Buffer {
    return this.bytes(this.lenenc())
  }

  lenencText(): string {
    return this.lenencBytes().toString('utf8')
  }

  /** The bytes before the next NUL, which is skipped; all that is left when there is none (some clients leave out the last NUL). */
  nulBytes(): Buffer {
    const end = this.#bytes.indexOf(0, this.#offset)
    if (end < 0) return this.rest()
    const bytes = this.bytes(end - this.#offset)
    this.#offset += 1
    return bytes
  }

  nulText(): string {
    return this.nulBytes().toString('utf8')
  }
}
