import type { Expression } from '../ast/expression.ts'
import type { Cursor } from './cursor.ts'
import { accept, advance, closingOf, enter, expect, fail, finish, isName } from './cursor.ts'
import { lower, peek, raise, restore, text } from './cursor.ts'
import { callName, functionCall, isCallStart } from './function-call.ts'
import { optionalLiteral } from './literal.ts'
import { atIdentifierList, identifier, identifierOrString, integer, nameParts, string } from './names.ts'
import { isQueryInParentheses, queryInParentheses } from './query-start.ts'
import { arrayType } from './types.ts'
import { arrayElements, optionalMap } from './collection.ts'
import { caseExpression, cast } from './case.ts'
import { lambda } from './lambda.ts'
import { variable } from './variable.ts'

// Suffixes and binary operators inside a primary expression, from loose to tight. An operand of a prefix operator takes only the tight ones:
// `-a.b` is -(a.b), but `-a[1]` is (-a)[1].
const LOOSE = 0
const SUBSCRIPT = 1
const TIGHT = 3
const TIGHTEST = 4

/** primaryExpression: an operand with its suffixes */
export function primaryExpression(c: Cursor): Expression {
  return primaryAbove(c, LOOSE)
}

function primaryAbove(c: Cursor, lowest: number): Expression {
  const outer = lower(c)
  const start = c.index
  let base = operand(c)
  for (;;) {
    const next = suffix(c, start, base, lowest)
    if (next === undefined) break
    base = next
    raise(c)
  }
  raise(c)
  restore(c, outer)
  return base
}

function suffix(c: Cursor, start: number, base: Expression, lowest: number): Expression | undefined {
  switch (c.kind) {
    case '.':
    case 'dot-identifier':
      return fieldAccess(c, start, base)
    case 'COLLATE':
      advance(c)
      return finish(c, start, { kind: 'CollateExpression', operand: base, collation: identifierOrString(c) })
    case '||':
      return c.pipesAsConcat && lowest <= TIGHT ? concatenation(c, start, base) : undefined
    case '[':
      return lowest <= SUBSCRIPT ? subscript(c, start, base) : undefined
    case '->': {
      if (lowest > SUBSCRIPT) return undefined
      advance(c)
      return finish(c, start, { kind: 'JsonArrowExpression', base, path: string(c) })
    }
    case 'NOT':
    case 'MATCH':
      return lowest === LOOSE ? match(c, start, base) : undefined
    case 'identifier':
      return lowest === LOOSE ? match(c, start, base) : undefined
    default:
      return undefined
  }
}

/** base . identifier [. identifier]... */
function fieldAccess(c: Cursor, start: number, base: Expression): Expression {
  const fields: string[] = []
  while (c.kind === '.' || c.kind === 'dot-identifier') {
    const dotted = c.kind === 'dot-identifier'
    if (dotted) fields.push(text(c).slice(1))
    advance(c)
    if (!dotted) fields.push(identifier(c))
  }
  return finish(c, start, { kind: 'FieldAccess', base, fields })
}

/** Under PIPES_AS_CONCAT: base || primary [|| primary]... */
function concatenation(c: Cursor, start: number, base: Expression): Expression {
  const operands = [base]
  while (accept(c, '||')) operands.push(primaryAbove(c, TIGHTEST))
  return finish(c, start, { kind: 'FunctionCall', name: ['concat'], arguments: operands })
}

/** base [ index ], or base [ [start] : [end] ] */
function subscript(c: Cursor, start: number, base: Expression): Expression {
  expect(c, '[')
  if (c.kind === ':' || (c.kind === 'integer' && peek(c) === ':')) {
    const from = c.kind === 'integer' ? integer(c) : undefined
    expect(c, ':')
    const to = c.kind === 'integer' ? integer(c) : undefined
    expect(c, ']')
    const bounds = { ...(from === undefined ? {} : { start: from }), ...(to === undefined ? {} : { end: to }) }
    return finish(c, start, { kind: 'SliceExpression', base, ...bounds })
  }
  enter(c)
  const index = c.rules.valueExpression(c)
  c.depth--
  expect(c, ']')
  return finish(c, start, { kind: 'SubscriptExpression', base, index })
}

/** left [NOT] MATCH right; MATCH_ANY and MATCH_ALL in later versions */
function match(c: Cursor, start: number, left: Expression): Expression | undefined {
  const offset = c.kind === 'NOT' ? 1 : 0
  const word = peek(c, offset)
  if (word !== 'MATCH' && word !== 'identifier') return undefined
  const operator = word === 'MATCH' ? 'MATCH' : laterMatchOperator(c, offset)
  if (operator === undefined) return undefined
  const negated = accept(c, 'NOT') ? ({ negated: true } as const) : undefined
  advance(c)
  const right = primaryAbove(c, SUBSCRIPT)
  return finish(c, start, { kind: 'MatchExpression', operator, left, right, ...negated })
}

function laterMatchOperator(c: Cursor, offset: number): 'MATCH_ANY' | 'MATCH_ALL' | undefined {
  const start = c.tokens.starts[c.index + offset] ?? 0
  if ((c.tokens.ends[c.index + offset] ?? 0) - start !== 9) return undefined
  const word = c.source.slice(start, start + 9).toUpperCase()
  return word === 'MATCH_ANY' || word === 'MATCH_ALL' ? word : undefined
}

/** A primary expression without its suffixes. */
function operand(c: Cursor): Expression {
  const start = c.index
  switch (c.kind) {
    case 'identifier':
    case 'backquoted':
    case 'digit-identifier':
      return nameOrCall(c)
    case '(':
      return inParentheses(c)
    case '-':
    case '+':
    case '~':
    case '!':
      return unary(c)
    case '@':
      return variable(c)
    case '[':
      return finish(c, start, { kind: 'ArrayExpression', elements: arrayElements(c) })
    case 'ARRAY': {
      const type = arrayType(c)
      return finish(c, start, { kind: 'ArrayExpression', type, elements: arrayElements(c) })
    }
    case '{':
      return odbcCall(c)
    case 'CASE':
      return caseExpression(c)
    case 'CAST':
      if (peek(c) === '(') return cast(c)
      break
    case 'CONVERT':
      return cast(c)
    case 'EXISTS':
      advance(c)
      return finish(c, start, { kind: 'ExistsExpression', query: queryInParentheses(c) })
    case 'MAP': {
      const map = optionalMap(c)
      if (map !== undefined) return map
      break
    }
    default:
  }
  const literal = optionalLiteral(c)
  if (literal !== undefined) return literal
  if (isName(c.kind) || isCallStart(c)) return nameOrCall(c)
  return fail(c, 'an expression')
}

/** A column, a function call, or a lambda with one parameter. */
function nameOrCall(c: Cursor): Expression {
  const start = c.index
  if (isCallStart(c)) return functionCall(c, start, callName(c))
  if (peek(c) === '->' && peek(c, 2) !== 'string') {
    const parameters = [identifier(c)]
    advance(c)
    return finish(c, start, { kind: 'LambdaExpression', parameters, body: [c.rules.expression(c)] })
  }
  const parts = nameParts(c)
  if (c.kind === '(') return functionCall(c, start, parts)
  return finish(c, start, { kind: 'ColumnReference', parts })
}

/** ( expression ), ( query ), or the parameters of a lambda */
function inParentheses(c: Cursor): Expression {
  const start = c.index
  if (isQueryInParentheses(c, c.index)) {
    const query = queryInParentheses(c)
    return finish(c, start, { kind: 'SubqueryExpression', query })
  }
  const close = closingOf(c, c.index)
  if (c.kinds[close + 1] === '->' && atIdentifierList(c)) {
    const single = close === c.index + 2
    if (!single || c.kinds[close + 2] !== 'string') return lambda(c)
  }
  advance(c)
  const inner = c.rules.expression(c)
  expect(c, ')')
  return inner
}

/** (- | + | ~ | !)... operand */
function unary(c: Cursor): Expression {
  const prefixes: { readonly operator: '-' | '+' | '~' | '!'; readonly start: number }[] = []
  while (c.kind === '-' || c.kind === '+' || c.kind === '~' || c.kind === '!') {
    prefixes.push({ operator: c.kind, start: c.index })
    advance(c)
  }
  let inner = primaryAbove(c, TIGHT)
  for (let prefix = prefixes.pop(); prefix !== undefined; prefix = prefixes.pop()) {
    raise(c)
    inner = finish(c, prefix.start, { kind: 'UnaryExpression', operator: prefix.operator, operand: inner })
  }
  return inner
}

/** { FN functionCall } */
function odbcCall(c: Cursor): Expression {
  expect(c, '{')
  expect(c, 'FN')
  const start = c.index
  const call = functionCall(c, start, isCallStart(c) ? callName(c) : nameParts(c))
  expect(c, '}')
  return call
}
