import { AuthenticationError, ConnectionError } from './connection-error.ts'
import type { Connection, ConnectionProvider } from './connection.ts'
import { Mysql2Connection, mysqlOptions, openMysql } from './mysql-connection.ts'
import { redactSql } from './redact.ts'
import { describeConnectionUrl, formatHost, parseConnectionUrl } from './url.ts'
import type { ConnectionUrl, Host } from './url.ts'

/** 1045, and 1044 / 5203 where a login rule refuses: another frontend would refuse the same user, so it is not asked. */
const LOGIN_REFUSED = new Set([1044, 1045, 1252, 5203])

/**
 * A provider of sessions with the server that a URL leads to. Nothing is connected before `connect()`.
 *
 * @throws ConnectionUrlError when the URL is not valid; `connect()` throws ConnectionError, AuthenticationError, UnknownDatabaseError or UnknownCatalogError.
 * @example const connection = await connectionProvider('starrocks://root@127.0.0.1:9030/shop').connect()
 */
export function connectionProvider(url: string): ConnectionProvider {
  const parsed = parseConnectionUrl(url)
  return {
    description: describeConnectionUrl(parsed),
    ...(parsed.database === undefined ? {} : { database: parsed.database }),
    ...(parsed.catalog === undefined ? {} : { catalog: parsed.catalog }),
    connect: (options = {}) => {
      const database = options.database === undefined ? parsed.database : (options.database ?? undefined)
      return connectToAny(parsed, parsed.hosts, database)
    },
  }
}

/** Tries the hosts in turn: the first that lets the user in serves the session. */
async function connectToAny(
  url: ConnectionUrl,
  hosts: readonly Host[],
  database: string | undefined,
): Promise<Connection> {
  const failures: { readonly host: string; readonly reason: string; readonly error: unknown }[] = []
  for (const host of hosts) {
    try {
      return await connectTo(url, host, database)
    } catch (error) {
      // Only a login that failed comes here as the client's own error; refusals after it are final.
      if (!(error instanceof LoginFailure)) throw error
      failures.push({ host: formatHost(host), reason: error.message, error: error.cause })
    }
  }
  const names = failures.map((failure) => failure.host)
  const reasons = failures.map((failure) => `  ${failure.host}: ${failure.reason}`).join('\n')
  throw new ConnectionError(
    `StarRocks is not reachable.\n${reasons}\n` +
      'Check that the frontend (FE) is running, that the host is right, that the port is its query_port (9030 unless configured otherwise) ' +
      'and that no firewall is in between.',
    names,
    { cause: failures.at(-1)?.error },
  )
}

/** A login that did not succeed for a reason that another frontend may not share. */
class LoginFailure extends Error {}

async function connectTo(url: ConnectionUrl, host: Host, database: string | undefined): Promise<Connection> {
  const name = formatHost(host)
  const secrets = [url.password, encodeURIComponent(url.password)]
  const client = await openMysql(mysqlOptions(url, host)).catch((error: unknown) => {
    throw loginError(error, url, name, secrets)
  })
  const target: ConnectionUrl = { ...url, hosts: [host] }
  const connection = new Mysql2Connection(client, {
    description: describeConnectionUrl(withDatabase(target, database)),
    host: name,
    secrets,
    ...(database === undefined ? {} : { database }),
    ...(url.catalog === undefined ? {} : { catalog: url.catalog }),
    // The same frontend first: another one may not have replayed yet what this session has done.
    fork: () => connectToAny(url, [host, ...url.hosts.filter((other) => other !== host)], database),
  })
  try {
    if (url.catalog !== undefined) await connection.query(`SET CATALOG ${quote(url.catalog)}`)
    if (database !== undefined) await connection.query(`USE ${quote(database)}`)
    return connection
  } catch (error) {
    await connection.close()
    throw error
  }
}

function withDatabase(url: ConnectionUrl, database: string | undefined): ConnectionUrl {
  const { database: _, ...rest } = url
  return database === undefined ? rest : { ...rest, database }
}

function loginError(error: unknown, url: ConnectionUrl, host: string, secrets: readonly string[]): Error {
  const { errno, code, message } = describe(error)
  const detail = redactSql(message, secrets)
  if (errno !== undefined && LOGIN_REFUSED.has(errno)) {
    return new AuthenticationError(url.user, host, url.password !== '', detail)
  }
  if (code === 'MYSQL_CLEAR_PASSWORD_NOT_ENABLED') {
    return new AuthenticationError(
      url.user,
      host,
      url.password !== '',
      'the server asks for the password in clear text, as it does for LDAP users; allow it with ?tls=verified&cleartextPassword=true',
    )
  }
  return new LoginFailure(reasonFor(code, detail, url), { cause: causeFor(error, secrets) })
}

/** In words, for the codes of the operating system; otherwise what the server or the client said. */
function reasonFor(code: string | undefined, message: string, url: ConnectionUrl): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'nothing listens on this port (connection refused)'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name is not known'
    case 'ETIMEDOUT':
      return `no answer within ${url.connectTimeout} ms; the option connectTimeout changes this`
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'there is no route to the host'
    case 'ECONNRESET':
    case 'PROTOCOL_CONNECTION_LOST':
      return 'the server closed the connection during the login'
    case 'HANDSHAKE_NO_SSL_SUPPORT':
      return 'the server does not offer TLS, but the URL asks for it'
    default:
      return message === '' ? (code ?? 'unknown reason') : message
  }
}

function describe(error: unknown): { errno?: number; code?: string; message: string } {
  if (!(error instanceof Error)) return { message: String(error) }
  const errno = 'errno' in error && typeof error.errno === 'number' ? { errno: error.errno } : {}
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  return { ...errno, ...code, message: error.message }
}

/** A copy of the client's error for `cause`: the original carries the connection's configuration with it. */
function causeFor(error: unknown, secrets: readonly string[]): Error {
  const { code, message } = describe(error)
  return new Error(redactSql(code === undefined ? message : `${code} ${message}`.trim(), secrets))
}

/** StarRocks drops backquotes inside of a quoted name: no name holds one. */
function quote(name: string): string {
  return `\`${name.replaceAll('`', '')}\``
}
