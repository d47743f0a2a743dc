import type { TokenKind } from '../tokens.ts'

/** What may follow the words of one SHOW. */
export interface ShowForm {
  readonly words: readonly TokenKind[]
  readonly subject: string
  readonly full?: true
  readonly temporary?: true
  /** FROM name: allowed, or needed. */
  readonly from?: 'allowed' | 'needed'
  /** A second FROM with the database. */
  readonly database?: true
  readonly partitions?: true
  readonly argument?: 'string' | 'integer' | 'for'
  readonly like?: true
  readonly where?: true
  /** ORDER BY and LIMIT. */
  readonly order?: true
  readonly limit?: true
}

type Tail = Omit<ShowForm, 'words' | 'subject'>

const PLAIN: Tail = {}
const FROM: Tail = { from: 'allowed' }
const FILTERED: Tail = { like: true, where: true }
const FROM_FILTERED: Tail = { from: 'allowed', like: true, where: true }
const LISTED: Tail = { from: 'allowed', where: true, order: true }

/** Words behind SHOW, what they print as when that differs, and what may follow. Longer forms stand before their beginnings. */
const makeForms = (): readonly (readonly [string, Tail, string?])[] => [
  ['DATABASES', FROM_FILTERED],
  ['SCHEMAS', FILTERED, 'DATABASES'],
  ['TABLES', { ...FROM_FILTERED, full: true, temporary: true }],
  ['TABLE STATUS', FROM_FILTERED],
  ['COLUMNS', { ...FROM_FILTERED, from: 'needed', database: true, full: true }],
  ['FIELDS', { ...FROM_FILTERED, from: 'needed', database: true, full: true }, 'COLUMNS'],
  ['INDEX', { from: 'needed', database: true }],
  ['INDEXES', { from: 'needed', database: true }, 'INDEX'],
  ['KEY', { from: 'needed', database: true }, 'INDEX'],
  ['KEYS', { from: 'needed', database: true }, 'INDEX'],
  ['PARTITIONS', { ...LISTED, from: 'needed', temporary: true }],
  ['ALTER TABLE COLUMN', LISTED],
  ['ALTER TABLE ROLLUP', LISTED],
  ['ALTER TABLE OPTIMIZE', LISTED],
  ['ALTER MATERIALIZED VIEW', LISTED],
  ['MATERIALIZED VIEWS', FROM_FILTERED],
  ['DATA DISTRIBUTION', { from: 'needed', partitions: true }],
  ['DATA', FROM],
  ['DYNAMIC PARTITION TABLES', FROM],
  ['DELETE', FROM],
  ['TABLET', { ...LISTED, from: 'needed', partitions: true }],
  ['TABLETS', { ...LISTED, from: 'needed', partitions: true }, 'TABLET'],
  ['TRANSACTION', { from: 'allowed', where: true }],
  ['CATALOGS', { like: true }],
  ['VARIABLES', FILTERED],
  ['STATUS', FILTERED],
  ['CHARSET', FILTERED],
  ['CHAR SET', FILTERED, 'CHARSET'],
  ['CHARACTER SET', FILTERED, 'CHARSET'],
  ['COLLATION', FILTERED],
  ['EVENTS', FROM_FILTERED],
  ['TRIGGERS', { ...FROM_FILTERED, full: true }],
  ['PROCEDURE STATUS', FILTERED],
  ['FUNCTION STATUS', FILTERED],
  ['FUNCTIONS', { ...FROM_FILTERED, full: true }],
  ['BUILTIN FUNCTIONS', { ...FROM_FILTERED, full: true }],
  ['GLOBAL FUNCTIONS', { ...FROM_FILTERED, full: true }],
  ['PROCESSLIST', { argument: 'for', full: true }],
  ['PROC', { argument: 'string' }],
  ['PROPERTY', { argument: 'for', like: true }],
  ['PROPERTIES', { argument: 'for', like: true }, 'PROPERTY'],
  ['PROFILELIST', { limit: true }],
  ['RUNNING QUERIES', { limit: true }],
  ['WARNINGS', { limit: true }],
  ['ERRORS', { limit: true }],
  ['LOAD WARNINGS', { from: 'allowed', where: true, limit: true }],
  ['LOAD ALL', LISTED],
  ['LOAD', LISTED],
  ['EXPORT', { ...LISTED, like: true }],
  ['ANALYZE JOB', { where: true, order: true }],
  ['ANALYZE STATUS', { where: true, order: true }],
  ['ANALYZE', { where: true, order: true }],
  ['STATS META', { where: true, order: true }],
  ['MULTIPLE COLUMNS STATS META', { where: true, order: true }],
  ['HISTOGRAM META', { where: true, order: true }],
  ['PIPES', { ...LISTED, like: true }],
  ['BACKUP', FROM],
  ['RESTORE', { from: 'allowed', where: true }],
  ['FILE', FROM],
  ['STORAGE VOLUMES', { like: true }],
  ['WAREHOUSES', { like: true }],
  ['RESOURCES', PLAIN],
  ['ENGINES', PLAIN],
  ['FRONTENDS', PLAIN],
  ['BACKENDS', PLAIN],
  ['COMPUTE NODES', PLAIN],
  ['BROKER', PLAIN],
  ['PLUGINS', PLAIN],
  ['REPOSITORIES', PLAIN],
  ['OPEN TABLES', PLAIN],
  ['PRIVILEGES', PLAIN],
  ['AUTHORS', PLAIN],
  ['USERS', PLAIN],
  ['USER', PLAIN, 'USERS'],
  ['ROLES', PLAIN],
  ['SQLBLACKLIST', PLAIN],
  ['WHITELIST', PLAIN],
  ['BACKEND BLACKLIST', PLAIN],
  ['DATACACHE RULES', PLAIN],
  ['SECURITY INTEGRATIONS', PLAIN],
  ['GROUP PROVIDERS', PLAIN],
  ['PLAN ADVISOR', PLAIN],
]

/** Made by the first SHOW: those who parse none do not wait for it. */
let forms: ReadonlyMap<TokenKind, readonly ShowForm[]> | undefined

/** The forms of SHOW by their first word. */
export function showForms(): ReadonlyMap<TokenKind, readonly ShowForm[]> {
  return (forms ??= byFirstWord())
}

function byFirstWord(): Map<TokenKind, ShowForm[]> {
  const found = new Map<TokenKind, ShowForm[]>()
  for (const [text, tail, printed] of makeForms()) {
    const words = text.split(' ') as TokenKind[]
    const first = words[0] ?? 'end'
    const same = found.get(first) ?? []
    same.push({ words, subject: printed ?? text, ...tail })
    found.set(first, same)
  }
  return found
}
