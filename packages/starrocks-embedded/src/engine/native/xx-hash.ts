/** XXH3 with a seed, in 64 and 128 bits. */

const M64 = (1n << 64n) - 1n
const P32_1 = 0x9e3779b1n
const P32_2 = 0x85ebca77n
const P32_3 = 0xc2b2ae3dn
const P64_1 = 0x9e3779b185ebca87n
const P64_2 = 0xc2b2ae3d27d4eb4fn
const P64_3 = 0x165667b19e3779f9n
const P64_4 = 0x85ebca77c2b2ae63n
const P64_5 = 0x27d4eb2f165667c5n
const MX1 = 0x165667919e3779f9n
const MX2 = 0x9fb21c651e98df25n

const SECRET = Uint8Array.from(
  Buffer.from(
    'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c' +
      '3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364' +
      'eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e',
    'hex',
  ),
)

function u32(bytes: Uint8Array, at: number): bigint {
  return (
    BigInt((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16)) +
    (BigInt(bytes[at + 3] ?? 0) << 24n)
  )
}

function u64(bytes: Uint8Array, at: number): bigint {
  return u32(bytes, at) | (u32(bytes, at + 4) << 32n)
}

function swap32(value: bigint): bigint {
  return ((value & 0xffn) << 24n) | ((value & 0xff00n) << 8n) | ((value >> 8n) & 0xff00n) | (value >> 24n)
}

function swap64(value: bigint): bigint {
  return (swap32(value & 0xffffffffn) << 32n) | swap32(value >> 32n)
}

function rotate(value: bigint, by: bigint): bigint {
  return ((value << by) | (value >> (64n - by))) & M64
}

function xorShift(value: bigint, by: bigint): bigint {
  return value ^ (value >> by)
}

function fold(a: bigint, b: bigint): bigint {
  const product = a * b
  return (product & M64) ^ (product >> 64n)
}

function avalanche(hash: bigint): bigint {
  return xorShift((xorShift(hash, 37n) * MX1) & M64, 32n)
}

function avalanche64(hash: bigint): bigint {
  const mixed = (xorShift(hash, 33n) * P64_2) & M64
  return xorShift((xorShift(mixed, 29n) * P64_3) & M64, 32n)
}

function mix16(bytes: Uint8Array, at: number, secret: number, seed: bigint): bigint {
  return fold(
    u64(bytes, at) ^ ((u64(SECRET, secret) + seed) & M64),
    u64(bytes, at + 8) ^ ((u64(SECRET, secret + 8) - seed) & M64),
  )
}

export function xxh3(bytes: Uint8Array, seed: bigint): bigint {
  const length = bytes.length
  const n = BigInt(length)
  if (length === 0) return avalanche64((seed ^ u64(SECRET, 56) ^ u64(SECRET, 64)) & M64)
  if (length < 4) {
    const combined =
      (BigInt(bytes[0] ?? 0) << 16n) |
      (BigInt(bytes[length >> 1] ?? 0) << 24n) |
      BigInt(bytes[length - 1] ?? 0) |
      (n << 8n)
    return avalanche64((combined ^ (((u32(SECRET, 0) ^ u32(SECRET, 4)) + seed) & M64)) & M64)
  }
  if (length <= 8) {
    const own = (seed ^ (swap32(seed & 0xffffffffn) << 32n)) & M64
    const input = u32(bytes, length - 4) + (u32(bytes, 0) << 32n)
    let hash = input ^ (((u64(SECRET, 8) ^ u64(SECRET, 16)) - own) & M64)
    hash ^= rotate(hash, 49n) ^ rotate(hash, 24n)
    hash = (hash * MX2) & M64
    hash ^= (hash >> 35n) + n
    hash = (hash * MX2) & M64
    return xorShift(hash, 28n)
  }
  if (length <= 16) {
    const low = u64(bytes, 0) ^ (((u64(SECRET, 24) ^ u64(SECRET, 32)) + seed) & M64)
    const high = u64(bytes, length - 8) ^ (((u64(SECRET, 40) ^ u64(SECRET, 48)) - seed) & M64)
    return avalanche((n + swap64(low) + high + fold(low, high)) & M64)
  }
  if (length <= 128) {
    let sum = (n * P64_1) & M64
    for (let i = Math.floor((length - 1) / 32); i >= 0; i -= 1) {
      sum += mix16(bytes, 16 * i, 32 * i, seed) + mix16(bytes, length - 16 * (i + 1), 32 * i + 16, seed)
    }
    return avalanche(sum & M64)
  }
  if (length <= 240) {
    let sum = (n * P64_1) & M64
    for (let i = 0; i < 8; i += 1) sum += mix16(bytes, 16 * i, 16 * i, seed)
    sum = avalanche(sum & M64)
    for (let i = 8; i < length >> 4; i += 1) sum += mix16(bytes, 16 * i, 16 * (i - 8) + 3, seed)
    sum += mix16(bytes, length - 16, 136 - 17, seed)
    return avalanche(sum & M64)
  }
  const secret = seededSecret(seed)
  return mergeLanes(accumulate(bytes, secret), secret, 11, (n * P64_1) & M64)
}

/** The secret of long inputs follows from the seed. */
function seededSecret(seed: bigint): Uint8Array {
  if (seed === 0n) return SECRET
  const secret = new Uint8Array(192)
  const view = new DataView(secret.buffer)
  for (let at = 0; at < 192; at += 16) {
    view.setBigUint64(at, (u64(SECRET, at) + seed) & M64, true)
    view.setBigUint64(at + 8, (u64(SECRET, at + 8) - seed) & M64, true)
  }
  return secret
}

/** The eight lanes over all stripes of 64 bytes. */
function accumulate(bytes: Uint8Array, secret: Uint8Array): bigint[] {
  const lanes = [P32_3, P64_1, P64_2, P64_3, P64_4, P32_2, P64_5, P32_1]
  const stripe = (at: number, key: number): void => {
    for (let i = 0; i < 8; i += 1) {
      const value = u64(bytes, at + 8 * i)
      const keyed = value ^ u64(secret, key + 8 * i)
      lanes[i ^ 1] = ((lanes[i ^ 1] ?? 0n) + value) & M64
      lanes[i] = ((lanes[i] ?? 0n) + (keyed & 0xffffffffn) * (keyed >> 32n)) & M64
    }
  }
  const perBlock = (192 - 64) / 8
  const blocks = Math.floor((bytes.length - 1) / (64 * perBlock))
  for (let block = 0; block < blocks; block += 1) {
    for (let i = 0; i < perBlock; i += 1) stripe(block * 64 * perBlock + i * 64, i * 8)
    for (let i = 0; i < 8; i += 1) {
      const lane = lanes[i] ?? 0n
      lanes[i] = ((xorShift(lane, 47n) ^ u64(secret, 128 + 8 * i)) * P32_1) & M64
    }
  }
  const start = blocks * 64 * perBlock
  const stripes = Math.floor((bytes.length - 1 - start) / 64)
  for (let i = 0; i < stripes; i += 1) stripe(start + i * 64, i * 8)
  stripe(bytes.length - 64, 192 - 64 - 7)
  return lanes
}

function mergeLanes(lanes: readonly bigint[], secret: Uint8Array, at: number, start: bigint): bigint {
  let sum = start
  for (let i = 0; i < 4; i += 1) {
    sum += fold(
      (lanes[2 * i] ?? 0n) ^ u64(secret, at + 16 * i),
      (lanes[2 * i + 1] ?? 0n) ^ u64(secret, at + 16 * i + 8),
    )
  }
  return avalanche(sum & M64)
}

/** The two halves, the low one first. */
export function xxh3Wide(bytes: Uint8Array, seed: bigint): readonly [low: bigint, high: bigint] {
  const length = bytes.length
  const n = BigInt(length)
  if (length === 0) {
    return [
      avalanche64((seed ^ u64(SECRET, 64) ^ u64(SECRET, 72)) & M64),
      avalanche64((seed ^ u64(SECRET, 80) ^ u64(SECRET, 88)) & M64),
    ]
  }
  if (length < 4) {
    const low =
      (BigInt(bytes[0] ?? 0) << 16n) |
      (BigInt(bytes[length >> 1] ?? 0) << 24n) |
      BigInt(bytes[length - 1] ?? 0) |
      (n << 8n)
    const swapped = swap32(low)
    const high = ((swapped << 13n) | (swapped >> 19n)) & 0xffffffffn
    return [
      avalanche64(low ^ (((u32(SECRET, 0) ^ u32(SECRET, 4)) + seed) & M64)),
      avalanche64(high ^ (((u32(SECRET, 8) ^ u32(SECRET, 12)) - seed) & M64)),
    ]
  }
  if (length <= 8) {
    const own = (seed ^ (swap32(seed & 0xffffffffn) << 32n)) & M64
    const input = u32(bytes, 0) + (u32(bytes, length - 4) << 32n)
    const keyed = input ^ (((u64(SECRET, 16) ^ u64(SECRET, 24)) + own) & M64)
    const product = keyed * ((P64_1 + (n << 2n)) & M64)
    let low = product & M64
    let high = (product >> 64n) & M64
    high = (high + (low << 1n)) & M64
    low ^= high >> 3n
    low = (xorShift(low, 35n) * MX2) & M64
    low = xorShift(low, 28n)
    return [low, avalanche(high)]
  }
  if (length <= 16) {
    const flipLow = ((u64(SECRET, 32) ^ u64(SECRET, 40)) - seed) & M64
    const flipHigh = ((u64(SECRET, 48) ^ u64(SECRET, 56)) + seed) & M64
    const inputLow = u64(bytes, 0)
    let inputHigh = u64(bytes, length - 8)
    const product = (inputLow ^ inputHigh ^ flipLow) * P64_1
    let low = ((product & M64) + ((n - 1n) << 54n)) & M64
    let high = product >> 64n
    inputHigh ^= flipHigh
    high = (high + inputHigh + (inputHigh & 0xffffffffn) * (P32_2 - 1n)) & M64
    low ^= swap64(high)
    const second = low * P64_2
    const last = ((second >> 64n) + high * P64_2) & M64
    return [avalanche(second & M64), avalanche(last)]
  }
  if (length <= 240) return middleWide(bytes, seed)
  const secret = seededSecret(seed)
  const lanes = accumulate(bytes, secret)
  return [
    mergeLanes(lanes, secret, 11, (n * P64_1) & M64),
    mergeLanes(lanes, secret, 192 - 64 - 11, ~(n * P64_2) & M64),
  ]
}

function middleWide(bytes: Uint8Array, seed: bigint): readonly [bigint, bigint] {
  const length = bytes.length
  const n = BigInt(length)
  let low = (n * P64_1) & M64
  let high = 0n
  const mix = (a: number, b: number, secret: number, own = seed): void => {
    low = (low + mix16(bytes, a, secret, own)) & M64
    low ^= (u64(bytes, b) + u64(bytes, b + 8)) & M64
    high = (high + mix16(bytes, b, secret + 16, own)) & M64
    high ^= (u64(bytes, a) + u64(bytes, a + 8)) & M64
  }
  if (length <= 128) {
    for (let i = Math.floor((length - 1) / 32); i >= 0; i -= 1) mix(16 * i, length - 16 * (i + 1), 32 * i)
  } else {
    for (let i = 32; i < 160; i += 32) mix(i - 32, i - 16, i - 32)
    low = avalanche(low)
    high = avalanche(high)
    for (let i = 160; i <= length; i += 32) mix(i - 32, i - 16, 3 + i - 160)
    mix(length - 16, length - 32, 136 - 17 - 16, (0n - seed) & M64)
  }
  const first = (low + high) & M64
  const second = (low * P64_1 + high * P64_4 + (n - seed) * P64_2) & M64
  return [avalanche(first), (0n - avalanche(second)) & M64]
}
