import { PacketOrderError, PacketTooLargeError } from './protocol-error.ts'

/** One physical packet holds at most this many bytes; one that is full is continued by the next. */
export const MAX_PHYSICAL_PACKET = 0xff_ff_ff

const SMALL_CHUNK = 1024
const JOINED_CHUNK = 16_384

export interface Packet {
  readonly payload: Buffer
  /** The sequence id that the next packet carries, in whichever direction. */
  readonly nextSequence: number
}

/**
 * Bytes to packets. Takes chunks cut anywhere, joins packets that were split at 16 MB, checks sequence ids, and refuses a packet over
 * `limit` bytes as soon as a header announces it. Holds no more than the current packet and the chunks that were pushed after it.
 */
export class PacketDecoder {
  /** Largest logical packet, in bytes. May be raised later: a login is small, a statement may be large. */
  limit: number
  #chunks: Buffer[] = []
  #size = 0
  #header: { readonly length: number; readonly sequence: number } | undefined
  #parts: Buffer[] = []
  #partsSize = 0

  constructor(limit: number) {
    this.limit = limit
  }

  push(chunk: Buffer): void {
    const last = this.#chunks.at(-1)
    // Bytes that trickle in are joined: a list of tiny buffers would take many times the memory that the limit promises.
    if (last !== undefined && chunk.length < SMALL_CHUNK && last.length < JOINED_CHUNK) {
      this.#chunks[this.#chunks.length - 1] = Buffer.concat([last, chunk])
    } else {
      this.#chunks.push(chunk)
    }
    this.#size += chunk.length
  }

  /**
   * The next whole packet, or `undefined` until more bytes are pushed. `sequence` is the id that its first part must carry.
   * Throws `PacketTooLargeError` and `PacketOrderError`; the stream cannot be read further after either.
   */
  next(sequence: number): Packet | undefined {
    for (;;) {
      this.#header ??= this.#readHeader((sequence + this.#parts.length) & 0xff)
      const header = this.#header
      if (header === undefined || this.#size < header.length) return undefined
      this.#header = undefined
      this.#parts.push(this.#take(header.length))
      this.#partsSize += header.length
      if (header.length === MAX_PHYSICAL_PACKET) continue
      const parts = this.#parts
      this.#parts = []
      this.#partsSize = 0
      const [first] = parts
      const payload = parts.length === 1 && first !== undefined ? first : Buffer.concat(parts)
      return { payload, nextSequence: (sequence + parts.length) & 0xff }
    }
  }

  /** Hands out the bytes that belong to no packet yet: what follows a TLS request is TLS, not packets. */
  takeRest(): Buffer {
    return this.#take(this.#size)
  }

  #readHeader(expected: number): { readonly length: number; readonly sequence: number } | undefined {
    if (this.#size < 4) return undefined
    const bytes = this.#take(4)
    const length = bytes.readUIntLE(0, 3)
    const sequence = bytes.readUInt8(3)
    if (sequence !== expected) throw new PacketOrderError(expected, sequence)
    const total = this.#partsSize + length
    if (total > this.limit) throw new PacketTooLargeError(total, this.limit, sequence)
    return { length, sequence }
  }

  #take(count: number): Buffer {
    const [first] = this.#chunks
    this.#size -= count
    if (first !== undefined && first.length > count) {
      this.#chunks[0] = first.subarray(count)
      return first.subarray(0, count)
    }
    if (first !== undefined && first.length === count) {
      this.#chunks.shift()
      return first
    }
    const taken: Buffer[] = []
    let missing = count
    let index = 0
    while (missing > 0) {
      const chunk = this.#chunks[index]
      if (chunk === undefined) break
      if (chunk.length > missing) {
        taken.push(chunk.subarray(0, missing))
        this.#chunks[index] = chunk.subarray(missing)
        missing = 0
      } else {
        taken.push(chunk)
        missing -= chunk.length
        index += 1
      }
    }
    this.#chunks.splice(0, index)
    return Buffer.concat(taken)
  }
}
