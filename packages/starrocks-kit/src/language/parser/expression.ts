import type { ArithmeticOperator, ComparisonOperator, Expression } from '../ast/expression.ts'
import type { TokenKind } from '../tokens.ts'
import type { Cursor } from './cursor.ts'
import {
  accept,
  advance,
  at,
  closingOf,
  commaSeparated,
  enter,
  expect,
  fail,
  finish,
  note,
  peek,
  raise,
  restore,
  lower,
} from './cursor.ts'
import { primaryExpression } from './primary.ts'
import { isQueryInParentheses, queryInParentheses } from './query-start.ts'

/** expression: operands joined by OR (||), each of them operands joined by AND (&&), each of them [NOT]... booleanExpression */
export function expression(c: Cursor): Expression {
  enter(c)
  const start = c.index
  let left = conjunction(c)
  if (atOr(c)) {
    const operands = left.kind === 'LogicalExpression' && left.operator === 'OR' ? [...left.operands] : [left]
    while (atOr(c)) {
      advance(c)
      operands.push(conjunction(c))
    }
    left = finish(c, start, { kind: 'LogicalExpression', operator: 'OR', operands })
  }
  c.depth--
  return left
}

function atOr(c: Cursor): boolean {
  return at(c, 'OR') || (c.kind === '||' && !c.pipesAsConcat)
}

function conjunction(c: Cursor): Expression {
  const start = c.index
  const left = negation(c)
  if (!at(c, 'AND') && c.kind !== '&&') return left
  const operands = left.kind === 'LogicalExpression' && left.operator === 'AND' ? [...left.operands] : [left]
  while (accept(c, 'AND') || accept(c, '&&')) operands.push(negation(c))
  return finish(c, start, { kind: 'LogicalExpression', operator: 'AND', operands })
}

/** [NOT]... [BINARY] booleanExpression */
function negation(c: Cursor): Expression {
  const outer = lower(c)
  const node = c.kind === 'NOT' ? negations(c) : prefixed(c)
  restore(c, outer)
  return node
}

function negations(c: Cursor): Expression {
  const starts: number[] = []
  while (c.kind === 'NOT') {
    starts.push(c.index)
    advance(c)
  }
  let operand = prefixed(c)
  for (let start = starts.pop(); start !== undefined; start = starts.pop()) {
    raise(c)
    operand = finish(c, start, { kind: 'NotExpression', operand })
  }
  return operand
}

function prefixed(c: Cursor): Expression {
  if (c.kind !== 'BINARY' || !startsOperand(peek(c))) return booleanExpression(c)
  const start = c.index
  advance(c)
  const operand = booleanExpression(c)
  return finish(c, start, { kind: 'BinaryPrefixExpression', operand })
}

/** Whether BINARY before this token is the prefix and not a column of that name. */
function startsOperand(kind: TokenKind): boolean {
  return kind === 'identifier' || kind === 'backquoted' || kind === 'string' || kind === '(' || kind === '@'
}

/** booleanExpression: predicate, then any number of IS [NOT] NULL and comparisons, from left to right */
function booleanExpression(c: Cursor): Expression {
  const outer = lower(c)
  const start = c.index
  let left = predicate(c)
  for (;;) {
    const operator = comparisonOperator(c.kind)
    if (operator !== undefined) {
      advance(c)
      raise(c)
      const right = predicate(c)
      left = finish(c, start, { kind: 'ComparisonExpression', operator, left, right })
    } else if (at(c, 'IS')) {
      advance(c)
      raise(c)
      const negated = accept(c, 'NOT')
      expect(c, 'NULL')
      left = finish(c, start, { kind: 'IsNullExpression', operand: left, ...(negated ? { negated } : undefined) })
    } else {
      if (c.expected !== undefined) note(c, 'a comparison')
      restore(c, outer)
      return left
    }
  }
}

function comparisonOperator(kind: TokenKind): ComparisonOperator | undefined {
  switch (kind) {
    case '=':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '<=>':
      return kind
    default:
      return undefined
  }
}

/** predicate: valueExpression, then at most one [NOT] IN, BETWEEN, LIKE, REGEXP; or ( a, b ) [NOT] IN ( query ) */
function predicate(c: Cursor): Expression {
  const start = c.index
  if (c.kind === '(' && isTupleInSubquery(c)) return tupleInSubquery(c)
  const operand = valueExpression(c)
  const kind = c.kind === 'NOT' ? peek(c) : c.kind
  switch (kind) {
    case 'IN':
    case 'BETWEEN':
    case 'LIKE':
    case 'RLIKE':
    case 'REGEXP':
      return predicateOperation(c, start, operand)
    default:
      if (c.expected !== undefined) for (const word of ['IN', 'BETWEEN', 'LIKE', 'NOT']) note(c, word)
      return operand
  }
}

function predicateOperation(c: Cursor, start: number, operand: Expression): Expression {
  const negated = accept(c, 'NOT') ? ({ negated: true } as const) : undefined
  raise(c)
  if (accept(c, 'IN')) {
    if (isQueryInParentheses(c, c.index)) {
      const query = queryInParentheses(c)
      return finish(c, start, { kind: 'InSubqueryExpression', operands: [operand], query, ...negated })
    }
    expect(c, '(')
    const values = commaSeparated(c, expression)
    expect(c, ')')
    return finish(c, start, { kind: 'InListExpression', operand, values, ...negated })
  }
  if (accept(c, 'BETWEEN')) {
    const low = valueExpression(c)
    expect(c, 'AND')
    enter(c)
    const upper = predicate(c)
    c.depth--
    return finish(c, start, { kind: 'BetweenExpression', operand, lower: low, upper, ...negated })
  }
  const operator = c.kind === 'LIKE' ? 'LIKE' : 'REGEXP'
  advance(c)
  const pattern = valueExpression(c)
  return finish(c, start, { kind: 'LikeExpression', operator, operand, pattern, ...negated })
}

/** Looks ahead for ( a, b ) [NOT] IN ( SELECT. */
function isTupleInSubquery(c: Cursor): boolean {
  const first = peek(c)
  if (first === 'SELECT' || first === 'WITH' || first === ')') return false
  let behind = closingOf(c, c.index) + 1
  if (c.kinds[behind] === 'NOT') behind++
  return c.kinds[behind] === 'IN' && isQueryInParentheses(c, behind + 1) && hasTopLevelComma(c)
}

function hasTopLevelComma(c: Cursor): boolean {
  const end = closingOf(c, c.index)
  for (let i = c.index + 1; i < end; i++) {
    if (c.kinds[i] === '(') i = closingOf(c, i)
    else if (c.kinds[i] === ',') return true
  }
  return false
}

/** tupleInSubquery: ( expression , expression [, ...] ) [NOT] IN ( query ) */
function tupleInSubquery(c: Cursor): Expression {
  const start = c.index
  expect(c, '(')
  const operands = commaSeparated(c, expression)
  expect(c, ')')
  const negated = accept(c, 'NOT') ? ({ negated: true } as const) : undefined
  expect(c, 'IN')
  const query = queryInParentheses(c)
  return finish(c, start, { kind: 'InSubqueryExpression', operands, query, ...negated })
}

/** How tightly a binary operator binds; 0 when the token is none. Operators of one level chain from left to right. */
function levelOf(kind: TokenKind): number {
  switch (kind) {
    case '^':
      return 8
    case '*':
    case '/':
    case '%':
    case 'DIV':
    case 'MOD':
      return 7
    case '+':
    case '-':
      return 6
    case '&':
      return 5
    case '|':
      return 4
    case 'BITSHIFTLEFT':
      return 3
    case 'BITSHIFTRIGHT':
      return 2
    case 'BITSHIFTRIGHTLOGICAL':
      return 1
    default:
      return 0
  }
}

/** valueExpression: primaries joined by ^, then * / % DIV MOD, then + -, then &, then |, then the three shifts */
export function valueExpression(c: Cursor): Expression {
  return valueAbove(c, 1)
}

function valueAbove(c: Cursor, lowest: number): Expression {
  const outer = lower(c)
  const start = c.index
  let left = primaryExpression(c)
  for (;;) {
    const level = levelOf(c.kind)
    if (level < lowest || level === 0) {
      if (c.expected !== undefined) note(c, 'an operator')
      restore(c, outer)
      return left
    }
    left = chain(c, start, left, level)
  }
}

function chain(c: Cursor, start: number, left: Expression, level: number): Expression {
  const splice = left.kind === 'ArithmeticExpression' && levelOf(left.operators[0] ?? '+') === level
  const operators: ArithmeticOperator[] = splice ? [...left.operators] : []
  const operands: Expression[] = splice ? [...left.operands] : [left]
  raise(c)
  while (levelOf(c.kind) === level) {
    operators.push(arithmeticOperator(c))
    operands.push(valueAbove(c, level + 1))
  }
  return finish(c, start, { kind: 'ArithmeticExpression', operators, operands })
}

function arithmeticOperator(c: Cursor): ArithmeticOperator {
  const kind = c.kind
  switch (kind) {
    case '^':
    case '*':
    case '/':
    case '%':
    case 'DIV':
    case 'MOD':
    case '+':
    case '-':
    case '&':
    case '|':
    case 'BITSHIFTLEFT':
    case 'BITSHIFTRIGHT':
    case 'BITSHIFTRIGHTLOGICAL':
      advance(c)
      return kind
    default:
      return fail(c, 'an operator')
  }
}
