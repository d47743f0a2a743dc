import { MAX_PHYSICAL_PACKET } from './packet-decoder.ts'

const HEADER = 4
const FIRST_BLOCK = 2048
const BLOCK = 65_536

/**
 * Packets to bytes: adds headers, splits at 16 MB (a payload that is an exact multiple ends with an empty part), counts sequence ids.
 * Packets are gathered in blocks, so that many small rows become one write.
 */
export class PacketEncoder {
  /** The id of the next packet. */
  sequence = 0
  #full: Buffer[] = []
  #block: Buffer | undefined
  #used = 0
  #pending = 0

  /** Bytes that were gathered and not yet taken. */
  get pending(): number {
    return this.#pending
  }

  add(payload: Uint8Array): void {
    let offset = 0
    for (;;) {
      const length = Math.min(payload.length - offset, MAX_PHYSICAL_PACKET)
      this.#addPart(payload.subarray(offset, offset + length))
      offset += length
      if (length < MAX_PHYSICAL_PACKET) return
    }
  }

  /** What is to be sent, in order; the encoder is empty afterwards. */
  take(): readonly Buffer[] {
    this.#closeBlock()
    const blocks = this.#full
    this.#full = []
    this.#pending = 0
    return blocks
  }

  #addPart(part: Uint8Array): void {
    const size = HEADER + part.length
    if (this.#block === undefined || this.#block.length - this.#used < size) {
      this.#closeBlock()
      // Most answers are tiny: only a second block is a sign of many rows.
      this.#block = Buffer.allocUnsafe(Math.max(size, this.#full.length === 0 ? FIRST_BLOCK : BLOCK))
    }
    this.#block.writeUIntLE(part.length, this.#used, 3)
    this.#block.writeUInt8(this.sequence, this.#used + 3)
    this.#block.set(part, this.#used + HEADER)
    this.sequence = (this.sequence + 1) & 0xff
    this.#used += size
    this.#pending += size
  }

  #closeBlock(): void {
    if (this.#block !== undefined && this.#used > 0) this.#full.push(this.#block.subarray(0, this.#used))
    this.#block = undefined
    this.#used = 0
  }
}
