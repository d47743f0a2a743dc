import type { Statement } from '../ast/statement.ts'
import { tokenize } from '../lexer.ts'
import { parseStatements } from '../parse.ts'
import type { SqlSyntaxError } from '../syntax-error.ts'
import { assemble } from './assemble.ts'
import type { FormatOptions } from './options.ts'

export interface FormattedScript {
  /** The script, each statement closed by a semicolon, with a line end behind the last. */
  readonly text: string
  /** What was wrong with the statements that stand unchanged in the text because they could not be read. */
  readonly errors: readonly SqlSyntaxError[]
}

/**
 * Lays out all statements of a script, each as `formatStatement` does. Statements of several lines have an empty line around them; other
 * empty lines stay, one at a time. Statements that do not parse stay as they are.
 *
 * @example formatScript('use a; select 1 -- one').text // USE a;\nSELECT 1; -- one\n
 */
export function formatScript(script: string, options: FormatOptions = {}): FormattedScript {
  const { pipesAsConcat } = options
  const { statements, errors } = parseStatements(script, pipesAsConcat === undefined ? {} : { pipesAsConcat })
  const unread = new Set(errors.map((error) => error.details.from))
  let next = 0
  const treeAt = (start: number): Statement | undefined => (unread.has(start) ? undefined : statements[next++])
  const text = assemble(tokenize(script), treeAt, ';', options)
  return { text: text === '' ? '' : `${text}\n`, errors }
}
