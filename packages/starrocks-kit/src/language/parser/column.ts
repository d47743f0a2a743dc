import type { AggregationType, ColumnDefinition, DefaultDesc } from '../ast/table.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, acceptWords, advance, at, expect, finish, isName, peek, refuse, text, textAt } from './cursor.ts'
import { expression } from './expression.ts'
import { identifier, identifierOrString, integer, optionalComment, string } from './names.ts'
import { aggStateType, atAggStateType, optionalDataType, optionalNullable } from './types.ts'

/**
 * columnDesc: name [type] [charset] [KEY] [aggregation] [[NOT] NULL] [DEFAULT ... | AUTO_INCREMENT | AS expression] [COMMENT string]
 */
export function columnDefinition(c: Cursor): ColumnDefinition {
  const start = c.index
  const node: Mutable<ColumnDefinition> = { kind: 'ColumnDefinition', name: identifier(c) }
  const type = atAggStateFunction(c) ? undefined : optionalDataType(c)
  if (type !== undefined) node.type = type
  if (type !== undefined && c.kind === '(') refuseParameters(c)
  const charset = optionalCharsetName(c)
  if (charset !== undefined) node.charset = charset
  if (accept(c, 'KEY')) node.key = true
  aggregation(c, node)
  const nullable = optionalNullable(c)
  if (nullable !== undefined) node.nullable = nullable
  if (at(c, 'DEFAULT')) node.default = defaultDesc(c)
  else if (accept(c, 'AUTO_INCREMENT')) node.autoIncrement = true
  else if (accept(c, 'AS')) node.generated = expression(c)
  const comment = optionalComment(c)
  if (comment !== undefined) node.comment = comment
  return finish(c, start, node)
}

/** What the server misses behind a name and `(`, in part: a state function would have its types there. */
const SOME_TYPES = [
  'ARRAY',
  'BIGINT',
  'BINARY',
  'BITMAP',
  'BOOLEAN',
  'CHAR',
  'DATE',
  'DATETIME',
  'DECIMAL',
  'DOUBLE',
  'INT',
]

/** DATETIME(6): the server takes such a type for the name of a state function, when it can be a name. */
function refuseParameters(c: Cursor): never {
  const reason = `${textAt(c, c.index - 1)} takes nothing in parentheses`
  const named = isName(c.kinds[c.index - 1] ?? 'end')
  return refuse(c, reason, c.index, named ? { index: c.index + 1, expected: SOME_TYPES } : undefined)
}

/** Types with parameters look like calls: a state function has another type in its parentheses. */
function atAggStateFunction(c: Cursor): boolean {
  return c.kind === 'identifier' && peek(c) === '(' && peek(c, 2) !== 'integer'
}

const AGGREGATIONS: ReadonlySet<string> = new Set<AggregationType>([
  'SUM',
  'MAX',
  'MIN',
  'REPLACE',
  'HLL_UNION',
  'BITMAP_UNION',
  'PERCENTILE_UNION',
  'REPLACE_IF_NOT_NULL',
])

function isAggregation(kind: string): kind is AggregationType {
  return AGGREGATIONS.has(kind)
}

/** Names that open the next clause of a column, or of the ADD COLUMN around it. */
const CLAUSE_WORDS: ReadonlySet<string> = new Set([
  'AUTO_INCREMENT',
  'COMMENT',
  'CHARSET',
  'FIRST',
  'AFTER',
  'PROPERTIES',
])

/** aggDesc: SUM | MAX | ..., or a state type */
function aggregation(c: Cursor, node: Mutable<ColumnDefinition>): void {
  const kind = c.kind
  if (isAggregation(kind) && peek(c) !== '(') {
    advance(c)
    node.aggregation = kind
  } else if (atAggStateType(c)) {
    const state = aggStateType(c)
    const alone = node.type === undefined && node.key === undefined && node.charset === undefined
    if (alone) node.type = state
    else node.aggregation = state
  } else if (isName(kind) && !CLAUSE_WORDS.has(kind)) {
    // The server takes any name here for a state function and misses its parenthesis.
    const what =
      node.type === undefined
        ? `${text(c)} is not a data type of StarRocks`
        : `${text(c)} cannot stand behind a type (is a comma missing in front of it?)`
    refuse(c, what, c.index, { index: c.index + 1, expected: ['('] })
  }
}

/** charsetName: (CHAR SET | CHARSET | CHARACTER SET) identifier */
function optionalCharsetName(c: Cursor): string | undefined {
  if (acceptWords(c, 'CHAR', 'SET') || acceptWords(c, 'CHARACTER', 'SET')) return identifier(c)
  return c.kind === 'CHARSET' && isName(peek(c)) && accept(c, 'CHARSET') ? identifier(c) : undefined
}

/** [DEFAULT] (CHAR SET | CHARSET | CHARACTER SET) [=] name */
export function optionalCharset(c: Cursor): string | undefined {
  const behind = c.kind === 'DEFAULT' ? peek(c) : c.kind
  if (behind !== 'CHAR' && behind !== 'CHARSET' && behind !== 'CHARACTER') return undefined
  accept(c, 'DEFAULT')
  if (!accept(c, 'CHARSET')) {
    advance(c)
    expect(c, 'SET')
  }
  accept(c, '=')
  return identifierOrString(c)
}

/** defaultDesc: DEFAULT (string | NULL | CURRENT_TIMESTAMP [( [n] )] | ( function() )); later versions take any constant */
function defaultDesc(c: Cursor): DefaultDesc {
  expect(c, 'DEFAULT')
  const start = c.index
  if (at(c, 'string')) return finish(c, start, { kind: 'DefaultLiteral', value: string(c) })
  if (accept(c, 'NULL')) return finish(c, start, { kind: 'DefaultNull' })
  if (accept(c, 'CURRENT_TIMESTAMP')) {
    let precision: number | undefined
    if (accept(c, '(')) {
      if (at(c, 'integer')) precision = integer(c)
      expect(c, ')')
    }
    return finish(c, start, { kind: 'DefaultCurrentTimestamp', ...(precision === undefined ? {} : { precision }) })
  }
  if (accept(c, '(')) {
    const inner = expression(c)
    expect(c, ')')
    return finish(c, start, { kind: 'DefaultExpression', expression: inner })
  }
  return laterDefault(c, start)
}

/** A default without parentheses, as 4.1 takes it: an array, a map, a row, a function. */
function laterDefault(c: Cursor, start: number): DefaultDesc {
  const value = c.rules.valueExpression(c)
  return finish(c, start, { kind: 'DefaultExpression', expression: value, bare: true })
}
