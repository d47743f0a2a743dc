import { tokenize } from 'starrocks-kit/language'
import type { Tokens } from 'starrocks-kit/language'
import { buildAutomaton } from './automaton.ts'
import type { Automaton } from './automaton.ts'
import { findError } from './find-error.ts'
import { ALTER_TABLE_RULES } from './rules/alter-table.ts'
import { ARRANGEMENT_RULES } from './rules/arrangement.ts'
import { COLUMN_RULES } from './rules/columns.ts'
import { DATA_TYPE_RULES } from './rules/data-types.ts'
import { EXPRESSION_RULES } from './rules/expressions.ts'
import { STATEMENT_RULES } from './rules/statements.ts'
import { TABLE_RULES } from './rules/tables.ts'
import { VIEW_RULES } from './rules/views.ts'
import { similarTokens } from './similar-tokens.ts'
import { classesOf } from './token-classes.ts'

/** A syntax error as a frontend finds it: the place (line from one, column from zero) and the detail of its message. */
interface ServerSyntaxError {
  readonly offset: number
  readonly detail: string
}

/** Longer texts are not read again for the sake of a message. */
const MOST_TOKENS = 20_000

/** Reads a text as a frontend does; undefined when the grammar that it knows finds no error. */
export type SyntaxReader = (sql: string) => ServerSyntaxError | undefined

/** Builds the reader of wrong statements; its tables are made at the first error. */
export function createSyntaxReader(): SyntaxReader {
  let automaton: Automaton | undefined
  return (sql) => {
    automaton ??= buildAutomaton({
      ...STATEMENT_RULES,
      ...TABLE_RULES,
      ...COLUMN_RULES,
      ...DATA_TYPE_RULES,
      ...ARRANGEMENT_RULES,
      ...ALTER_TABLE_RULES,
      ...VIEW_RULES,
      ...EXPRESSION_RULES,
    })
    return readError(automaton, sql)
  }
}

function readError(automaton: Automaton, sql: string): ServerSyntaxError | undefined {
  const tokens = readableTokens(sql)
  if (tokens.kinds.length > MOST_TOKENS) return undefined
  const error = findError(automaton, 'statements', classesOf(tokens))
  if (error === undefined) return undefined
  const offset = tokens.starts[error.at] ?? sql.length
  const end = tokens.kinds[error.at] === 'end' ? sql.length : (tokens.ends[error.at] ?? sql.length)
  if (error.kind === 'no-viable') {
    return { offset, detail: `No viable statement for input '${viable(tokens, error.from, error.at, sql)}'` }
  }
  const found = tokens.kinds[error.at] === 'end' ? '<EOF>' : sql.slice(offset, end)
  const similar = similarTokens(found, error.expected)
  return { offset, detail: `Unexpected input '${found}', the most similar input is {${similar.join(', ')}}` }
}

/** The text from one token to another; the end of the text adds nothing to it. */
function viable(tokens: Tokens, from: number, at: number, sql: string): string {
  if (tokens.kinds[from] === 'end') return '<EOF>'
  const end = tokens.kinds[at] === 'end' ? (tokens.ends[at - 1] ?? sql.length) : (tokens.ends[at] ?? sql.length)
  return sql.slice(tokens.starts[from] ?? 0, end)
}

/** The server's lexer passes over characters that begin no token: so a quote that nothing closes is as good as absent. */
function readableTokens(sql: string): Tokens {
  let text = sql
  let tokens = tokenize(text)
  for (let tries = 0; tries < 100; tries++) {
    const wrong = tokens.kinds.findIndex((kind) => kind === 'unknown' || kind === 'unterminated')
    if (wrong === -1) break
    const at = tokens.starts[wrong] ?? 0
    text = `${text.slice(0, at)} ${text.slice(at + 1)}`
    tokens = tokenize(text)
  }
  return tokens
}
