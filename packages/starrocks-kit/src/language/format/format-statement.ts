import type { Statement } from '../ast/statement.ts'
import { tokenize } from '../lexer.ts'
import { parseStatement } from '../parse.ts'
import { printStatement } from '../print.ts'
import { assemble } from './assemble.ts'
import type { FormatOptions } from './options.ts'

/**
 * Lays a statement out for people to read: a clause a line, a column a line, long lists and conditions wrapped. Names and keywords are those of
 * `printStatement`. Comments of a text are kept; there is no closing semicolon.
 *
 * @throws SqlSyntaxError when a text is not exactly one statement
 * @example formatStatement('select id, name from users where id > 7 -- new') // SELECT id, name\nFROM users\nWHERE id > 7 -- new
 */
export function formatStatement(statement: string | Statement, options: FormatOptions = {}): string {
  if (typeof statement !== 'string') {
    return assemble(tokenize(printStatement(statement)), () => statement, '', options)
  }
  const tree = parseStatement(statement, parsing(options))
  return assemble(tokenize(statement), () => tree, '', options)
}

function parsing({ pipesAsConcat }: FormatOptions) {
  return pipesAsConcat === undefined ? {} : { pipesAsConcat }
}
