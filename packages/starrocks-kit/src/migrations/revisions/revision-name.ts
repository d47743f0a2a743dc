import { isTimeZone, zonedTime } from '../../util/zoned-time.ts'

/** How files of new revisions are named. */
export interface RevisionNaming {
  /**
   * Text with tokens: `{revision}`, `{slug}` (the message in letters, digits and underscores), `{year}`, `{month}`, `{day}`, `{hour}`,
   * `{minute}`, `{second}` and `{epoch}` (seconds since 1970). A `/` makes sub-folders. Without an extension it gets `.ts`.
   * Default: `{year}{month}{day}_{hour}{minute}{second}_{revision}_{slug}`.
   */
  readonly fileName?: string
  /** The time zone of the tokens and of `Created:` in the file: `UTC`, `local`, or a name such as `Europe/Berlin`. Default: `UTC`, so that files sort by age whoever makes them. */
  readonly timeZone?: string
  /** The most characters of `{slug}`; whole words are kept where possible. Default: 40. */
  readonly slugLength?: number
}

/** What a file name of a revision is made from. */
export interface RevisionNameParts {
  readonly revision: string
  readonly message: string
  readonly createdAt: Date
}

const FILE_NAME = '{year}{month}{day}_{hour}{minute}{second}_{revision}_{slug}'
const SLUG_LENGTH = 40
const DATE_TOKENS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
const TOKENS: ReadonlySet<string> = new Set(['revision', 'slug', 'epoch', ...DATE_TOKENS])
const TOKEN = /\{([^{}]*)\}/gu
const EXTENSION = /\.[mc]?[jt]s$/u

/**
 * The name of a new revision file, relative to its migrations folder.
 *
 * @example revisionFileName({ revision: '1f2e3d4c5b6a', message: 'Add age', createdAt }) // 20261123_213000_1f2e3d4c5b6a_add_age.ts
 */
export function revisionFileName(parts: RevisionNameParts, naming: RevisionNaming = {}): string {
  const { revision, message, createdAt } = parts
  const { fileName = FILE_NAME, timeZone = 'UTC', slugLength = SLUG_LENGTH } = naming
  const text = slug(message, slugLength)
  const values: Readonly<Record<string, string>> = {
    ...zonedTime(createdAt, timeZone),
    epoch: String(Math.floor(createdAt.getTime() / 1000)),
    revision,
    slug: text,
  }
  // Without a message the sign that sets it apart goes too.
  const template = text === '' ? fileName.replaceAll(/[_-]\{slug\}|\{slug\}[_-]?/gu, '') : fileName
  const name = template.replaceAll(TOKEN, (_, token: string) => values[token] ?? '')
  return EXTENSION.test(name) ? name : `${name}.ts`
}

/** Why no file can be named so; undefined when it can. */
export function problemOfNaming({ fileName, timeZone, slugLength }: RevisionNaming): string | undefined {
  if (fileName !== undefined) {
    const problem = problemOfFileName(fileName)
    if (problem !== undefined) return `fileName: ${problem}`
  }
  if (timeZone !== undefined && !isTimeZone(timeZone))
    return `timeZone: there is no time zone ${JSON.stringify(timeZone)}; write UTC, local, or a name such as Europe/Berlin.`
  if (slugLength !== undefined && !(Number.isInteger(slugLength) && slugLength > 0))
    return `slugLength: give a whole number from 1 on, not ${JSON.stringify(slugLength)}.`
  return undefined
}

function problemOfFileName(fileName: string): string | undefined {
  const unknown = [...fileName.matchAll(TOKEN)].find(([, token = '']) => !TOKENS.has(token))
  if (unknown !== undefined)
    return `there is no token ${unknown[0]}; the tokens are ${[...TOKENS].map((token) => `{${token}}`).join(', ')}.`
  if (!fileName.includes('{revision}') && !fileName.includes('{slug}'))
    return 'write {revision} or {slug} into it, so that two files have two names.'
  const segments = fileName.split('/')
  const wrong = segments.find((segment) => segment === '' || /^[._]/u.test(segment) || /[\\:*?"<>|]/u.test(segment))
  if (wrong !== undefined)
    return `${JSON.stringify(wrong)} cannot be a name in the migrations folder: names that are empty or begin with . or _ are no revisions.`
  return undefined
}

/** Letters of any script and digits; everything else becomes one underscore. */
function slug(message: string, length: number): string {
  const text = message
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/gu, '')
  if (text.length <= length) return text
  const cut = text.slice(0, length + 1)
  const end = cut.lastIndexOf('_')
  return end > 0 ? cut.slice(0, end) : text.slice(0, length)
}

/** A new id: 12 hexadecimal digits, at least one of them a letter, so that it never reads as a number. */
export function newRevisionId(): string {
  for (;;) {
    const id = crypto.randomUUID().replaceAll('-', '').slice(0, 12)
    if (/[a-f]/u.test(id)) return id
  }
}
