import type { SqlSyntaxError } from 'starrocks-kit/language'
import { ServerError } from '../wire/server-error.ts'

/** A syntax error in the server's words: lines from one, columns from zero. */
export function syntaxError(error: SqlSyntaxError, sql: string): ServerError {
  const { line, column, found, expected, reason, from, offset } = error.details
  const detail =
    reason ??
    (from === undefined
      ? `Unexpected input '${found === '' ? '<EOF>' : found}', the most similar input is {${expected.map(quoted).join(', ')}}`
      : `No viable statement for input '${sql.slice(from, offset + found.length)}'`)
  return new ServerError(`Getting syntax error at line ${line}, column ${column - 1}. Detail message: ${detail}.`)
}

function quoted(item: string): string {
  if (item === '' || item === 'the end') return '<EOF>'
  if (item === 'a name') return 'a legal identifier'
  return /^[A-Z_]+$|^\W+$/.test(item) ? `'${item}'` : item
}
