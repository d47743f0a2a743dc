import type { SqlPart } from '../source/template.ts'
import { wordsOf } from './words.ts'
import type { Replacement, Word } from './words.ts'

/** A clause or a piece of one that is longer than this is broken up. */
const LINE_LENGTH = 90
const STEP = '  '

/**
 * A query in lines, as a person writes it: a line for each clause and join, long lists with a line for each item, long conditions with one
 * for each AND. Only white space changes. Short queries stay on one line.
 */
export function formatQuery(source: string, replacements: readonly Replacement[] = []): readonly SqlPart[] {
  const words = wordsOf(source, replacements)
  if (lengthOf(words) <= SHORT_QUERY) return joinParts(partsOf(words))
  const lines = formatWords(words, '')
  return joinParts(lines.flatMap((line, index): SqlPart[] => (index === 0 ? [...line] : ['\n', ...line])))
}

/** Whether a line break stands inside a name, text or hint of the query: an indent after it would change what it says. */
export function hasInnerLineBreak(source: string): boolean {
  return wordsOf(source, []).some((word) => word.text.includes('\n') || word.gap.includes('\n'))
}

/** A query up to this length is read at one glance. */
const SHORT_QUERY = 72

type Line = readonly SqlPart[]

function formatWords(words: readonly Word[], indent: string): readonly Line[] {
  return clausesOf(words).flatMap((clause) => formatClause(clause, indent))
}

/** Splits a query at the words that begin a clause, a join or a set operation, outside parentheses. */
function clausesOf(words: readonly Word[]): readonly (readonly Word[])[] {
  return splitBefore(words, (word, index) => beginsClause(words, word, index))
}

function beginsClause(words: readonly Word[], word: Word, index: number): boolean {
  if (index === 0 || word.reference !== undefined) return false
  const previous = words[index - 1]
  const next = words[index + 1]
  if (previous?.kind === '.' || previous?.kind === 'AS' || next?.kind === '.') return false
  switch (word.kind) {
    case 'FROM':
    case 'WHERE':
    case 'HAVING':
    case 'QUALIFY':
    case 'UNION':
    case 'EXCEPT':
    case 'INTERSECT':
    case 'MINUS':
    case 'SELECT':
      return true
    case 'LIMIT':
      return next !== undefined && ['integer', 'dot-identifier', '?', '@', ':'].includes(next.kind)
    case 'GROUP':
    case 'ORDER':
      return next?.kind === 'BY'
    case 'INNER':
    case 'LEFT':
    case 'RIGHT':
    case 'FULL':
    case 'CROSS':
      return next !== undefined && ['JOIN', 'OUTER', 'SEMI', 'ANTI'].includes(next.kind)
    case 'JOIN':
      return (
        previous === undefined ||
        !['INNER', 'LEFT', 'RIGHT', 'FULL', 'CROSS', 'OUTER', 'SEMI', 'ANTI'].includes(previous.kind)
      )
    default:
      return false
  }
}

function formatClause(words: readonly Word[], indent: string): readonly Line[] {
  if (indent.length + lengthOf(words) <= LINE_LENGTH) return [[indent, ...partsOf(words)]]
  const [first, second] = words
  switch (first?.kind) {
    case 'SELECT':
      return formatList(words, second?.kind === 'DISTINCT' || second?.kind === 'ALL' ? 2 : 1, indent)
    case 'WITH':
      return formatList(words, second?.text.toUpperCase() === 'RECURSIVE' ? 2 : 1, indent)
    case 'GROUP':
    case 'ORDER':
      return formatList(words, 2, indent)
    default: {
      const pieces = splitBefore(
        words,
        (word, index) => index > 0 && (word.kind === 'OR' || isConjunction(words, index)),
      )
      return pieces.flatMap((piece, index) => formatPiece(piece, index === 0 ? indent : indent + STEP))
    }
  }
}

/** AND that joins conditions, not the one of BETWEEN. */
function isConjunction(words: readonly Word[], index: number): boolean {
  if (words[index]?.kind !== 'AND') return false
  let depth = 0
  for (let i = index - 1; i >= 0; i--) {
    const kind = words[i]?.kind
    if (kind === ')' || kind === 'END') depth++
    else if (kind === '(' || kind === 'CASE') depth--
    if (depth < 0) return kind === '('
    if (depth > 0) continue
    if (kind === 'BETWEEN') return false
    if (kind === 'AND' || kind === 'OR') return true
  }
  return true
}

/** The words that begin the clause on a line, then a line for each item between commas. */
function formatList(words: readonly Word[], headLength: number, indent: string): readonly Line[] {
  const items = splitAfterCommas(words.slice(headLength))
  if (items.length === 1) return formatPiece(words, indent)
  return [
    [indent, ...partsOf(words.slice(0, headLength))],
    ...items.flatMap((item) => formatPiece(item, indent + STEP)),
  ]
}

/** A piece that is too long opens the first of its parentheses that hold a query. */
function formatPiece(words: readonly Word[], indent: string): readonly Line[] {
  const open = words.findIndex(
    (word, index) => word.kind === '(' && ['SELECT', 'WITH'].includes(words[index + 1]?.kind ?? ''),
  )
  if (open < 0 || indent.length + lengthOf(words) <= LINE_LENGTH) return [[indent, ...partsOf(words)]]
  const close = closingParenthesis(words, open)
  const rest = words.slice(close)
  return [
    [indent, ...partsOf(words.slice(0, open + 1))],
    ...formatWords(words.slice(open + 1, close), indent + STEP),
    ...formatPiece(rest, indent),
  ]
}

function closingParenthesis(words: readonly Word[], open: number): number {
  let depth = 0
  for (let i = open; i < words.length; i++) {
    const kind = words[i]?.kind
    if (kind === '(') depth++
    else if (kind === ')' && --depth === 0) return i
  }
  return words.length
}

function splitBefore(
  words: readonly Word[],
  begins: (word: Word, index: number) => boolean,
): readonly (readonly Word[])[] {
  const pieces: Word[][] = []
  let depth = 0
  words.forEach((word, index) => {
    const piece = pieces.at(-1)
    if (piece === undefined || (depth === 0 && begins(word, index))) pieces.push([word])
    else piece.push(word)
    depth += depthChange(word)
  })
  return pieces
}

function splitAfterCommas(words: readonly Word[]): readonly (readonly Word[])[] {
  return splitBefore(words, (_word, index) => words[index - 1]?.kind === ',')
}

/** Inside brackets of any kind, and inside CASE ... END, nothing is split. */
function depthChange(word: Word): number {
  switch (word.kind) {
    case '(':
    case '[':
    case '{':
    case 'CASE':
      return 1
    case ')':
    case ']':
    case '}':
    case 'END':
      return -1
    default:
      return 0
  }
}

/** Words on one line, the gap before the first left out. */
function partsOf(words: readonly Word[]): Line {
  return words.flatMap((word, index): SqlPart[] => {
    const gap = index === 0 ? word.gap.trimStart() : word.gap
    return [gap, word.reference ?? word.text]
  })
}

function lengthOf(words: readonly Word[]): number {
  return words.reduce((length, word) => length + word.gap.length + word.text.length, 0)
}

/** The same parts with neighbouring texts as one. */
function joinParts(parts: readonly SqlPart[]): readonly SqlPart[] {
  const joined: SqlPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined.filter((part) => part !== '')
}
