import type { SqlSyntaxError } from 'starrocks-kit/language'
import { ServerError } from '../wire/server-error.ts'
import type { SyntaxReader } from './syntax/server-syntax.ts'
import { similarTokens } from './syntax/similar-tokens.ts'

/** A syntax error in the server's words: lines from one, columns from zero. */
export function syntaxError(error: SqlSyntaxError, sql: string, read: SyntaxReader): ServerError {
  const { offset, found, expected, reason, server } = error.details
  const known = read.error(sql)
  if (known !== undefined) return messageAt(sql, known.offset, known.detail)
  if (reason !== undefined && server === undefined) return messageAt(sql, offset, reason)
  const place = server ?? { offset, found, expected }
  const similar = similarTokens(place.found, new Set(place.expected.map(tokenOf)))
  const shown = place.found === '' ? '<EOF>' : place.found
  return messageAt(sql, place.offset, `Unexpected input '${shown}', the most similar input is {${similar.join(', ')}}`)
}

/** The syntax error that a frontend finds in a text which this server reads; undefined for none. */
export function hiddenSyntaxError(sql: string, read: SyntaxReader): ServerError | undefined {
  const known = read.error(sql)
  return known && messageAt(sql, known.offset, known.detail)
}

/** The syntax error of a frontend that is too old for the text; undefined for none. */
export function versionSyntaxError(sql: string, read: SyntaxReader): ServerError | undefined {
  const known = read.errorOfVersion(sql)
  return known && messageAt(sql, known.offset, known.detail)
}

/** An error without a statement: nothing stands where one should begin. */
export function emptyStatement(sql: string, read: SyntaxReader): ServerError {
  const known = read.error(sql)
  return messageAt(sql, known?.offset ?? sql.length, known?.detail ?? "Unexpected input '<EOF>'")
}

function messageAt(sql: string, offset: number, detail: string): ServerError {
  const before = sql.slice(0, offset).split('\n')
  const column = before.at(-1)?.length ?? 0
  return new ServerError(`Getting syntax error at line ${before.length}, column ${column}. Detail message: ${detail}.`)
}

/** What the parser calls a token, as the grammar calls it. */
function tokenOf(item: string): string {
  switch (item) {
    case 'the end of the statement':
    case 'the end':
      return '#end'
    case 'a name':
    case 'a literal':
    case 'an expression':
      return '#name'
    case 'a string':
      return '#string'
    case 'an integer':
      return '#integer'
    default:
      return item
  }
}
