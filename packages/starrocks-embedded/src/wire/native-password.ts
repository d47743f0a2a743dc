import { createHash, randomInt, timingSafeEqual } from 'node:crypto'

const SALT_LENGTH = 20
const HASH_LENGTH = 20
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

const sha1 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha1')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** A fresh salt of 20 letters: the protocol ends it with a NUL, so it may hold none. */
export const createSalt = (): Buffer =>
  Buffer.from(Array.from({ length: SALT_LENGTH }, () => LETTERS.charCodeAt(randomInt(LETTERS.length))))

/**
 * What is stored of a password: `SHA1(SHA1(password))`, 20 bytes; `null` for an empty password.
 * In SQL it is written as `*` and 40 hexadecimal digits.
 */
export const hashNativePassword = (password: string): Buffer | null =>
  password === '' ? null : sha1(sha1(Buffer.from(password, 'utf8')))

/**
 * Whether a client's answer to `salt` proves the password whose hash is stored.
 * The answer is `SHA1(password) XOR SHA1(salt, stored)`: what it unmasks to must hash to what is stored.
 */
export const verifyNativePassword = (salt: Uint8Array, stored: Uint8Array | null, answer: Uint8Array): boolean => {
  if (stored === null) return answer.length === 0
  if (answer.length !== HASH_LENGTH || stored.length !== HASH_LENGTH) return false
  const mask = sha1(salt, stored)
  const candidate = Buffer.from(answer.map((byte, index) => byte ^ (mask[index] ?? 0)))
  return timingSafeEqual(sha1(candidate), stored)
}
