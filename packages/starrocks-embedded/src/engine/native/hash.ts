import { crc32 as zlibCrc32 } from 'node:zlib'

/** MurmurHash3, 32 bits, of bytes; a signed number, as the server returns it. */
export function murmurHash3(bytes: Uint8Array, seed: number): number {
  let hash = seed | 0
  const blocks = bytes.length >> 2
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let block = 0; block < blocks; block += 1) {
    hash ^= scramble(view.getInt32(block * 4, true))
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
  }
  let tail = 0
  for (let at = bytes.length - 1; at >= blocks * 4; at -= 1) tail = (tail << 8) | (bytes[at] ?? 0)
  hash ^= scramble(tail) ^ bytes.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}

function scramble(value: number): number {
  const mixed = Math.imul(value, 0xcc9e2d51)
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593)
}

/** CRC-32 of bytes, unsigned. */
export function crc32(bytes: Uint8Array): number {
  return zlibCrc32(bytes)
}
