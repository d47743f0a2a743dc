import { isIPv6 } from 'node:net'
import { ConnectionUrlError } from './url-error.ts'

/** The query port of a StarRocks frontend when a URL names none. */
const DEFAULT_PORT = 9030

/** One frontend (FE). An IPv6 address is held without its brackets. */
export interface Host {
  readonly host: string
  readonly port: number
}

/** `verified`: encrypted, and the certificate must be trusted; `unverified`: encrypted, any certificate. */
export type TlsMode = 'off' | 'verified' | 'unverified'

/** A connection URL, taken apart and decoded. `catalog` is absent for the default catalog. */
export interface ConnectionUrl {
  readonly user: string
  readonly password: string
  /** At least one; tried in this order. */
  readonly hosts: readonly Host[]
  readonly catalog?: string
  readonly database?: string
  /** Milliseconds for each host until the session is open. */
  readonly connectTimeout: number
  readonly tls: TlsMode
  /** Allows a server to ask for the password in clear text (LDAP); only with TLS. */
  readonly cleartextPassword: boolean
}

const DEFAULT_CONNECT_TIMEOUT = 10_000
const OPTIONS = ['connectTimeout', 'tls', 'cleartextPassword'] as const
type OptionName = (typeof OPTIONS)[number]

/**
 * Reads a connection URL: `starrocks://user:password@host1:9030,host2:9030/[catalog.]database?option=value`.
 *
 * Several hosts, IPv6 addresses in brackets, and percent-encoding in every part are understood; the port is 9030 and the user `root` unless given.
 * Options: `connectTimeout` (milliseconds, for each host), `tls` (`off`, `verified`, `unverified`), `cleartextPassword` (`true` for LDAP users).
 * A dot inside of a catalog or database name is written `%2E`.
 *
 * @throws ConnectionUrlError which says what is wrong, with the password masked.
 */
export function parseConnectionUrl(url: string): ConnectionUrl {
  const fail = (problem: string): never => {
    throw new ConnectionUrlError(maskPassword(url), problem)
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//iu.exec(url)
  if (scheme === null) return fail('it does not start with starrocks://')
  if (scheme[1]?.toLowerCase() !== 'starrocks') return fail(`its scheme is ${scheme[1]}, not starrocks`)
  const rest = url.slice(scheme[0].length)
  if (rest.includes('#')) return fail('it contains #; write %23 for this character')

  const { authority, path, query } = split(rest)
  const at = authority.lastIndexOf('@')
  if (at === -1 ? rest.includes('@') : (path ?? '').includes('@')) {
    return fail('an @ follows a / or ?; in a user or password write %40 for @, %2F for / and %3F for ?')
  }
  const decode = (text: string, part: string): string => {
    try {
      return decodeURIComponent(text)
    } catch {
      return fail(`${part} has a wrong percent-encoding; write %25 for a % sign`)
    }
  }
  const { user, password } = parseUser(authority.slice(0, Math.max(at, 0)), decode)
  const hosts = parseHosts(authority.slice(at + 1), decode, fail)
  return { user, password, hosts, ...parsePath(path, decode, fail), ...parseOptions(query, decode, fail) }
}

/** `user@host1:9030,host2:9030/catalog.database`, for messages: it never holds the password. */
export function describeConnectionUrl(url: ConnectionUrl): string {
  const hosts = url.hosts.map(formatHost).join(',')
  const path = [url.catalog, url.database].filter((part) => part !== undefined).join('.')
  return path === '' ? hosts : `${hosts}/${path}`
}

/** `host:port`, with the brackets that an IPv6 address needs. */
export function formatHost({ host, port }: Host): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** The same URL with `***` for the password, also when the URL is not valid otherwise. */
export function maskPassword(url: string): string {
  const start = url.indexOf('://')
  const from = start === -1 ? 0 : start + 3
  // The last @ of all ends the password, whatever unencoded characters it holds: rather mask too much than too little.
  const at = url.lastIndexOf('@')
  if (at < from) return url
  const user = url.slice(from, at)
  const colon = user.indexOf(':')
  return colon === -1 ? url : `${url.slice(0, from + colon)}:***${url.slice(at)}`
}

type Decode = (text: string, part: string) => string
type Fail = (problem: string) => never

function split(rest: string): { authority: string; path: string | undefined; query: string } {
  const end = rest.search(/[/?]/u)
  if (end === -1) return { authority: rest, path: undefined, query: '' }
  const tail = rest.slice(end)
  const question = tail.indexOf('?')
  const path = question === -1 ? tail : tail.slice(0, question)
  return {
    authority: rest.slice(0, end),
    path: path.startsWith('/') ? path.slice(1) : undefined,
    query: question === -1 ? '' : tail.slice(question + 1),
  }
}

function parseUser(text: string, decode: Decode): { user: string; password: string } {
  const colon = text.indexOf(':')
  const user = decode(colon === -1 ? text : text.slice(0, colon), 'the user')
  const password = colon === -1 ? '' : decode(text.slice(colon + 1), 'the password')
  return { user: user === '' ? 'root' : user, password }
}

function parseHosts(text: string, decode: Decode, fail: Fail): readonly Host[] {
  if (text === '') return fail('it names no host')
  return text.split(',').map((part) => {
    if (part === '') return fail('a host is empty; hosts are separated by one comma')
    const match = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::([^:]*))?$/u.exec(part)
    if (match === null)
      return fail(`the host ${part} is not host:port; an IPv6 address is written in brackets, as in [::1]:9030`)
    const host = match[1] ?? decode(match[2] ?? '', 'a host')
    if (host === '') return fail(`the host in ${part} is empty`)
    if (match[1] !== undefined && !isIPv6(host)) return fail(`[${host}] is not an IPv6 address`)
    if (match[3] === undefined) return { host, port: DEFAULT_PORT }
    const port = /^[0-9]+$/u.test(match[3]) ? Number(match[3]) : Number.NaN
    if (!(port >= 1 && port <= 65_535)) return fail(`the port in ${part} is not a number from 1 to 65535`)
    return { host, port }
  })
}

function parsePath(
  path: string | undefined,
  decode: Decode,
  fail: Fail,
): { readonly catalog?: string; readonly database?: string } {
  if (path === undefined || path === '') return {}
  if (path.includes('/')) return fail('more than one / follows the hosts; the path is [catalog.]database')
  const parts = path.split('.').map((part) => decode(part, 'the database'))
  if (parts.includes('') || parts.length > 2)
    return fail(`${path} is not [catalog.]database; write %2E for a dot in a name`)
  const [first, second] = parts
  if (first === undefined) return {}
  if (second === undefined) return { database: first }
  return first === 'default_catalog' ? { database: second } : { catalog: first, database: second }
}

function parseOptions(
  query: string,
  decode: Decode,
  fail: Fail,
): Pick<ConnectionUrl, 'connectTimeout' | 'tls' | 'cleartextPassword'> {
  const values = new Map<OptionName, string>()
  for (const pair of query === '' ? [] : query.split('&')) {
    const equals = pair.indexOf('=')
    const name = decode(equals === -1 ? pair : pair.slice(0, equals), 'an option')
    const known = OPTIONS.find((option) => option === name)
    if (known === undefined) return fail(`the option ${name} is unknown; known are ${OPTIONS.join(', ')}`)
    if (values.has(known)) return fail(`the option ${name} appears twice`)
    values.set(known, equals === -1 ? '' : decode(pair.slice(equals + 1), `the option ${name}`))
  }
  const connectTimeout = values.get('connectTimeout') ?? String(DEFAULT_CONNECT_TIMEOUT)
  if (!/^[1-9][0-9]{0,8}$/u.test(connectTimeout)) return fail('connectTimeout is not a number of milliseconds above 0')
  const tls = values.get('tls') ?? 'off'
  if (tls !== 'off' && tls !== 'verified' && tls !== 'unverified') return fail('tls is not off, verified or unverified')
  const cleartext = values.get('cleartextPassword') ?? 'false'
  if (cleartext !== 'true' && cleartext !== 'false') return fail('cleartextPassword is not true or false')
  if (cleartext === 'true' && tls === 'off')
    return fail('cleartextPassword would send the password unencrypted; add tls=verified')
  return { connectTimeout: Number(connectTimeout), tls, cleartextPassword: cleartext === 'true' }
}
