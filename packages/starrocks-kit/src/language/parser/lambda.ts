import type { Expression } from '../ast/expression.ts'
import type { Cursor } from './cursor.ts'
import { advance, at, closingOf, commaSeparated, expect, finish, parenthesized } from './cursor.ts'
import { identifier } from './names.ts'
import { isQueryInParentheses } from './query-start.ts'

/** ( name [, name]... ) -> expression, or -> ( [expression [, expression]...] ) */
export function lambda(c: Cursor): Expression {
  const start = c.index
  const parameters = parenthesized(c, identifier)
  expect(c, '->')
  return finish(c, start, { kind: 'LambdaExpression', parameters, body: lambdaBody(c) })
}

function lambdaBody(c: Cursor): Expression[] {
  if (c.kind !== '(' || isQueryInParentheses(c, c.index) || !isTuple(c)) return [c.rules.expression(c)]
  advance(c)
  const body = at(c, ')') ? [] : commaSeparated(c, c.rules.expression)
  expect(c, ')')
  return body
}

/** Whether the parentheses at the cursor are empty or hold a comma of their own, and are not the start of `(a, b) IN` or of a lambda. */
function isTuple(c: Cursor): boolean {
  const end = closingOf(c, c.index)
  const behind = c.kinds[end + 1]
  if (behind === 'IN' || behind === 'NOT' || behind === '->') return false
  if (end === c.index + 1) return true
  let brackets = 0
  for (let i = c.index + 1; i < end; i++) {
    const kind = c.kinds[i]
    if (kind === '(') i = closingOf(c, i)
    else if (kind === '[' || kind === '{') brackets++
    else if (kind === ']' || kind === '}') brackets--
    else if (kind === ',' && brackets === 0) return true
  }
  return false
}
