import { describe, expect, test } from 'vitest'
import { BufferWriter } from '../../src/wire/buffer-writer.ts'
import { CAPABILITY } from '../../src/wire/capability-flags.ts'
import {
  encodeAuthSwitchRequest,
  encodeGreeting,
  parseChangeUser,
  parseHandshakeResponse,
} from '../../src/wire/handshake.ts'
import { createSalt, hashNativePassword, verifyNativePassword } from '../../src/wire/native-password.ts'
import { MalformedPacketError } from '../../src/wire/protocol-error.ts'
import { saltOf, scramble } from './support/raw-client.ts'

const SALT = Buffer.from('abcdefghijklmnopqrst')
const HEAD = (flags: number): BufferWriter => new BufferWriter().uint(flags, 4).uint(0, 4).uint(33, 1).zeros(23)
const { protocol41, secureConnection, pluginAuth, connectWithDatabase, connectAttributes, lenencAuthData, ssl } =
  CAPABILITY

describe('the greeting', () => {
  const greeting = encodeGreeting({ serverVersion: '8.0.33', connectionId: 0x01020304, salt: SALT, tls: false })

  test('is what a StarRocks frontend sends', () => {
    expect(greeting.toString('hex')).toBe(
      `0a${Buffer.from('8.0.33').toString('hex')}00` +
        '04030201' +
        `${SALT.subarray(0, 8).toString('hex')}00` +
        '0c82' +
        '21' +
        '0000' +
        '3800' +
        '15' +
        '00000000000000000000' +
        `${SALT.subarray(8).toString('hex')}00` +
        `${Buffer.from('mysql_native_password').toString('hex')}00`,
    )
    expect(saltOf(greeting)).toEqual(SALT)
  })

  test('offers TLS when there is a certificate', () => {
    const secure = encodeGreeting({ serverVersion: '8.0.33', connectionId: 1, salt: SALT, tls: true })
    const at = 1 + 7 + 4 + 9
    expect(secure.readUInt16LE(at)).toBe(0x820c | ssl)
  })
})

test('a request to switch the method repeats the salt', () => {
  expect(encodeAuthSwitchRequest('mysql_native_password', SALT).toString('latin1')).toBe(
    '\u00femysql_native_password\0abcdefghijklmnopqrst\0',
  )
})

describe('the handshake response', () => {
  test('with everything', () => {
    const attributes = new BufferWriter().lenencText('program_name').lenencText('tést').finish()
    const flags = protocol41 | lenencAuthData | connectWithDatabase | pluginAuth | connectAttributes
    const payload = HEAD(flags)
      .nulText('ålice')
      .lenencBytes(Buffer.from([1, 0, 3]))
      .nulText('db')
      .nulText('caching_sha2_password')
      .lenencBytes(attributes)
      .finish()
    expect(parseHandshakeResponse(payload)).toEqual({
      kind: 'credentials',
      capabilities: flags,
      credentials: {
        user: 'ålice',
        authResponse: Buffer.from([1, 0, 3]),
        database: 'db',
        plugin: 'caching_sha2_password',
        attributes: { program_name: 'tést' },
      },
    })
  })

  test('with as little as an old client sends', () => {
    expect(parseHandshakeResponse(HEAD(protocol41).nulText('root').nulText('secret').finish())).toMatchObject({
      credentials: {
        user: 'root',
        authResponse: Buffer.from('secret'),
        plugin: 'mysql_native_password',
        attributes: {},
      },
    })
    expect(
      parseHandshakeResponse(
        HEAD(protocol41 | secureConnection)
          .nulText('root')
          .uint(0, 1)
          .finish(),
      ),
    ).toMatchObject({
      credentials: { user: 'root', authResponse: Buffer.alloc(0) },
    })
  })

  test('keeps the attributes that can be read', () => {
    const attributes = new BufferWriter().lenencText('a').lenencText('1').lenencText('b').uint(200, 1).finish()
    const payload = HEAD(protocol41 | secureConnection | connectAttributes)
      .nulText('root')
      .uint(0, 1)
      .lenencBytes(attributes)
      .finish()
    expect(parseHandshakeResponse(payload)).toMatchObject({ credentials: { attributes: { a: '1' } } })
  })

  test('may ask for TLS, or be too old', () => {
    expect(parseHandshakeResponse(HEAD(protocol41 | ssl).finish())).toEqual({ kind: 'tls-request' })
    expect(parseHandshakeResponse(Buffer.from([0x05, 0x00, 0, 0, 0]))).toEqual({ kind: 'outdated' })
  })

  test('cut anywhere is malformed, never misread', () => {
    const whole = HEAD(protocol41 | lenencAuthData)
      .nulText('root')
      .lenencBytes(Buffer.alloc(20, 1))
      .finish()
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => parseHandshakeResponse(whole.subarray(0, length)), String(length)).toThrow(MalformedPacketError)
    }
  })
})

test('COM_CHANGE_USER has its own order of fields', () => {
  const payload = new BufferWriter()
    .nulText('bob')
    .uint(2, 1)
    .bytes(Buffer.from([9, 8]))
    .nulText('')
    .uint(45, 2)
    .nulText('mysql_native_password')
    .finish()
  expect(parseChangeUser(payload, protocol41 | secureConnection | pluginAuth)).toEqual({
    user: 'bob',
    authResponse: Buffer.from([9, 8]),
    plugin: 'mysql_native_password',
    attributes: {},
  })
})

describe('mysql_native_password', () => {
  test('stores what MySQL stores', () => {
    expect(hashNativePassword('wonderland')?.toString('hex').toUpperCase()).toBe(
      'C803B1C9A354848885C1FF2A593FB90507ACAE51',
    )
    expect(hashNativePassword('')).toBeNull()
  })

  test('proves the password for this salt only', () => {
    const stored = hashNativePassword('wonderland')
    const answer = scramble('wonderland', SALT)
    expect(verifyNativePassword(SALT, stored, answer)).toBe(true)
    expect(verifyNativePassword(Buffer.from('tsrqponmlkjihgfedcba'), stored, answer)).toBe(false)
    expect(verifyNativePassword(SALT, stored, scramble('Wonderland', SALT))).toBe(false)
    expect(verifyNativePassword(SALT, stored, Buffer.alloc(0))).toBe(false)
    expect(verifyNativePassword(SALT, stored, Buffer.concat([answer, Buffer.alloc(1)]))).toBe(false)
  })

  test('takes an empty answer, and no other, for no password', () => {
    expect(verifyNativePassword(SALT, null, Buffer.alloc(0))).toBe(true)
    expect(verifyNativePassword(SALT, null, scramble('x', SALT))).toBe(false)
  })

  test('salts are 20 letters, each time others', () => {
    expect(createSalt().toString('latin1')).toMatch(/^[A-Za-z]{20}$/)
    expect(createSalt()).not.toEqual(createSalt())
  })
})
