import type { BracketHint } from '../ast/common.ts'
import type {
  Expression,
  FrameBound,
  FunctionCall,
  SortItem,
  WindowFrame,
  WindowSpecification,
} from '../ast/expression.ts'
import type { LiteralExpression } from '../ast/expression.ts'
import type { TokenKind } from '../tokens.ts'
import type { Cursor, Mutable } from './cursor.ts'
import {
  accept,
  acceptWords,
  advance,
  at,
  commaSeparated,
  expect,
  expectOneOf,
  fail,
  finish,
  isName,
  parenthesized,
} from './cursor.ts'
import { peek, text } from './cursor.ts'
import { literal, timeUnit } from './literal.ts'
import { identifier, integerText, nameParts } from './names.ts'

/** Reserved words that name functions; the number is how many arguments the grammar fixes, -1 for any. */
const RESERVED_FUNCTIONS: ReadonlyMap<TokenKind, number> = new Map<TokenKind, number>([
  ['CHAR', 1],
  ['IF', -1],
  ['LEFT', 2],
  ['LIKE', 2],
  ['MOD', 2],
  ['REGEXP', 2],
  ['REPLACE', -1],
  ['RIGHT', 2],
  ['RLIKE', 2],
  ['DATABASE', 0],
  ['SCHEMA', 0],
  ['GROUPING', -1],
  ['GROUPING_ID', -1],
  ['ROW_NUMBER', 0],
  ['DENSE_RANK', 0],
  ['NTILE', -1],
  ['LEAD', -1],
  ['LAG', -1],
  ['FIRST_VALUE', -1],
  ['LAST_VALUE', -1],
])

/** Functions that may stand without parentheses. */
const BARE_FUNCTIONS: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'CURRENT_USER',
  'CURRENT_ROLE',
  'CURRENT_GROUP',
  'CURRENT_DATE',
  'CURRENT_TIME',
  'CURRENT_TIMESTAMP',
  'LOCALTIME',
  'LOCALTIMESTAMP',
])

/** Whether a call with a name of one part, or a function without parentheses, starts here. */
export function isCallStart(c: Cursor): boolean {
  if (BARE_FUNCTIONS.has(c.kind)) return true
  return peek(c) === '(' && (isName(c.kind) || RESERVED_FUNCTIONS.has(c.kind))
}

/** The name in front of the parenthesis. */
export function callName(c: Cursor): string[] {
  if (isName(c.kind)) return [identifier(c)]
  const name = text(c)
  advance(c)
  return [name]
}

/** functionCall: name ( arguments ) [FILTER ( WHERE expression )] [OVER ( window )], the name being read already */
export function functionCall(c: Cursor, start: number, name: string[]): Expression {
  const word = c.kinds[c.index - 1] ?? 'end'
  const single = name.length === 1
  if (single && BARE_FUNCTIONS.has(word)) return bareCall(c, start, name, word)
  if (single && word === 'EXTRACT') return extract(c, start)
  if (single && (word === 'TIMESTAMPADD' || word === 'TIMESTAMPDIFF')) return timestampArithmetic(c, start, word)
  const call: Mutable<FunctionCall> = { kind: 'FunctionCall', name, arguments: [] }
  expect(c, '(')
  argumentsOf(c, call, word)
  expect(c, ')')
  const fixed = single ? RESERVED_FUNCTIONS.get(word) : undefined
  if (fixed !== undefined && fixed >= 0 && call.arguments.length !== fixed) {
    return fail(c, `${fixed} argument${fixed === 1 ? '' : 's'} of ${word}`)
  }
  if (acceptWords(c, 'IGNORE', 'NULLS')) call.ignoreNulls = true
  if (c.kind === 'FILTER' && peek(c) === '(') call.filter = filter(c)
  if (accept(c, 'OVER')) call.over = windowSpecification(c)
  return finish(c, start, call)
}

/** CURRENT_DATE [()], CURRENT_TIMESTAMP [( [precision] )] */
function bareCall(c: Cursor, start: number, name: string[], word: TokenKind): Expression {
  const call: Mutable<FunctionCall> = { kind: 'FunctionCall', name, arguments: [] }
  if (accept(c, '(')) {
    if (word === 'CURRENT_TIMESTAMP' && at(c, 'integer')) {
      const from = c.index
      call.arguments = [finish(c, from, { kind: 'NumberLiteral', text: integerText(c) })]
    }
    expect(c, ')')
  }
  return finish(c, start, call)
}

/** [* | [DISTINCT | ALL] [hint] expression [IGNORE NULLS] [, expression]...] [ORDER BY ...] [SEPARATOR expression] */
function argumentsOf(c: Cursor, call: Mutable<FunctionCall>, word: TokenKind): void {
  if (c.kind === ')') return
  if (c.kind === '*' && word === 'COUNT') {
    advance(c)
    call.star = true
    return
  }
  if (accept(c, 'DISTINCT')) call.distinct = true
  else if (c.kind === 'ALL' && call.name.length === 1) advance(c)
  if (c.kind === '[' && word === 'COUNT' && isBracketHint(c)) call.hint = bracketHint(c)
  const items = [c.rules.expression(c)]
  if (acceptWords(c, 'IGNORE', 'NULLS')) call.ignoreNulls = true
  while (accept(c, ',')) items.push(c.rules.expression(c))
  call.arguments = items
  if (acceptWords(c, 'IGNORE', 'NULLS')) call.ignoreNulls = true
  if (at(c, 'ORDER')) call.orderBy = orderBy(c)
  if (word === 'GROUP_CONCAT' && accept(c, 'SEPARATOR')) call.separator = c.rules.expression(c)
}

/** Tells `[skew] a` from an array as the argument: a name in brackets and then another operand. */
function isBracketHint(c: Cursor): boolean {
  if (!isName(peek(c))) return false
  const behind = peek(c, 3)
  return peek(c, 2) === '|' || (peek(c, 2) === ']' && behind !== ')' && behind !== ',' && behind !== '[')
}

/** EXTRACT ( unit FROM expression ) */
function extract(c: Cursor, start: number): Expression {
  expect(c, '(')
  const unit = identifier(c)
  expect(c, 'FROM')
  const operand = c.rules.valueExpression(c)
  expect(c, ')')
  return finish(c, start, { kind: 'ExtractExpression', unit, operand })
}

/** (TIMESTAMPADD | TIMESTAMPDIFF) ( unit , expression , expression ) */
function timestampArithmetic(c: Cursor, start: number, word: 'TIMESTAMPADD' | 'TIMESTAMPDIFF'): Expression {
  expect(c, '(')
  const unit = timeUnit(c)
  expect(c, ',')
  const left = c.rules.expression(c)
  expect(c, ',')
  const right = c.rules.expression(c)
  expect(c, ')')
  return finish(c, start, { kind: 'TimestampArithmetic', function: word, unit, left, right })
}

/** FILTER ( WHERE expression ) */
function filter(c: Cursor): Expression {
  advance(c)
  expect(c, '(')
  expect(c, 'WHERE')
  const condition = c.rules.expression(c)
  expect(c, ')')
  return condition
}

/** over: ( [[hint] PARTITION BY expression [, ...]] [ORDER BY sortItem [, ...]] [frame] ) */
function windowSpecification(c: Cursor): WindowSpecification {
  const start = c.index
  const node: Mutable<WindowSpecification> = { kind: 'WindowSpecification' }
  expect(c, '(')
  if (at(c, '[')) node.hint = bracketHint(c)
  if (accept(c, 'PARTITION')) {
    expect(c, 'BY')
    node.partitionBy = commaSeparated(c, c.rules.expression)
  }
  if (at(c, 'ORDER')) node.orderBy = orderBy(c)
  if (at(c, 'ROWS') || at(c, 'RANGE')) node.frame = windowFrame(c)
  expect(c, ')')
  return finish(c, start, node)
}

/** (ROWS | RANGE) bound, or (ROWS | RANGE) BETWEEN bound AND bound */
function windowFrame(c: Cursor): WindowFrame {
  const start = c.index
  const unit = expectOneOf(c, ['ROWS', 'RANGE'])
  if (!accept(c, 'BETWEEN')) return finish(c, start, { kind: 'WindowFrame', unit, start: frameBound(c) })
  const from = frameBound(c)
  expect(c, 'AND')
  return finish(c, start, { kind: 'WindowFrame', unit, start: from, end: frameBound(c) })
}

/** UNBOUNDED (PRECEDING | FOLLOWING), CURRENT ROW, expression (PRECEDING | FOLLOWING) */
function frameBound(c: Cursor): FrameBound {
  const start = c.index
  if (acceptWords(c, 'CURRENT', 'ROW')) return finish(c, start, { kind: 'FrameBound', type: 'CURRENT ROW' })
  if (accept(c, 'UNBOUNDED')) {
    const side = expectOneOf(c, ['PRECEDING', 'FOLLOWING'])
    return finish(c, start, { kind: 'FrameBound', type: `UNBOUNDED ${side}` })
  }
  const offset = c.rules.expression(c)
  const type = expectOneOf(c, ['PRECEDING', 'FOLLOWING'])
  return finish(c, start, { kind: 'FrameBound', type, offset })
}

/** ORDER BY sortItem [, sortItem]... */
export function orderBy(c: Cursor): SortItem[] {
  expect(c, 'ORDER')
  expect(c, 'BY')
  return commaSeparated(c, sortItem)
}

/** expression [ASC | DESC] [NULLS (FIRST | LAST)] */
function sortItem(c: Cursor): SortItem {
  const start = c.index
  const node: Mutable<SortItem> = { kind: 'SortItem', expression: c.rules.expression(c) }
  if (accept(c, 'ASC')) node.order = 'ASC'
  else if (accept(c, 'DESC')) node.order = 'DESC'
  if (accept(c, 'NULLS')) node.nulls = expectOneOf(c, ['FIRST', 'LAST'])
  return finish(c, start, node)
}

/** [ name [, name]... ] or [ name | column ( literal [, literal]... ) ] */
export function bracketHint(c: Cursor): BracketHint {
  const start = c.index
  expect(c, '[')
  const names = [identifier(c)]
  const node: Mutable<BracketHint> = { kind: 'BracketHint', names }
  if (accept(c, '|')) {
    const from = c.index
    const column: Expression = finish(c, from, { kind: 'ColumnReference', parts: nameParts(c) })
    const values: LiteralExpression[] = parenthesized(c, literal)
    node.skew = finish(c, from, { kind: 'SkewHint', column, values })
  } else {
    while (accept(c, ',')) names.push(identifier(c))
  }
  expect(c, ']')
  return finish(c, start, node)
}
