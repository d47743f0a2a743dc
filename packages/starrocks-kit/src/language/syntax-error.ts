import { StarRocksKitError } from '../errors/base.ts'

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
  if (details.reason !== undefined) return details.reason
  const found = details.found === '' ? 'the statement ends here' : `found ${JSON.stringify(shorten(details.found))}`
  if (details.expected.length === 0) return `${found}, which cannot stand here`
  const meant = similarWord(details.found, details.expected)
  return `${found}, expected ${listOf(shownOf(details.expected))}${meant === undefined ? '' : ` (did you mean ${meant}?)`}`
}

const MOST_SHOWN = 8

/** Marks that can stand almost anywhere only hide the rest. */
function shownOf(expected: readonly string[]): readonly string[] {
  const telling = expected.filter((what) => what !== '.' && what !== 'an operator' && what !== 'a comparison')
  const shown = telling.length === 0 ? expected : telling
  if (shown.length <= MOST_SHOWN) return shown
  return [...shown.slice(0, MOST_SHOWN - 1), `one of ${shown.length - MOST_SHOWN + 1} others`]
}

/** The expected keyword that differs from the found word by a slip of the pen. */
function similarWord(found: string, expected: readonly string[]): string | undefined {
  const word = found.toUpperCase()
  if (word.length < 3) return undefined
  let best: string | undefined
  let least = 3
  for (const what of expected) {
    if (!/^[A-Z_]{3,}$/.test(what)) continue
    const slips = sameLetters(word, what) ? 1 : distance(word, what)
    if (slips < least && slips <= (what.length > 4 ? 2 : 1)) {
      best = what
      least = slips
    }
  }
  return best
}

/** Two letters swapped are one slip. */
function sameLetters(a: string, b: string): boolean {
  return a.length === b.length && [...a].toSorted().join('') === [...b].toSorted().join('')
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
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
