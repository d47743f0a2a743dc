import { tokenize } from 'starrocks-kit/language'
import type { Tokens } from 'starrocks-kit/language'
import { capabilitiesOf, isAtLeast } from 'starrocks-kit/schema'
import type { Target } from 'starrocks-kit/schema'
import { buildAutomaton } from './automaton.ts'
import type { Automaton } from './automaton.ts'
import { findError } from './find-error.ts'
import type { Grammar } from './grammar-node.ts'
import { alterTableRules } from './rules/alter-table.ts'
import { arrangementRules } from './rules/arrangement.ts'
import { columnRules } from './rules/columns.ts'
import { dataTypeRules } from './rules/data-types.ts'
import { expressionRules } from './rules/expressions.ts'
import { queryRules } from './rules/queries.ts'
import { statementRules } from './rules/statements.ts'
import { tableRules } from './rules/tables.ts'
import { viewRules } from './rules/views.ts'
import { similarTokens } from './similar-tokens.ts'
import { createVocabulary } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A syntax error as a frontend finds it: the place (line from one, column from zero) and the detail of its message. */
interface ServerSyntaxError {
  readonly offset: number
  readonly detail: string
}

/** Longer texts are not read again for the sake of a message. */
const MOST_TOKENS = 20_000

const RULES = [
  statementRules,
  tableRules,
  columnRules,
  dataTypeRules,
  arrangementRules,
  alterTableRules,
  viewRules,
  queryRules,
  expressionRules,
]

/** Reads texts as a frontend of some version does. */
export interface SyntaxReader {
  /** The first error that the version's grammar finds; undefined when it finds none in what it describes. */
  readonly error: (sql: string) => ServerSyntaxError | undefined
  /** The same, when the newest version reads the text: what was written for a later version. */
  readonly errorOfVersion: (sql: string) => ServerSyntaxError | undefined
}

/** Every form there is. */
const NEWEST: Target = { version: { major: 99, minor: 0, patch: 0, label: 'newest' }, runMode: 'shared_data' }

/** Builds the reader for a server; its tables are made when it first reads. */
export function createSyntaxReader(target: Target): SyntaxReader {
  const error = readerOf(target)
  const errorOfNewest = readerOf(NEWEST)
  return {
    error,
    errorOfVersion: (sql) => {
      const found = error(sql)
      return found === undefined || errorOfNewest(sql) !== undefined ? undefined : found
    },
  }
}

function readerOf(target: Target): SyntaxReader['error'] {
  const since: Grammar['since'] = (major, minor, patch = 0) => isAtLeast(target.version, major, minor, patch)
  let known: { readonly automaton: Automaton; readonly vocabulary: Vocabulary } | undefined
  return (sql) => {
    if (known === undefined) {
      const grammar: Grammar = { can: capabilitiesOf(target), since }
      const vocabulary = createVocabulary(since)
      const rules = Object.assign({}, ...RULES.map((rulesOf) => rulesOf(grammar))) as ReturnType<(typeof RULES)[number]>
      known = { vocabulary, automaton: buildAutomaton(rules, vocabulary.isName) }
    }
    return readError(known.automaton, known.vocabulary, sql)
  }
}

function readError(automaton: Automaton, vocabulary: Vocabulary, sql: string): ServerSyntaxError | undefined {
  const { tokens, text } = readableTokens(sql)
  if (tokens.kinds.length > MOST_TOKENS) return undefined
  const error = findError(automaton, 'statements', vocabulary.classesOf(tokens, text))
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
function readableTokens(sql: string): { readonly tokens: Tokens; readonly text: string } {
  let text = sql
  let tokens = tokenize(text)
  for (let tries = 0; tries < 100; tries++) {
    const wrong = tokens.kinds.findIndex((kind) => kind === 'unknown' || kind === 'unterminated')
    if (wrong === -1) break
    const at = tokens.starts[wrong] ?? 0
    text = `${text.slice(0, at)} ${text.slice(at + 1)}`
    tokens = tokenize(text)
  }
  return { tokens, text }
}
