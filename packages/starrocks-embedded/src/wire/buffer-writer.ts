/** Builds one packet from the integers and strings of the MySQL protocol. Text is written as UTF-8. */
export class BufferWriter {
  #bytes: Buffer
  #length = 0

  constructor(capacity = 128) {
    this.#bytes = Buffer.allocUnsafe(capacity)
  }

  /** What was written. The writer must not be used afterwards. */
  finish(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  uint(value: number, byteLength: 1 | 2 | 3 | 4): this {
    const at = this.#claim(byteLength)
    this.#bytes.writeUIntLE(value, at, byteLength)
    return this
  }

  int(value: number, byteLength: 1 | 2 | 4): this {
    const at = this.#claim(byteLength)
    this.#bytes.writeIntLE(value, at, byteLength)
    return this
  }

  uint64(value: bigint): this {
    const at = this.#claim(8)
    this.#bytes.writeBigUInt64LE(value, at)
    return this
  }

  int64(value: bigint): this {
    const at = this.#claim(8)
    this.#bytes.writeBigInt64LE(value, at)
    return this
  }

  float(value: number): this {
    const at = this.#claim(4)
    this.#bytes.writeFloatLE(value, at)
    return this
  }

  double(value: number): this {
    const at = this.#claim(8)
    this.#bytes.writeDoubleLE(value, at)
    return this
  }

  bytes(value: Uint8Array): this {
    const at = this.#claim(value.length)
    this.#bytes.set(value, at)
    return this
  }

  zeros(count: number): this {
    const at = this.#claim(count)
    this.#bytes.fill(0, at, at + count)
    return this
  }

  text(value: string): this {
    return this.#utf8(value, Buffer.byteLength(value, 'utf8'))
  }

  nulText(value: string): this {
    return this.text(value).uint(0, 1)
  }

  /** A length-encoded integer. */
  lenenc(value: number | bigint): this {
    if (value < 0xfb) return this.uint(Number(value), 1)
    if (value <= 0xffff) return this.uint(0xfc, 1).uint(Number(value), 2)
    if (value <= 0xffffff) return this.uint(0xfd, 1).uint(Number(value), 3)
    return this.uint(0xfe, 1).uint64(BigInt(value))
  }

  lenencBytes(value: Uint8Array): this {
    return this.lenenc(value.length).bytes(value)
  }

  lenencText(value: string): this {
    const byteLength = Buffer.byteLength(value, 'utf8')
    return this.lenenc(byteLength).#utf8(value, byteLength)
  }

  /** Sets one bit of a byte that was already written: for NULL bitmaps, which precede the values. */
  setBit(byteIndex: number, bit: number): void {
    this.#bytes[byteIndex] = (this.#bytes[byteIndex] ?? 0) | (1 << bit)
  }

  #utf8(value: string, byteLength: number): this {
    const at = this.#claim(byteLength)
    this.#bytes.write(value, at, byteLength, 'utf8')
    return this
  }

  #claim(count: number): number {
    const at = this.#length
    const needed = at + count
    if (needed > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2))
      this.#bytes.copy(grown, 0, 0, at)
      this.#bytes = grown
    }
    this.#length = needed
    return at
  }
}
