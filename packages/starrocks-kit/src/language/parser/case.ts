import type { CaseExpression, Expression, WhenClause } from '../ast/expression.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, advance, at, expect, finish } from './cursor.ts'
import { dataType } from './types.ts'

/** CASE [expression] (WHEN expression THEN expression)... [ELSE expression] END */
export function caseExpression(c: Cursor): Expression {
  const start = c.index
  expect(c, 'CASE')
  const node: Mutable<CaseExpression> = { kind: 'CaseExpression', branches: [] }
  if (!at(c, 'WHEN')) node.operand = c.rules.expression(c)
  const branches: WhenClause[] = []
  do {
    const branch = c.index
    expect(c, 'WHEN')
    const condition = c.rules.expression(c)
    expect(c, 'THEN')
    branches.push(finish(c, branch, { kind: 'WhenClause', condition, result: c.rules.expression(c) }))
  } while (at(c, 'WHEN'))
  node.branches = branches
  if (accept(c, 'ELSE')) node.otherwise = c.rules.expression(c)
  expect(c, 'END')
  return finish(c, start, node)
}

/** CAST ( expression AS type ), CONVERT ( expression , type ) */
export function cast(c: Cursor): Expression {
  const start = c.index
  const between = at(c, 'CAST') ? 'AS' : ','
  advance(c)
  expect(c, '(')
  const inner = c.rules.expression(c)
  expect(c, between)
  const type = dataType(c)
  expect(c, ')')
  return finish(c, start, { kind: 'CastExpression', operand: inner, type })
}
