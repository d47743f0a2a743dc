import type { LiteralExpression } from '../ast/expression.ts'
import type { PivotAggregation, PivotClause, PivotValue } from '../ast/query.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, at, commaSeparated, expect, finish, isName, parenthesized, refuse } from './cursor.ts'
import { callName, functionCall } from './function-call.ts'
import { literal } from './literal.ts'
import { identifier, identifierList, identifierOrString } from './names.ts'

/** PIVOT ( call [[AS] alias] [, ...] FOR (column | ( column, ... )) IN ( value [[AS] alias] [, ...] ) ) */
export function pivotClause(c: Cursor): PivotClause {
  const start = c.index
  expect(c, 'PIVOT')
  expect(c, '(')
  const aggregations = commaSeparated(c, pivotAggregation)
  expect(c, 'FOR')
  const columns = at(c, '(') ? identifierList(c) : [identifier(c)]
  expect(c, 'IN')
  const values = parenthesized(c, pivotValue)
  expect(c, ')')
  return finish(c, start, { kind: 'PivotClause', aggregations, columns, values })
}

function pivotAggregation(c: Cursor): PivotAggregation {
  const start = c.index
  const call = functionCall(c, start, callName(c))
  if (call.kind !== 'FunctionCall') return refuse(c, 'PIVOT needs an aggregate function', start)
  const node: Mutable<PivotAggregation> = { kind: 'PivotAggregation', call }
  const alias = optionalPivotAlias(c)
  if (alias !== undefined) node.alias = alias
  return finish(c, start, node)
}

function pivotValue(c: Cursor): PivotValue {
  const start = c.index
  const values: LiteralExpression[] = at(c, '(') ? parenthesized(c, literal) : [literal(c)]
  const node: Mutable<PivotValue> = { kind: 'PivotValue', values }
  const alias = optionalPivotAlias(c)
  if (alias !== undefined) node.alias = alias
  return finish(c, start, node)
}

function optionalPivotAlias(c: Cursor): string | undefined {
  return accept(c, 'AS') || c.kind === 'string' || isName(c.kind) ? identifierOrString(c) : undefined
}
