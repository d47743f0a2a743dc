import type { Connection } from '../../connection/index.ts'
import { quoteIdentifier, quoteString } from '../../language/index.ts'
import { OWN_PREFIX } from '../../schema/own-objects.ts'
import type { ProcessIdentity } from './process-identity.ts'

/** Who holds a lock, and since when. Times are the server's, UTC. */
export interface LockHolder extends ProcessIdentity {
  /** Grows with every holder: it is written to the ledger rows. */
  readonly fence: number
  /** Different for every run, also of the same process. */
  readonly token: string
  /** `2026-11-23 21:30:00` */
  readonly since: string
  readonly heartbeat: string
  /** Seconds without a heartbeat after which the lock may be taken over. */
  readonly expiresAfter: number
}

const PREFIX = `${OWN_PREFIX}lock_`

/** The statements and the text of lock views: the holder is written in the query of the view, as it can be altered, unlike the comment. */
export class LockViews {
  readonly #connection: Connection
  readonly #database: string

  constructor(connection: Connection, database: string) {
    this.#connection = connection
    this.#database = database
  }

  /** The server's clock. */
  async now(): Promise<string> {
    const { rows } = await this.#connection.query('SELECT UTC_TIMESTAMP()')
    return (rows[0]?.[0] ?? '').slice(0, 19)
  }

  /** The lock views that are there, by their number. One that another tool or version made has no holder. */
  async list(): Promise<readonly { readonly fence: number; readonly holder?: LockHolder }[]> {
    const { rows } = await this.#connection.query(
      `SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.views WHERE TABLE_SCHEMA = ${quoteString(this.#database)} ` +
        `AND TABLE_NAME LIKE ${quoteString(`${PREFIX}%`)}`,
    )
    return rows
      .flatMap(([name, definition]) => {
        const number = name?.startsWith(PREFIX) === true ? name.slice(PREFIX.length) : ''
        if (!/^\d+$/u.test(number)) return []
        const fence = Number(number)
        const holder = holderFrom(fence, definition ?? '')
        return [holder === undefined ? { fence } : { fence, holder }]
      })
      .toSorted((a, b) => a.fence - b.fence)
  }

  /** CREATE without IF NOT EXISTS: of all that try, the leader lets exactly one succeed. */
  async create(holder: LockHolder): Promise<void> {
    await this.#connection.query(`CREATE VIEW ${this.#name(holder.fence)} AS ${queryOf(holder)}`)
  }

  async alter(holder: LockHolder): Promise<void> {
    await this.#connection.query(`ALTER VIEW ${this.#name(holder.fence)} AS ${queryOf(holder)}`)
  }

  async drop(fence: number): Promise<void> {
    await this.#connection.query(`DROP VIEW IF EXISTS ${this.#name(fence)}`)
  }

  #name(fence: number): string {
    return `${quoteIdentifier(this.#database)}.${quoteIdentifier(`${PREFIX}${fence}`)}`
  }
}

/** `owner=root&host=db1&pid=12&...`: none of the characters that versions print differently in a text. */
function queryOf(holder: LockHolder): string {
  const text = Object.entries(holder)
    .filter(([key]) => key !== 'fence')
    .map(([key, value]) => `${key}=${encode(String(value))}`)
    .join('&')
  return `SELECT '${text}' AS holder`
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/['()*!~]/gu, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
}

function holderFrom(fence: number, definition: string): LockHolder | undefined {
  const text = /['"](owner=[^'"]*)['"]/u.exec(definition)?.[1]
  if (text === undefined) return undefined
  const fields = new URLSearchParams(text)
  const get = (name: string): string => fields.get(name) ?? ''
  const instance = fields.get('instance')
  return {
    fence,
    owner: get('owner'),
    host: get('host'),
    pid: Number(get('pid')),
    token: get('token'),
    since: get('since'),
    heartbeat: get('heartbeat'),
    expiresAfter: Number(get('expiresAfter')),
    ...(instance === null ? {} : { instance }),
  }
}

/** Seconds from one time of the server to another. */
export function secondsBetween(earlier: string, later: string): number {
  return (Date.parse(`${later.replace(' ', 'T')}Z`) - Date.parse(`${earlier.replace(' ', 'T')}Z`)) / 1000
}
