import type { IntervalExpression, LiteralExpression, NumberLiteral, TimeUnit } from '../ast/expression.ts'
import { unquoteString } from '../quote.ts'
import type { Cursor } from './cursor.ts'
import { advance, expect, fail, finish, isName, note, peek, text } from './cursor.ts'

const UNITS: ReadonlySet<string> = new Set<TimeUnit>([
  'YEAR',
  'QUARTER',
  'MONTH',
  'WEEK',
  'DAY',
  'HOUR',
  'MINUTE',
  'SECOND',
  'MILLISECOND',
  'MICROSECOND',
])

function isUnit(kind: string): kind is TimeUnit {
  return UNITS.has(kind)
}

/** unitIdentifier: YEAR | MONTH | ... */
export function timeUnit(c: Cursor): TimeUnit {
  const kind = c.kind
  if (!isUnit(kind)) fail(c, ...UNITS)
  advance(c)
  return kind
}

/** interval: INTERVAL expression unit */
export function interval(c: Cursor): IntervalExpression {
  const start = c.index
  expect(c, 'INTERVAL')
  const value = c.rules.expression(c)
  return finish(c, start, { kind: 'IntervalExpression', value, unit: timeUnit(c) })
}

/** An integer, decimal or double, as written. */
export function numberLiteral(c: Cursor): NumberLiteral {
  const start = c.index
  if (c.kind !== 'integer' && c.kind !== 'decimal' && c.kind !== 'double') fail(c, 'a number')
  const written = text(c)
  advance(c)
  return finish(c, start, { kind: 'NumberLiteral', text: written })
}

/** literalExpression, or undefined when the current token starts none. */
export function optionalLiteral(c: Cursor): LiteralExpression | undefined {
  const start = c.index
  switch (c.kind) {
    case 'NULL':
      advance(c)
      return finish(c, start, { kind: 'NullLiteral' })
    case 'TRUE':
    case 'FALSE': {
      const value = c.kind === 'TRUE'
      advance(c)
      return finish(c, start, { kind: 'BooleanLiteral', value })
    }
    case 'integer':
    case 'decimal':
    case 'double':
      return numberLiteral(c)
    case 'string': {
      const value = unquoteString(text(c))
      advance(c)
      return finish(c, start, { kind: 'StringLiteral', value })
    }
    case 'binary': {
      const digits = text(c).slice(2, -1)
      advance(c)
      return finish(c, start, { kind: 'BinaryLiteral', digits })
    }
    case 'DATE':
    case 'DATETIME': {
      if (peek(c) !== 'string') return undefined
      const type = c.kind
      advance(c)
      const value = unquoteString(text(c))
      advance(c)
      return finish(c, start, { kind: 'DateLiteral', type, value })
    }
    case 'INTERVAL':
      return startsInterval(c) ? interval(c) : undefined
    case 'FLOOR':
    case 'CEIL': {
      const next = peek(c)
      if (next === '(' || next === '.' || next === 'dot-identifier') return undefined
      const boundary = c.kind
      advance(c)
      return finish(c, start, { kind: 'UnitBoundary', boundary })
    }
    case '?':
      advance(c)
      return finish(c, start, { kind: 'Parameter' })
    default:
      if (c.expected !== undefined) note(c, 'a literal')
      return undefined
  }
}

export function literal(c: Cursor): LiteralExpression {
  return optionalLiteral(c) ?? fail(c, 'a literal')
}

/** INTERVAL is also a name: it opens an interval when what follows can be its value. */
function startsInterval(c: Cursor): boolean {
  const next = peek(c)
  switch (next) {
    case 'integer':
    case 'decimal':
    case 'double':
    case 'string':
    case '(':
    case '@':
    case '?':
    case 'CASE':
    case 'IF':
    case 'NULL':
    case 'backquoted':
    case 'ROW_NUMBER':
    case 'DENSE_RANK':
      return true
    case '-':
    case '+':
      return isUnit(peek(c, 3))
    default: {
      if (!isName(next)) return false
      const behind = peek(c, 2)
      return isUnit(behind) || behind === '(' || behind === '.' || behind === '+' || behind === '-' || behind === '*'
    }
  }
}
