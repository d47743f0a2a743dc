import { RevisionFileError } from './file-errors.ts'
import type { Revision } from './revision.ts'
import { isRevisionId } from './revision-symbols.ts'

/**
 * Reads the header of a revision file as text, so that listing revisions runs none of them:
 *
 * ```ts
 * /**
 *  * create initial schema
 *  *
 *  * Created: 2026-11-23T21:30:00Z
 *  *\/
 * export const revision = '1f2e3d4c5b6a'
 * export const downRevision = null // or 'id', or ['id', 'id']
 * export const branchLabels = ['label'] // optional
 * export const dependsOn = ['id'] // optional
 * ```
 *
 * @param file named in errors and kept in the result.
 * @throws RevisionFileError when a value is missing or is not a literal.
 */
export function readRevisionHeader(file: string, text: string): Revision {
  const code = blankComments(text)
  const id = readConstant(file, code, 'revision')
  if (id === undefined) {
    throw new RevisionFileError(
      file,
      `it is no revision: there is no \`export const revision = '...'\`. Move other modules out of the migrations folder, or begin their name with _.`,
    )
  }
  const [revision, ...more] = id.values
  if (revision === undefined || more.length > 0) throw new RevisionFileError(file, 'revision must be one text', id.line)
  checkId(file, revision, id.line)
  checkFormat(file, code)
  const down = readConstant(file, code, 'downRevision')
  if (down === undefined) {
    throw new RevisionFileError(
      file,
      'there is no `export const downRevision = ...`; write null for the first revision',
    )
  }
  const labels = readConstant(file, code, 'branchLabels')
  const dependsOn = readConstant(file, code, 'dependsOn')
  for (const { values, line } of [down, labels, dependsOn].filter((constant) => constant !== undefined)) {
    for (const value of values) checkId(file, value, line)
  }
  const comment = readComment(text)
  const createdAt = comment.createdAt ?? dateInName(file)
  return {
    id: revision,
    downRevisions: down.values,
    branchLabels: labels?.values ?? [],
    dependsOn: dependsOn?.values ?? [],
    message: comment.message ?? '',
    ...(createdAt === undefined ? {} : { createdAt }),
    file,
  }
}

/** The format of revision files: the header above, and functions that are given `op`. Files of another one say so: `export const format = 2`. */
export const FILE_FORMAT = 1

const FORMAT = /^export const format\b[^=\n]*=\s*([^\s;]*)/mu

function checkFormat(file: string, code: string): void {
  const match = FORMAT.exec(code)
  if (match === null) return
  const line = code.slice(0, match.index).split('\n').length
  const [, value = ''] = match
  if (!/^[1-9]\d*$/u.test(value)) throw new RevisionFileError(file, 'format must be a whole number from 1 on', line)
  if (Number(value) > FILE_FORMAT)
    throw new RevisionFileError(
      file,
      `it has format ${value}, which a newer starrocks-kit has written, and this one reads up to ${FILE_FORMAT}: update starrocks-kit`,
      line,
    )
}

interface Constant {
  readonly values: readonly string[]
  readonly line: number
}

const NAMES = ['revision', 'downRevision', 'branchLabels', 'dependsOn'] as const
const TEXT = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`
/** `export const name: type = null | 'text' | ['text', ...] [as const] [satisfies type]` */
const CONSTANTS = new Map(
  NAMES.map((name) => [name, new RegExp(String.raw`^export const ${name}\b(?:\s*:[^=\n]*)?\s*=\s*`, 'mu')]),
)
const VALUE = new RegExp(
  String.raw`(?:null|undefined|(${TEXT})|\[\s*((?:(?:${TEXT})\s*,\s*)*(?:${TEXT})?)\s*\])(?=\s*(?:;|$|\n|as const\b|satisfies\b))`,
  'uy',
)
const TEXTS = new RegExp(TEXT, 'gu')

function readConstant(file: string, code: string, name: (typeof NAMES)[number]): Constant | undefined {
  const match = CONSTANTS.get(name)?.exec(code)
  if (match === null || match === undefined) return undefined
  const line = code.slice(0, match.index).split('\n').length
  VALUE.lastIndex = match.index + match[0].length
  const value = VALUE.exec(code)
  if (value === null) {
    throw new RevisionFileError(
      file,
      `${name} must be written out as null, a text or a list of texts: it is read without running the file`,
      line,
    )
  }
  const texts = (value[1] ?? value[2] ?? '').match(TEXTS) ?? []
  return { values: texts.map((text) => text.slice(1, -1).replaceAll(/\\(.)/gu, '$1')), line }
}

function checkId(file: string, id: string, line: number): void {
  if (!isRevisionId(id)) {
    throw new RevisionFileError(
      file,
      `'${id}' cannot name a revision or branch: blanks and the characters @ + - : have a meaning in names`,
      line,
    )
  }
}

/** Comments and template texts become blanks of the same length, so that lines stay; other strings stay as they are. */
function blankComments(text: string): string {
  return text.replaceAll(TEXT_OR_COMMENT, (match, kept?: string) => kept ?? match.replaceAll(/[^\n]/gu, ' '))
}

const TEXT_OR_COMMENT = /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|`(?:[^`\\]|\\[^])*`|\/\*[^]*?\*\/|\/\/[^\n]*/gu

const CREATED = /^created(?: at| date)?:?\s+(\d{4}-\d\d-\d\d.*)$/iu

/** The message is the first line of the first comment that begins the file; `Created:` may follow. */
function readComment(text: string): { readonly message?: string; readonly createdAt?: string } {
  const block = /^\s*\/\*\*?([^]*?)\*\//u.exec(text)?.[1] ?? /^\s*((?:\/\/[^\n]*\n)+)/u.exec(text)?.[1]
  if (block === undefined) return {}
  const lines = block.split('\n').map((line) => line.replace(/^\s*(?:\*|\/\/)? ?/u, '').trim())
  const created = lines.map((line) => CREATED.exec(line)?.[1]).find((date) => date !== undefined)
  const message = lines.find((line) => line !== '' && !CREATED.test(line))
  const time = created === undefined ? Number.NaN : Date.parse(created)
  return {
    ...(message === undefined ? {} : { message }),
    ...(Number.isNaN(time) ? {} : { createdAt: new Date(time).toISOString() }),
  }
}

/** `20261123_213000_...` in UTC. */
function dateInName(file: string): string | undefined {
  const match = /(?:^|[/\\])(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)_[^/\\]*$/u.exec(file)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
