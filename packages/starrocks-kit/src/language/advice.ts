import { RESERVED_WORDS } from './keywords.ts'
import type { TokenKind } from './tokens.ts'
import { similarWord } from './similar-word.ts'
import { depthOf, expects, isWord, kindAt, textOf } from './mistake.ts'
import type { Mistake } from './mistake.ts'

/** What a usual mistake needs to become right, in words, or undefined when this is none. The first advice that fits is given. */
export function adviceFor(mistake: Mistake): string | undefined {
  for (const advice of ADVICE) {
    const text = advice(mistake)
    if (text !== undefined) return text
  }
  return undefined
}

type Advice = (mistake: Mistake) => string | undefined

const ADVICE: readonly Advice[] = [
  quoteInsideString,
  wrongStatement,
  keyAmongColumns,
  clauseOrder,
  misspeltClause,
  doubleEquals,
  missingColumnWord,
  renameTo,
  isNotNull,
  joinCondition,
  trailingComma,
  caseWithoutEnd,
  openParenthesis,
  stringAsName,
  reservedWord,
  missingQuotes,
  missingComma,
]

/** 'it's' ends at the second quote. */
function quoteInsideString(m: Mistake): string | undefined {
  if (kindAt(m, m.index) !== 'unterminated' || kindAt(m, m.index - 2) !== 'string') return undefined
  const { starts, ends } = m.tokens
  const stuck = starts[m.index - 1] === ends[m.index - 2] && starts[m.index] === ends[m.index - 1]
  return stuck ? 'write a quote inside a string twice' : undefined
}

/** Statements of other databases. */
function wrongStatement(m: Mistake): string | undefined {
  const word = (offset: number): TokenKind | undefined => kindAt(m, m.start + offset)
  const replaces = word(0) === 'CREATE' && word(1) === 'OR' && word(2) === 'REPLACE'
  if (replaces && word(3) === 'MATERIALIZED') return 'a materialized view cannot be replaced: drop it and create it'
  if (replaces && word(3) === 'TABLE') return 'a table cannot be replaced: drop it and create it'
  if (word(0) === 'ALTER' && word(1) === 'TABLE' && kindAt(m, m.index) === 'ALTER')
    return 'columns are changed by MODIFY COLUMN'
  const late = word(0) === 'CREATE' && word(1) === 'MATERIALIZED' && kindAt(m, m.index - 1) === 'REFRESH'
  return late && precededBySelect(m) ? 'REFRESH comes before AS' : undefined
}

const KEY_WORDS: ReadonlySet<TokenKind | undefined> = new Set(['PRIMARY', 'UNIQUE', 'DUPLICATE', 'AGGREGATE'])

function keyAmongColumns(m: Mistake): string | undefined {
  const kind = kindAt(m, m.index)
  if (!isCreateTable(m) || !KEY_WORDS.has(kind) || depthOf(m) !== 1) return undefined
  return `the key is a clause behind the columns: (...) ${kind} KEY (...)`
}

function isCreateTable(m: Mistake): boolean {
  if (kindAt(m, m.start) !== 'CREATE') return false
  return kindAt(m, m.start + 1) === 'TABLE' || kindAt(m, m.start + 2) === 'TABLE'
}

/** Clauses by the words that open them, in the order of the grammar. */
const TABLE_CLAUSES = [
  ['ENGINE'],
  ['DEFAULT', 'CHARSET'],
  ['PRIMARY', 'KEY'],
  ['UNIQUE', 'KEY'],
  ['DUPLICATE', 'KEY'],
  ['AGGREGATE', 'KEY'],
  ['COMMENT'],
  ['PARTITION', 'BY'],
  ['DISTRIBUTED', 'BY'],
  ['ORDER', 'BY'],
  ['ROLLUP'],
  ['PROPERTIES'],
] as const
const COLUMN_CLAUSES = [['NOT', 'NULL'], ['NULL'], ['DEFAULT'], ['AUTO_INCREMENT'], ['COMMENT']] as const
const QUERY_CLAUSES = [
  ['FROM'],
  ['WHERE'],
  ['GROUP', 'BY'],
  ['HAVING'],
  ['QUALIFY'],
  ['ORDER', 'BY'],
  ['LIMIT'],
] as const

function clauseOrder(m: Mistake): string | undefined {
  if (isCreateTable(m) && !precededBySelect(m)) {
    const depth = depthOf(m)
    if (depth === 0) return orderOf(m, TABLE_CLAUSES)
    return depth === 1 ? orderOf(m, COLUMN_CLAUSES) : undefined
  }
  return orderOf(m, QUERY_CLAUSES)
}

function precededBySelect(m: Mistake): boolean {
  for (let i = m.start; i < m.index; i++) if (kindAt(m, i) === 'SELECT') return true
  return false
}

/** Says which clause of the same level stands in front of the found one, but belongs behind it. */
function orderOf(m: Mistake, clauses: readonly (readonly TokenKind[])[]): string | undefined {
  const rankAt = (index: number): number =>
    clauses.findIndex((words) => words.every((word, i) => kindAt(m, index + i) === word))
  const rank = rankAt(m.index)
  if (rank < 0) return undefined
  let first: number | undefined
  let depth = 0
  for (let i = m.index - 1; i >= m.start && depth >= 0; i--) {
    const kind = kindAt(m, i)
    if (kind === ')') depth++
    else if (kind === '(') depth--
    if (depth !== 0) continue
    if (kind === ',' && clauses === COLUMN_CLAUSES) break
    if (kind === 'SELECT' || kind === 'UNION' || kind === 'INTERSECT' || kind === 'EXCEPT') break
    const earlier = rankAt(i)
    if (earlier >= rank && kindAt(m, i - 1) !== 'NOT') first = earlier
  }
  if (first === undefined) return undefined
  const name = (clauses[rank] ?? []).join(' ')
  return first === rank ? `${name} stands there already` : `${name} comes before ${(clauses[first] ?? []).join(' ')}`
}

const CLAUSE_WORDS = ['FROM', 'WHERE', 'GROUP', 'ORDER', 'HAVING', 'LIMIT', 'UNION', 'INNER', 'JOIN', 'VALUES', 'SET']

/** A misspelt clause word is read as an alias; the error comes one token later. */
function misspeltClause(m: Mistake): string | undefined {
  if (kindAt(m, m.index - 1) !== 'identifier') return undefined
  const word = textOf(m, m.index - 1)
  const meant = similarWord(word, CLAUSE_WORDS)
  return meant === undefined ? undefined : `did you mean ${meant} instead of ${word}?`
}

function doubleEquals(m: Mistake): string | undefined {
  return kindAt(m, m.index) === '=' && kindAt(m, m.index - 1) === '=' ? 'equality is written with one =' : undefined
}

/** ADD a INT, DROP a, MODIFY a INT. */
function missingColumnWord(m: Mistake): string | undefined {
  const verb = kindAt(m, m.index - 1)
  if (!expects(m, 'COLUMN') || !isWord(m) || (verb !== 'ADD' && verb !== 'DROP' && verb !== 'MODIFY')) return undefined
  return `the word COLUMN is needed: ${verb} COLUMN ${textOf(m, m.index)}`
}

function renameTo(m: Mistake): string | undefined {
  const fits = kindAt(m, m.index) === 'TO' && kindAt(m, m.index - 1) === 'RENAME'
  return fits ? 'the new name follows RENAME at once' : undefined
}

function isNotNull(m: Mistake): string | undefined {
  const fits = kindAt(m, m.index) === 'NOT' && kindAt(m, m.index + 1) === 'NULL' && expects(m, 'BETWEEN')
  return fits ? 'write IS NOT NULL' : undefined
}

function joinCondition(m: Mistake): string | undefined {
  return expects(m, 'ON', 'USING') ? 'this join needs ON or USING' : undefined
}

function trailingComma(m: Mistake): string | undefined {
  if (kindAt(m, m.index - 1) !== ',') return undefined
  return endsClause(m) || kindAt(m, m.index) === ')' ? 'nothing follows the comma in front of it' : undefined
}

/** Words that open a clause, and so end what stands in front of them. */
const OPENING: ReadonlySet<TokenKind | undefined> = new Set([
  'FROM',
  'WHERE',
  'GROUP',
  'ORDER',
  'HAVING',
  'LIMIT',
  'UNION',
  'AS',
  'VALUES',
  'SELECT',
  'INTO',
  'ON',
  'SET',
  'TO',
  'WITH',
  'BY',
  'AND',
  'OR',
  'JOIN',
  'INNER',
  'LEFT',
  'RIGHT',
  'CROSS',
  'FULL',
  'USING',
  'THEN',
  'ELSE',
  'WHEN',
  'IN',
  'IS',
  'NOT',
  'NULL',
  'DISTRIBUTED',
  'PROPERTIES',
  'PARTITION',
  'PRIMARY',
  'DUPLICATE',
  'AGGREGATE',
  'UNIQUE',
  'COMMENT',
  'ENGINE',
  'REFRESH',
  'EXISTS',
])

function endsClause(m: Mistake): boolean {
  const kind = kindAt(m, m.index)
  return kind === 'end' || kind === ';' || OPENING.has(kind)
}

function caseWithoutEnd(m: Mistake): string | undefined {
  return expects(m, 'END', 'ELSE') && endsClause(m) ? 'this CASE has no END' : undefined
}

function openParenthesis(m: Mistake): string | undefined {
  if (!expects(m, ')') || !endsClause(m)) return undefined
  let depth = 0
  for (let i = m.index - 1; i >= m.start; i--) {
    const kind = kindAt(m, i)
    if (kind === ')') depth++
    else if (kind === '(' && depth-- === 0) {
      return i === m.start ? 'its first ( is not closed' : `the ( behind ${textOf(m, i - 1)} is not closed`
    }
  }
  return undefined
}

/** "a" is a string in StarRocks, whatever the SQL mode. */
function stringAsName(m: Mistake): string | undefined {
  if (kindAt(m, m.index) !== 'string' || !expects(m, 'a name') || expects(m, 'a string')) return undefined
  const inner = textOf(m, m.index).slice(1, -1)
  return `quotes make a string; a name is written in backquotes: \`${inner}\``
}

const BEFORE_NAMES: ReadonlySet<TokenKind | undefined> = new Set(['TABLE', 'VIEW', 'EXISTS', '.'])

function reservedWord(m: Mistake): string | undefined {
  const kind = kindAt(m, m.index)
  if (kind === undefined || !RESERVED_WORDS.has(kind)) return undefined
  if (!expects(m, 'a name') && !expects(m, 'an expression')) return undefined
  const next = kindAt(m, m.index + 1)
  // In the middle of a statement WHERE is rarely a name: only when something follows that follows names.
  const named =
    BEFORE_NAMES.has(kindAt(m, m.index - 1)) || next === ',' || next === '.' || next === 'INT' || next === 'DATE'
  if (OPENING.has(kind) && !named) return undefined
  const word = textOf(m, m.index)
  return `${word} is a reserved word; as a name it is written \`${word}\``
}

function missingQuotes(m: Mistake): string | undefined {
  const kind = kindAt(m, m.index)
  const plain = isWord(m) || kind === 'integer' || kind === 'decimal' || kind === 'TRUE' || kind === 'FALSE'
  if (!plain || m.expected.length !== 1 || !expects(m, 'a string')) return undefined
  return `write it in quotes: "${textOf(m, m.index).replaceAll('`', '')}"`
}

function missingComma(m: Mistake): string | undefined {
  const kind = kindAt(m, m.index)
  const starts = isWord(m) || kind === 'string' || kind === 'integer' || kind === 'decimal'
  return starts && expects(m, ',') && !expects(m, 'ON') ? 'is a comma missing in front of it?' : undefined
}
