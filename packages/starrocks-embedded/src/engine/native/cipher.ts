import { createCipheriv, createDecipheriv, createHash, type CipherGCMTypes } from 'node:crypto'

/** A key of any length folded into what a cipher takes, as MySQL folds it: byte after byte, exclusive-or. */
function foldKey(key: Uint8Array, size: number): Uint8Array {
  const folded = new Uint8Array(size)
  for (const [index, byte] of key.entries()) folded[index % size] = (folded[index % size] ?? 0) ^ byte
  return folded
}

/** `AES_128_ECB` as OpenSSL calls it, and the bytes of its key; undefined for a mode that does not exist. */
function modeOf(mode: string): { readonly name: string; readonly key: number } | undefined {
  const match = /^aes_(128|192|256)_(ecb|cbc|cfb|cfb1|cfb8|cfb128|ofb|ctr|gcm)$/.exec(mode.toLowerCase())
  if (match === null) return undefined
  const [, bits = '', way = ''] = match
  return { name: `aes-${bits}-${way === 'cfb128' ? 'cfb' : way}`, key: Number(bits) / 8 }
}

/** Encrypts or decrypts; undefined where the mode, the vector or the bytes do not allow it. */
export function aes(
  direction: 'encrypt' | 'decrypt',
  bytes: Uint8Array,
  key: Uint8Array,
  vector: Uint8Array,
  mode: string,
  associated: Uint8Array,
): Uint8Array | undefined {
  const cipher = modeOf(mode)
  if (cipher === undefined) return undefined
  const folded = foldKey(key, cipher.key)
  if (cipher.name.endsWith('gcm')) return gcm(direction, cipher.name, bytes, folded, vector, associated)
  const iv = cipher.name.endsWith('ecb') ? null : filled(vector, 16)
  const create = direction === 'encrypt' ? createCipheriv : createDecipheriv
  try {
    const work = create(cipher.name, folded, iv)
    return Buffer.concat([work.update(bytes), work.final()])
  } catch {
    return undefined
  }
}

function filled(vector: Uint8Array, size: number): Uint8Array {
  const whole = new Uint8Array(size)
  whole.set(vector.subarray(0, size))
  return whole
}

/** The vector goes before the encrypted bytes, the tag behind them. */
function gcm(
  direction: 'encrypt' | 'decrypt',
  name: string,
  bytes: Uint8Array,
  key: Uint8Array,
  vector: Uint8Array,
  associated: Uint8Array,
): Uint8Array | undefined {
  const algorithm = name as CipherGCMTypes
  if (direction === 'encrypt') {
    const iv = filled(vector, 12)
    const cipher = createCipheriv(algorithm, key, iv).setAAD(associated)
    return Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  }
  if (bytes.length < 28) return undefined
  try {
    const cipher = createDecipheriv(algorithm, key, bytes.subarray(0, 12))
    cipher.setAAD(associated).setAuthTag(bytes.subarray(-16))
    return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()])
  } catch {
    return undefined
  }
}

/** The digest of text in hexadecimal digits. */
export function digest(algorithm: 'sm3' | 'sha224' | 'sha256' | 'sha384' | 'sha512', text: string): string {
  return createHash(algorithm).update(text).digest('hex')
}
