import { describe, expect, test } from 'vitest'
import {
  ConnectionUrlError,
  describeConnectionUrl,
  maskPassword,
  parseConnectionUrl,
} from '../../src/connection/index.ts'

describe('parseConnectionUrl', () => {
  test('user, password, host, port and database', () => {
    expect(parseConnectionUrl('starrocks://ada:s3cret@fe1:9131/shop')).toEqual({
      user: 'ada',
      password: 's3cret',
      hosts: [{ host: 'fe1', port: 9131 }],
      database: 'shop',
      connectTimeout: 10_000,
      tls: 'off',
      cleartextPassword: false,
    })
  })

  test('defaults: root, no password, port 9030, no database', () => {
    expect(parseConnectionUrl('starrocks://fe1')).toMatchObject({
      user: 'root',
      password: '',
      hosts: [{ host: 'fe1', port: 9030 }],
    })
    expect(parseConnectionUrl('starrocks://fe1/')).not.toHaveProperty('database')
    expect(parseConnectionUrl('STARROCKS://fe1')).toHaveProperty('hosts')
  })

  test('several hosts, with and without ports, IPv6 among them', () => {
    expect(parseConnectionUrl('starrocks://u@fe1,fe2:9031,[2001:db8::1]:9032,[::1]/db').hosts).toEqual([
      { host: 'fe1', port: 9030 },
      { host: 'fe2', port: 9031 },
      { host: '2001:db8::1', port: 9032 },
      { host: '::1', port: 9030 },
    ])
  })

  test('percent-encoding in each part', () => {
    const url = parseConnectionUrl('starrocks://a%40b:p%2Fw%3A%25%3F@fe1/my%2Ecatalog.d%C3%A9p%C3%B4t%2E1')
    expect(url).toMatchObject({ user: 'a@b', password: 'p/w:%?', catalog: 'my.catalog', database: 'dépôt.1' })
  })

  test('an @ or : in a password needs no encoding', () => {
    expect(parseConnectionUrl('starrocks://u:p@ss:word@fe1/db')).toMatchObject({
      user: 'u',
      password: 'p@ss:word',
      hosts: [{ host: 'fe1', port: 9030 }],
    })
  })

  test('the default catalog is the same as none', () => {
    expect(parseConnectionUrl('starrocks://u@fe1/default_catalog.db')).not.toHaveProperty('catalog')
    expect(parseConnectionUrl('starrocks://u@fe1/lake.db')).toMatchObject({ catalog: 'lake', database: 'db' })
  })

  test('options', () => {
    expect(
      parseConnectionUrl('starrocks://u@fe1/db?connectTimeout=500&tls=verified&cleartextPassword=true'),
    ).toMatchObject({ connectTimeout: 500, tls: 'verified', cleartextPassword: true })
  })

  test.each([
    ['mysql://u:hush@h/db', /scheme is mysql/u],
    ['u:hush@h/db', /does not start with starrocks:\/\//u],
    ['starrocks://u:hush@/db', /names no host/u],
    ['starrocks://u:hush@h1,,h2/db', /a host is empty/u],
    ['starrocks://u:hush@:9030/db', /the host in :9030 is empty/u],
    ['starrocks://u:hush@h:port/db', /port in h:port/u],
    ['starrocks://u:hush@h:70000/db', /port in h:70000/u],
    ['starrocks://u:hush@h:/db', /port in h: /u],
    ['starrocks://u:hush@2001:db8::1/db', /brackets/u],
    ['starrocks://u:hush@[fe1]/db', /\[fe1\] is not an IPv6 address/u],
    ['starrocks://u:hush@h/a/b', /more than one \//u],
    ['starrocks://u:hush@h/a.b.c', /a\.b\.c is not \[catalog\.\]database/u],
    ['starrocks://u:hush@h/a.', /is not \[catalog\.\]database/u],
    ['starrocks://u:hu%ZZsh@h/db', /the password has a wrong percent-encoding/u],
    ['starrocks://u:hush/hush@h/db', /an @ follows a \/ or \?/u],
    ['starrocks://u:hush@x/hush@h/db', /an @ follows a \/ or \?/u],
    ['starrocks://u:hush?hush@h/db', /an @ follows a \/ or \?/u],
    ['starrocks://u:hush@h/db?timeout=1', /option timeout is unknown; known are connectTimeout/u],
    ['starrocks://u:hush@h/db?connectTimeout=soon', /connectTimeout is not a number/u],
    ['starrocks://u:hush@h/db?tls=yes', /tls is not off, verified or unverified/u],
    ['starrocks://u:hush@h/db?tls=off&tls=off', /appears twice/u],
    ['starrocks://u:hush@h/db?cleartextPassword=true', /unencrypted/u],
    ['starrocks://u:hush@h/db#x', /contains #/u],
  ])('%s is refused without showing the password', (url, message) => {
    const error = errorOf(() => parseConnectionUrl(url))
    expect(error).toBeInstanceOf(ConnectionUrlError)
    expect(error).toHaveProperty('code', 'INVALID_CONNECTION_URL')
    expect(error.message).toMatch(message)
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/hush|hu%/u)
  })
})

test('descriptions hold no password', () => {
  expect(describeConnectionUrl(parseConnectionUrl('starrocks://u:hush@fe1,[::1]:9031/lake.db'))).toBe(
    'fe1:9030,[::1]:9031/lake.db',
  )
  expect(maskPassword('starrocks://u:hu@sh:@fe1/db')).toBe('starrocks://u:***@fe1/db')
  expect(maskPassword('starrocks://u@fe1/db')).toBe('starrocks://u@fe1/db')
  expect(maskPassword('starrocks://fe1:9030/db')).toBe('starrocks://fe1:9030/db')
})

function errorOf(action: () => unknown): Error {
  try {
    action()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('it did not fail')
}
