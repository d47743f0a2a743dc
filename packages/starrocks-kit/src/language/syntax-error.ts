import { StarRocksKitError } from '../errors/base.ts'
import { similarWord } from './similar-word.ts'

/** What a syntax error knows beyond its message. */
export interface SqlSyntaxErrorDetails {
  /** Offset of the offending token in the source, in UTF-16 units. */
  readonly offset: number
  /** One-based. */
  readonly line: number
  /** One-based, in UTF-16 units; StarRocks' own messages count from zero. */
  readonly column: number
  /** The offending line of the source, without its end; `***` stands where passwords and keys do. */
  readonly lineText: string
  /** Where the offending token stands in `lineText`, one-based, when masked secrets moved it away from `column`. */
  readonly caret?: number
  /** The offending token as written (a secret as `***`); empty at the end of the input. */
  readonly found: string
  /** What could have stood there: words in upper case, punctuation, or a description such as `a name`. */
  readonly expected: readonly string[]
  /** The first token of the clause that could not be read on, when the whole of it is at fault. */
  readonly from?: number
  /** Where StarRocks' own message points, when that is another token: offset, token and what it expects there. */
  readonly server?: { readonly offset: number; readonly found: string; readonly expected: readonly string[] }
  /** What a usual mistake needs to become right. */
  readonly hint?: string
  /** A reason in words, when it is not simply an unexpected token. */
  readonly reason?: string
}

/** A text is not StarRocks SQL. The message shows the line with a caret and says what was expected. */
export class SqlSyntaxError extends StarRocksKitError {
  override readonly code = 'SQL_SYNTAX'
  readonly details: SqlSyntaxErrorDetails

  constructor(details: SqlSyntaxErrorDetails) {
    super(messageOf(details))
    this.details = details
  }

  get line(): number {
    return this.details.line
  }

  get column(): number {
    return this.details.column
  }

  get found(): string {
    return this.details.found
  }

  get expected(): readonly string[] {
    return this.details.expected
  }
}

const SHOWN_BEFORE_CARET = 80
const SHOWN_AFTER_CARET = 40

function messageOf(details: SqlSyntaxErrorDetails): string {
  const where = `at line ${details.line}, column ${details.column}`
  return `SQL syntax error ${where}: ${headline(details)}\n${excerpt(details)}`
}

function headline(details: SqlSyntaxErrorDetails): string {
  const hint = details.hint === undefined ? '' : ` (${details.hint})`
  if (details.reason !== undefined) return details.reason + hint
  const found = details.found === '' ? 'the statement ends here' : `found ${JSON.stringify(shorten(details.found))}`
  if (details.expected.length === 0) return `${found}, which cannot stand here${hint}`
  const meant = similarWord(details.found, details.expected)
  if (meant !== undefined) return `${found}, did you mean ${meant}?`
  // Where advice can be given, a long list only hides it.
  if (details.hint !== undefined && details.expected.length > MOST_SHOWN_WITH_HINT) return `${found}: ${details.hint}`
  return `${found}, expected ${listOf(shownOf(details.expected))}${hint}`
}

const MOST_SHOWN = 6
const MOST_SHOWN_WITH_HINT = 3

/** Marks that can stand almost anywhere only hide the rest. */
function shownOf(expected: readonly string[]): readonly string[] {
  const telling = expected.filter((what) => what !== '.' && what !== 'an operator' && what !== 'a comparison')
  const shown = telling.length === 0 ? expected : telling
  if (shown.length <= MOST_SHOWN) return shown
  return [...shown.slice(0, MOST_SHOWN - 1), `one of ${shown.length - MOST_SHOWN + 1} others`]
}

function listOf(items: readonly string[]): string {
  if (items.length === 1) return String(items[0])
  return `${items.slice(0, -1).join(', ')} or ${String(items.at(-1))}`
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

function excerpt({ lineText, column: written, caret: column = written }: SqlSyntaxErrorDetails): string {
  const start = Math.max(0, column - 1 - SHOWN_BEFORE_CARET)
  const shown = lineText.slice(start, column - 1 + SHOWN_AFTER_CARET)
  const before = lineText.slice(start, column - 1)
  return `  ${shown}\n  ${before.replace(/[^\t]/g, ' ')}^`
}
